"""Suggestions on a scanned folder: shown, accepted by key and by command line, counted from the journal."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.desk import until
from triage.cli import main
from triage.model import Answer, Method
from triage.model.suggestion import Kind
from triage.session import Decide, Session, accept, set_apart
from triage.session.suggestions import accepting
from triage.tui.app import TriageApp
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.confirm import ConfirmScreen

STORY = "The harbour board said on Monday that quay number {0} will be mended, and that ferry {0} has to leave from pier {0}.\n\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for n in range(3):
        (folder / f"a{n}.txt").write_text(f"Ferry {n}\n\n" + "".join(STORY.format(10 * n + m) for m in range(6)), "utf-8")
    for n in range(4):
        (folder / f"e{n}.txt").write_text(f"Sorry!!\n\nPage not found\n\nThe page {n} has moved.\n", "utf-8")
    return folder


def test_accepted_and_overruled_are_counted_and_undo_counts_back(root: Path) -> None:
    with Session.open(root, reviewer="t") as session:
        session.corpus.scan()
        assert session.suggestions.of(session.open_document("a0.txt")) is None
        opened = session.open_document("e0.txt")
        found = session.suggestions.of(opened)
        assert found is not None
        assert (found.kind, found.reason) == (Kind.ERROR_PAGE, "error-page")
        assert session.sidecar("e0.txt") is None
        assert accept(session, opened) is not None
        sidecar = session.sidecar("e0.txt")
        assert sidecar is not None
        assert (sidecar.decision.answer, sidecar.decision.method) == (Answer.REJECT, Method.SUGGESTION)
        assert session.suggestions.of(session.open_document("e0.txt")) is None, "it is decided"
        accept(session, session.open_document("e1.txt"))
        session.suggestions.of(session.open_document("e2.txt"))
        session.tag(["e2.txt"], ["odd"])
        session.apply(Decide(("e2.txt",), Answer.KEEP))
        assert session.suggestions.followed(Kind.ERROR_PAGE) == (2, 3)
        session.undo()
        assert session.suggestions.followed(Kind.ERROR_PAGE) == (2, 2)
        session.redo()
    with Session.open(root, reviewer="t") as again:
        assert again.suggestions.followed(Kind.ERROR_PAGE) == (2, 3)


def test_what_most_of_the_folder_is_in_is_told_anew_once_it_was_scanned(tmp_path: Path) -> None:
    german = "Die Hafenbehörde hat am Montag gesagt, dass der Kai {0} gesperrt bleibt, und die Fähre {0} nicht mehr fährt.\n\n"
    (tmp_path / "a.txt").write_text("Fähre\n\n" + "".join(german.format(n) for n in range(6)), "utf-8")
    with Session.open(tmp_path, reviewer="t") as session:
        session.corpus.scan()
        assert session.suggestions.of(session.open_document("a.txt")) is None
        for n in range(8):
            story = f"Ferry {n}\n\n" + "".join(STORY.format(10 * n + m) for m in range(6))
            (tmp_path / f"b{n}.txt").write_text(story, "utf-8")
        session.corpus.scan()
        session.refresh(scanned=True)
        found = session.suggestions.of(session.open_document("a.txt"))
        assert found is not None
        assert found.kind is Kind.OTHER_LANGUAGE


def test_copies_of_what_is_kept_are_found_without_laying_out_their_cluster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Ferry 7\n\n" + "".join(STORY.format(n) for n in range(6))
    names = [f"copy{n}.txt" for n in range(5)]
    for name in names:
        (tmp_path / name).write_text(text, "utf-8")
    with Session.open(tmp_path, reviewer="t") as session:
        session.corpus.scan()
        assert accepting(session, names, "any") == []
        session.apply(Decide(("copy3.txt",), Answer.KEEP))
        set_apart(session, "copy1.txt")
        monkeypatch.setattr(session.clusters, "of", None)
        found = accepting(session, names, "any")
        assert [(one.ids, one.duplicate_of) for one in found] == [
            ((name,), "copy3.txt") for name in ("copy0.txt", "copy2.txt", "copy4.txt")
        ]
        session.apply(Decide(("copy2.txt",), Answer.KEEP))
        assert {one.duplicate_of for one in accepting(session, names, "any")} == {"copy2.txt"}, "the first of equals"
        session.undo()
        assert {one.duplicate_of for one in accepting(session, names, "any")} == {"copy3.txt"}


def run(capsys: pytest.CaptureFixture[str], *argv: object, code: int = 0) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([str(word) for word in argv]) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_by_command_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "scan", root, "--json")
    [shown] = run(capsys, "show", root, "e0.txt", "--json")
    assert shown["suggestion"]["kind"] == "error-page"
    assert "Sorry!!" in shown["suggestion"]["evidence"]
    [article] = run(capsys, "show", root, "a0.txt", "--json")
    assert article["suggestion"] is None
    dry = run(capsys, "decide", root, "--where", "answer:none", "--accept-suggestion", "error-page", "--dry-run", "--json")
    assert [one["id"] for one in dry] == [f"e{n}.txt" for n in range(4)]
    run(capsys, "decide", root, "e0.txt", "--accept-suggestion", "paywall")
    run(capsys, "decide", root, "--where", "answer:none", "--accept-suggestion", "any", "--json")
    rejected = run(capsys, "list", root, "--where", "answer:reject", "--json")
    assert [row["id"] for row in rejected] == [f"e{n}.txt" for n in range(4)]
    run(capsys, "undo", root, "--json")
    assert not run(capsys, "list", root, "--where", "answer:reject", "--json")
    run(capsys, "decide", root, "e0.txt", "--accept-suggestion", "ugly", code=2)
    run(capsys, "decide", root, "e0.txt", "--accept-suggestion", "any", "--keep", code=2)


@asynccontextmanager
async def reviewing(root: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Session, TriageApp, Pilot[None]]]:
    """The screen over the scanned folder; a second from key to key."""
    times = iter(range(1000))
    monkeypatch.setattr(TriageApp, "clock", lambda self=None: float(next(times)))
    with Session.open(root, reviewer="t") as session:
        session.corpus.scan()
        app = TriageApp(session, scan=False)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.1)
            yield session, app, pilot


async def test_one_key_accepts_and_nothing_is_applied_by_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reviewing(root, monkeypatch) as (session, app, pilot):
        about = app.review.line("about")
        assert "Looks like" not in about.plain
        await pilot.press("A")
        assert "Nothing is suggested" in app.review.line("echo").plain
        await pilot.press("j", "j", "j")
        assert "Looks like an error page: line “Sorry!!”" in about.plain
        assert not session.corpus.count("answer:any")
        await pilot.press("A", "A")
        assert session.corpus.count("answer:reject reason:error-page") == 2
        assert "2 of 2 accepted so far" in about.plain
        await pilot.press("k")
        assert "reject because error-page" in about.plain


async def test_what_is_suggested_is_accepted_on_all_that_are_selected(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reviewing(root, monkeypatch) as (session, app, pilot):
        echo, documents = app.review.line("echo"), app.review.documents
        await pilot.press("V", "j", "A")
        assert echo.plain == "Nothing is suggested on any of the 2 selected; all stay selected."
        await pilot.press("j", "j", "A")
        told = "rejected as suggested: 1 document · nothing is suggested on 3 of the 4 selected; all stay selected"
        assert echo.plain == told
        assert (documents.is_selecting, len(documents.selection)) == (True, 4)
        await pilot.press("u")
        assert session.corpus.count("answer:any") == 0
        await pilot.press("escape", "G", "V", "k", "k", "A")
        assert echo.plain.startswith("rejected as suggested: 3 documents")
        assert [row.id for row in session.corpus.listing("answer:reject").rows()] == ["e1.txt", "e2.txt", "e3.txt"]
        assert not documents.is_selecting
        await pilot.press("u")
        assert session.corpus.count("answer:any") == 0


async def test_of_many_it_is_asked_and_looked_at_between_the_keys(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.review.decisions.ASKS", 2)
    monkeypatch.setattr("triage.session.bulk.AT_ONCE", 2)
    with Session.open(root, reviewer="t") as session:
        session.corpus.scan()
        app = TriageApp(session, scan=False)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.1)
            await pilot.press("ctrl+a", "A")
            await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
            assert app.screen.query(RunLine).first().plain == "Reject as suggested 4 documents?"
            await pilot.pause(0.1)
            await pilot.press("enter")
            await until(pilot, lambda: session.corpus.counts().reject == 4)
            await until(pilot, lambda: "on 3 of the 7 selected" in app.review.line("echo").plain)
            session.undo()
            assert session.corpus.counts().reject == 0
