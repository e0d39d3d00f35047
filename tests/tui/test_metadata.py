"""Titles, dates and sources that are mended on the screen, and decisions that are taken along."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.test_tagging import desk
from triage.model import Answer
from triage.session import Session
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.metadata import MetadataScreen


async def typed(pilot: Pilot[None], field: str, text: str) -> None:
    pilot.app.screen.query_one(f"#mend-{field}", Input).focus()
    await pilot.press("ctrl+a", "ctrl+k", *text)


async def test_what_is_an_example_says_so(tmp_path: Path) -> None:
    async with desk(tmp_path) as (_, app, pilot):
        await pilot.press("M")
        assert app.screen.query_one("#mend-date", Input).placeholder == "e.g. 2031-05-10"
        await pilot.press("escape", "/")
        assert app.screen.query_one("#filter", Input).placeholder.startswith("e.g. ")


async def test_what_is_mended_is_listed_and_taken_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        found = session.corpus.row("a.txt")
        await pilot.press("M")
        assert isinstance(app.screen, MetadataScreen)
        await typed(pilot, "title", "Pier  stays closed")
        await pilot.press("down", *"2031-05-10", "tab", *"The Gull", "enter")
        assert app.screen is app.review
        row = session.corpus.row("a.txt")
        assert (row.title, row.date, row.source, row.answer) == ("Pier stays closed", date(2031, 5, 10), "The Gull", None)
        assert "title is Pier stays closed, date is 2031-05-10, source is The Gull: a.txt" in app.review.line("echo").plain
        assert "Pier stays closed" in app.review.documents.render_line(0).text
        await pilot.press("M", "enter")
        assert app.screen is app.review
        await pilot.press("M")
        await typed(pilot, "title", "")
        await pilot.press("enter")
        assert session.corpus.row("a.txt").title == found.title
        await pilot.press("u", "u")
        assert session.corpus.row("a.txt") == found


async def test_a_day_that_is_none_and_what_is_not_saved_are_told(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("M")
        await typed(pilot, "date", "10.5.2031")
        await pilot.press("enter")
        keys = app.screen.query_one("#dialog-keys", RunLine)
        assert "No such day" in keys.plain
        assert app.screen.query_one("#mend-date", Input).has_focus
        await pilot.press("escape")
        assert "Not saved" in keys.plain
        await pilot.press("escape")
        assert app.screen is app.review
        assert session.journal.last == 0


async def test_of_several_only_what_is_filled_in_is_mended(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("V", "j", "M")
        assert not app.screen.query("#mend-title")
        await typed(pilot, "source", "The Gull")
        await pilot.press("enter")
        assert [row.source for row in session.corpus.listing().rows()] == ["The Gull", "The Gull", ""]


@pytest.mark.parametrize("key", ["L"])
async def test_decisions_are_taken_along(tmp_path: Path, key: str) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press(key)
        assert "Every decision is where its document is" in app.review.line("echo").plain
        await pilot.press("a")
        session.flush()
        (tmp_path / "a.txt").rename(tmp_path / "z.txt")
        app.review.do_app_rescan()
        await app.review._scanning
        await pilot.pause()
        assert "1 decision is about a document that went elsewhere" in app.review.line("echo").plain
        await pilot.press(key)
        assert "1 decision taken to where the document went" in app.review.line("echo").plain
        assert answer(session, "z.txt") is Answer.KEEP
        await pilot.press("u")
        assert answer(session, "z.txt") is None


def answer(session: Session, id: str) -> Answer | None:
    row = session.corpus.row(id)
    assert row is not None
    return row.answer
