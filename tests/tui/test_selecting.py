"""Selections, bulk decisions, and that the cursor never lands on nothing or on the wrong document.

The five tests at the end are bugs that users of darktable reported: its auto-advance after a rating under a filter.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.desk import answers, desk, shown
from tests.tui.scanned import desk as real_desk
from triage.corpus.query.listing import Listing
from triage.model import Answer, Row
from triage.session.deciding import ASKS
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.confirm import ConfirmScreen

KEEP, REJECT = Answer.KEEP, Answer.REJECT
MANY = [f"Title {n}" for n in range(ASKS + 4)]
UNDECIDED = ("/", *"answer:none", "enter")


async def test_a_run_of_rows_is_decided_as_one_and_undone_as_one() -> None:
    async with desk() as (session, review, pilot):
        await pilot.press("j", "V", "j", "j")
        assert "3 documents selected" in review.line("echo").plain
        assert "3 selected of 5" in review.line("documents-title").plain
        await pilot.press("x")
        assert answers(session) == [None, REJECT, REJECT, REJECT, None]
        assert "3 documents" in review.line("echo").plain
        assert shown(review) == "005.txt"
        assert not review.documents.is_selecting
        await pilot.press("u")
        assert answers(session) == [None] * 5


async def test_that_another_list_ends_a_selection_is_said() -> None:
    async with desk() as (_, review, pilot):
        echo = review.line("echo")
        for keys in (("s",), ("S",), ("/", *"delta", "enter")):
            await pilot.press("V", "j", *keys)
            assert not review.documents.is_selecting
            assert echo.plain.endswith(" · nothing is selected any more")
        await pilot.press("s")
        assert "selected" not in echo.plain
        await pilot.press("V", "/")
        await pilot.pause(0.2)
        await pilot.press("escape")
        assert review.documents.is_selecting, "a look at the filter changes nothing"
        await pilot.press("/", "ctrl+u", "enter")
        assert "selected" in echo.plain


async def test_escape_or_V_ends_a_selection_and_then_one_document_is_decided() -> None:
    async with desk() as (session, review, pilot):
        await pilot.press("V", "j", "escape", "a", "V", "j", "V", "a")
        assert answers(session) == [None, KEEP, None, KEEP, None]
        await pilot.press("escape")
        assert "Nothing is selected." in review.line("echo").plain


async def test_tags_notes_and_reasons_of_a_selection() -> None:
    async with desk() as (session, _, pilot):
        await pilot.press("t", *"war", "enter")
        await pilot.press("ctrl+a", "t", *"politics", "enter")
        assert session.corpus.all["001.txt"].tags == ("politics", "war")
        assert session.corpus.all["005.txt"].tags == ("politics",)
        await pilot.press("V", "j", "X", "e", "enter")
        assert [row.reasons for row in session.corpus.all.values()] == [("error-page",)] * 2 + [()] * 3
        await pilot.press("V", "j", "m", *"both", "ctrl+s")
        assert list(session.notes.values()) == ["both", "both"]


async def test_a_note_from_the_editor_is_for_all_that_are_selected(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk() as (session, review, pilot):
        monkeypatch.setattr(type(review), "lend_terminal", lambda self, work: "from outside\n")
        await pilot.press("V", "j", "E")
        assert session.notes == {"001.txt": "from outside", "002.txt": "from outside"}
        assert review.unsaved_notes == []


async def test_what_acts_on_one_document_leaves_the_selection_as_it_is() -> None:
    async with desk() as (session, review, pilot):
        await pilot.press("V", "j", "space", "*", "]", "M", "escape")
        assert (review.documents.is_selecting, len(review.documents.selection)) == (True, 2)
        assert set(session.dropped) == {"002.txt"}


async def test_many_are_asked_about_and_not_on_the_key_that_asked() -> None:
    async with desk(MANY) as (session, review, pilot):
        await pilot.press("ctrl+a", "x")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("x", "x", "space")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert set(answers(session)) == {None}
        await pilot.press("escape")
        assert "Nothing was changed." in review.line("echo").plain
        await pilot.press("x", "enter")
        assert set(answers(session)) == {REJECT}
        await pilot.press("u")
        assert set(answers(session)) == {None}


async def test_answers_that_would_be_overruled_are_told_and_asked_about() -> None:
    """Of few documents as of many; where nothing changes, and of a document by itself, nothing is asked."""
    async with desk() as (session, _, pilot):
        await pilot.press("a", "a", "x", "ctrl+a", "x")
        question = pilot.app.screen
        assert isinstance(question, ConfirmScreen)
        lines = [line.plain for line in question.query(RunLine)]
        assert lines[0] == "Reject 5 documents? 2 are decided already"
        assert lines[1:3] == ["001.txt: keep", "002.txt: keep"]
        await pilot.press("escape")
        assert answers(session) == [KEEP, KEEP, REJECT, None, None]
        await pilot.press("g", "V", "j", "a")
        assert pilot.app.screen is not question
        await pilot.press("g", "x")
        assert answers(session)[0] is REJECT
    async with desk(MANY) as (session, _, pilot):
        await pilot.press("a", "ctrl+a", "d")
        title = pilot.app.screen.query(RunLine).first().plain
        assert title == f"Defer {len(MANY)} documents? 1 is decided already"
        await pilot.press("enter")
        assert set(answers(session)) == {Answer.DEFER}


def _only_few(rows: Callable[..., list[Row]]) -> Callable[..., list[Row]]:
    def checked(listing: Listing, start: int = 0, stop: int | None = None) -> list[Row]:
        assert stop is not None
        return rows(listing, start, stop)

    return checked


async def test_answers_overruled_among_very_many_are_counted(
    monkeypatch: pytest.MonkeyPatch, scanned: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr("triage.decide.overruling.MOST_LOOKED_AT", 2)
    async with real_desk(scanned, tmp_path) as (session, app, pilot):
        await pilot.press("a", "x", "ctrl+a")
        with monkeypatch.context() as patched:
            # A million of them would be a million rows.
            patched.setattr(Listing, "rows", _only_few(Listing.rows))
            await pilot.press("x")
        lines = [line.plain for line in app.screen.query(RunLine)]
        assert "1 is decided already" in lines[0]
        assert lines[1] == "alone.txt: keep"
        await pilot.press("enter")
        assert session.corpus.counts().reject == len(app.review.listing)


async def test_a_run_of_blocks_is_toggled_at_once() -> None:
    async with desk() as (session, review, pilot):
        await pilot.press("enter", "j", "V", "j")
        assert "2 blocks selected" in review.line("echo").plain
        assert review.raw.selected_blocks == review.cleaned.selected_blocks == {2, 3}
        await pilot.press("space")
        assert session.dropped == {"001.txt": {2, 3}}
        assert review.raw.selected_blocks == frozenset()
        await pilot.press("V", "k", "escape")
        assert review.raw.selected_blocks == frozenset()
        assert review.context == "text"
        await pilot.press("V", ">", "space")
        assert session.dropped["002.txt"] == {1}, "a selection doesn't go along to another document"


async def test_2951_under_unrated_only_it_advanced_to_an_empty_screen() -> None:
    """Each decision under answer:none shows the next undecided, to the last, which stays."""
    async with desk() as (session, review, pilot):
        await pilot.press(*UNDECIDED, "enter")
        for n in range(1, 6):
            assert shown(review) == f"00{n}.txt"
            await pilot.press("a")
        assert answers(session) == [KEEP] * 5
        assert shown(review) == "005.txt"
        await pilot.press("escape", "/", "enter")
        assert "Nothing fits the filter" in review.raw.pane.text
        await pilot.press("a", "u")
        assert answers(session)[4] is None, "on an empty list there is nothing to decide, and undo still works"


async def test_5968_rejecting_did_not_go_on_to_the_next() -> None:
    """From the text as from the list: the rejected document goes, the next comes, and back is the one before."""
    async with desk() as (session, review, pilot):
        await pilot.press(*UNDECIDED, "j", "enter", "x")
        assert shown(review) == "003.txt"
        assert review.context == "text"
        await pilot.press("<")
        assert shown(review) == "001.txt"
        assert answers(session) == [None, REJECT, None, None, None]


async def test_6848_a_second_reject_hit_the_document_before() -> None:
    """What is shown is what the next key is about, key after key."""
    async with desk() as (session, review, pilot):
        await pilot.press(*UNDECIDED)
        for n in range(1, 5):
            before = shown(review)
            await pilot.press("x")
            assert session.corpus.all[before].answer is REJECT
            assert answers(session) == [REJECT] * n + [None] * (5 - n)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_7977_the_list_showed_one_document_and_the_text_another(size: tuple[int, int]) -> None:
    """After a decision, an undo, a filter applied again, a click: list, text and title are of one document."""
    async with desk(size=size) as (_, review, pilot):
        for keys in (("x",), ("u",), UNDECIDED, ("j", "x"), ("/", "enter"), ("/", "ctrl+u", "enter"), ("G", "a"), ("ctrl+o",)):
            await pilot.press(*keys)
            shown(review)
        if size[0] > 100:
            await pilot.click("#documents", offset=(3, 1))
            assert shown(review) == "002.txt"


async def test_19990_after_rejecting_all_that_was_selected_nothing_could_be_selected() -> None:
    """A whole selection decided leaves the cursor on a document, from where another can be selected."""
    async with desk() as (session, review, pilot):
        await pilot.press(*UNDECIDED, "V", "j", "x", "/", "enter")
        assert shown(review) == "003.txt"
        await pilot.press("ctrl+a", "x")
        assert answers(session) == [REJECT] * 5
        assert "nothing undecided" in review.line("echo").plain
        shown(review)
        await pilot.press("/", "ctrl+u", "enter", "V", "k", "a", "enter")
        assert answers(session).count(KEEP) == 2
