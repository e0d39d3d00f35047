"""Nothing is decided unseen: a text that isn't shown yet, and one that nobody can read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from tests.tui.desk import until
from triage.model import Answer
from triage.session import Session
from triage.tui.app import TriageApp
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.confirm import ConfirmScreen

STORY = "The harbour authority said that the pier would stay closed until the ice has gone.\n"
BINARY = bytes(range(256)) * 20


@asynccontextmanager
async def desk(
    root: Path, size: tuple[int, int] = (120, 40), *, scan: bool = True
) -> AsyncIterator[tuple[Session, TriageApp, Pilot[None]]]:
    with Session.open(root, reviewer="t") as session:
        if scan:
            session.corpus.scan()
        app = TriageApp(session, scan=False)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.1)
            yield session, app, pilot


def told(app: TriageApp) -> list[str]:
    """The lines of the question."""
    return [line.plain for line in app.screen.query(RunLine)]


async def test_a_text_that_is_not_shown_yet_is_not_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    with Session.open(tmp_path, reviewer="t") as session:
        session.corpus.scan()
        warmed = Event()
        monkeypatch.setattr("triage.tui.screens.parts.selection.REST", 30.0)
        monkeypatch.setattr(type(session.corpus), "labelled", lambda self, id: None)
        monkeypatch.setattr(type(session.reader), "preload", lambda self: warmed.wait(20) and None)
        app = TriageApp(session, scan=False)
        async with app.run_test(size=(120, 40)) as pilot:
            for key in ("a", "x", "d", "A", "="):
                await asyncio.sleep(0.2)
                await pilot.press(key)
                assert app.review.line("echo").plain == "The text isn't shown yet: nothing was decided.", key
            for key in ("]", "[", "J"):
                await pilot.press(key)
                assert app.review.line("echo").plain == "The text isn't shown yet.", key
            assert session.corpus.count("answer:any") == 0
            warmed.set()
            await until(pilot, lambda: app.review.opened is not None)
            await pilot.press("a")
            assert app.review.line("echo").plain == "The text wasn't shown yet: nothing was decided."
            assert session.corpus.counts().keep == 0, "what was typed behind a refused key isn't about this document"
            monkeypatch.setattr("triage.tui.screens.parts.selection.REST", 0.0)
            await pilot.press("a")
            assert session.corpus.counts().keep == 1


async def test_what_cannot_be_read_is_kept_only_after_a_question(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(BINARY)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(STORY, "utf-8")
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("a")
        assert isinstance(app.screen, ConfirmScreen)
        assert told(app)[:2] == ["Keep a.txt?", "It can't be read."]
        await pilot.press("escape")
        assert session.corpus.counts().keep == 0
        await asyncio.sleep(0.2)
        await pilot.press("a", "enter")
        assert session.corpus.counts().keep == 1
        await pilot.press("t", *"scan", "enter", "k", "k")
        await pilot.press("x", "k", "k")
        assert app.screen is app.review, "to reject it, and to keep an empty one, needs no question"
        about = app.review.line("about").plain
        assert "not text in spite of its name" in about
        assert "reject" in about
        await asyncio.sleep(0.2)
        await pilot.press("ctrl+a", "a")
        assert told(app)[:2] == ["Keep 3 documents? 1 is decided already", "1 of them can't be read."]


async def test_of_very_many_those_that_cannot_be_read_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.decide.queue.RUN", 2)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_bytes(b"" if name == "c" else BINARY)
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("ctrl+a", "a")
        assert told(app)[:2] == ["Keep 3 documents?", "2 of them can't be read."]
        await pilot.press("enter")
        assert {row.answer for row in session.corpus.listing().every()} == {Answer.KEEP}
