"""Through what is decided already once more: a filter by answer or staleness, and a key a document."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.scanned import desk
from triage.model import Answer
from triage.session import Decide, Session


async def filtered(pilot: Pilot[None], where: str) -> None:
    await pilot.press("/", "ctrl+u", *where, "enter")


def answer(session: Session, id: str) -> Answer | None:
    row = session.corpus.row(id)
    assert row is not None
    return row.answer


async def test_deciding_goes_on_to_the_next_that_was_not_decided_since_the_filter(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, app, pilot):
        review = app.review
        ids = session.corpus.listing("").ids()
        session.apply(Decide(tuple(ids[:3]), Answer.DEFER))
        await filtered(pilot, "answer:defer")
        await pilot.press("j", "a")
        assert review.documents.cursor == 2
        await pilot.press("d")
        assert review.documents.cursor == 0, "from the other end"
        assert "deferred already" in review.line("echo").plain
        await pilot.press("a")
        assert "you have been through all that the filter shows" in review.line("echo").plain
        assert [answer(session, id) for id in ids[:3]] == [Answer.KEEP, Answer.KEEP, Answer.DEFER]
        await pilot.press("u", "u")
        assert review.documents.cursor == 1
        await pilot.press("x")
        assert review.documents.cursor == 0, "what was taken back is left again"


async def test_a_filter_that_is_applied_again_begins_anew(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, app, pilot):
        session.apply(Decide(tuple(session.corpus.listing("").ids()[:3]), Answer.DEFER))
        await filtered(pilot, "answer:defer")
        await pilot.press("d", "d", "d")
        assert "been through all" in app.review.line("echo").plain
        await pilot.press("/", "enter", "g", "d")
        assert app.review.documents.cursor == 1


@pytest.mark.parametrize("again", ["a", "x", "="])
async def test_what_is_stale_is_left_until_it_is_decided_anew(scanned: Path, tmp_path: Path, again: str) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(scanned, folder)
    with Session.open(folder, state=tmp_path / "state", reviewer="t") as session:
        session.corpus.scan()
        session.apply(Decide(("alone.txt", "bread-0.txt", "ships-0.txt"), Answer.KEEP))
        for id in ("alone.txt", "bread-0.txt", "ships-0.txt"):
            with (folder / id).open("a") as file:
                file.write("\nThe fog came back on the tenth day, and stayed for three weeks, the keeper of the moor said.\n")
    async with desk(folder, tmp_path) as (_, app, pilot):
        review = app.review
        await filtered(pilot, "stale:yes")
        assert len(review.listing) == 3
        assert "✓ keep · ⟳ the text has changed since this was decided" in review.line("about").plain
        await pilot.press(again)
        assert review.documents.cursor == 1
        await pilot.press("k")
        assert "changed" not in review.line("about").plain
        await pilot.press("u", again, again)
        assert review.documents.cursor == 2
        await pilot.press(again)
        assert "been through all" in review.line("echo").plain
        await pilot.press("/", "enter")
        assert len(review.listing) == 0


async def test_answers_of_a_selection_are_confirmed_each_as_it_is(scanned: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(scanned, folder)
    answers = {"alone.txt": Answer.KEEP, "bread-0.txt": Answer.REJECT, "ships-0.txt": Answer.DEFER}
    with Session.open(folder, state=tmp_path / "state", reviewer="t") as session:
        session.corpus.scan()
        for id, given in answers.items():
            session.apply(Decide((id,), given))
            with (folder / id).open("a") as file:
                file.write("\nThe fog came back on the tenth day, and stayed for three weeks, the keeper of the moor said.\n")
    async with desk(folder, tmp_path) as (session, app, pilot):
        await filtered(pilot, "stale:yes")
        await pilot.press("ctrl+a", "=")
        assert "still right: 3 documents" in app.review.line("echo").plain
        assert {id: answer(session, id) for id in answers} == answers
        assert session.corpus.count("stale:yes") == 0
        await pilot.press("=")
        assert "Nothing has changed since it was decided." in app.review.line("echo").plain
        await pilot.press("u")
        assert session.corpus.count("stale:yes") == 3


async def test_copies_that_were_decided_as_one_are_not_come_back_to(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, app, pilot):
        session.apply(Decide(("ships-0.txt", "ships-1.txt", "ships-2.txt", "alone.txt"), Answer.DEFER))
        await filtered(pilot, "answer:defer")
        await pilot.press("G", "C", "a", "enter")
        await pilot.pause()
        assert app.screen is app.review
        assert app.review.row is not None
        assert app.review.row.id == "alone.txt"
        await pilot.press("d")
        assert "been through all" in app.review.line("echo").plain
