"""The live filter, its errors, titles that are alike, and saved views."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.desk import desk, shown, until
from tests.tui.scanned import desk as real_desk
from triage.tui.screens.parts import filtering
from triage.tui.widgets.field import RecallingField
from triage.view import fault_runs


async def test_an_error_stands_under_its_column() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/", *"delta")
        await until(pilot, lambda: len(review.listing) == 1)
        review.query_one(Input).value = "delta words<x"  # at once: on a slow machine each key filters
        await until(pilot, lambda: review.line("found").plain == "not understood")
        foot = review.line("footer").plain
        assert foot.index("^") == 2 + len("delta words<")
        assert "isn't a number" in foot
        assert len(review.listing) == 1, "what fitted last is still shown"
        await pilot.press("enter")
        assert review.has_class("-finding")
        await pilot.press("end", "backspace", "backspace", *">0")
        await until(pilot, lambda: "^" not in review.line("footer").plain)
        await pilot.press("escape")
        assert "Keep" in review.line("footer").plain


async def test_a_term_that_is_still_typed_empties_no_list() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/")
        field = review.query_one("#filter", Input)
        for typed, found, said in (
            ("dup", 5, "none; 5 without it"),
            ("dup>", 5, "not understood"),
            ("dup>x", 5, "not understood"),
            ("delta", 1, "1 document"),
            ("delta dup", 1, "none; 1 without it"),
            ("delta or not dup:", 1, "not understood"),
            ("dup ", 0, "0 documents"),
        ):
            field.value = typed
            await until(pilot, lambda said=said: review.line("found").plain == said)  # type: ignore[misc]
            assert len(review.listing) == found, typed
            assert review.where == ("delta" if found == 1 else "dup" if not found else ""), typed
        field.value = "dup"
        await until(pilot, lambda: review.line("found").plain == "none; 5 without it")
        await pilot.press("enter")
        assert (review.where, len(review.listing)) == ("dup", 0), "what is entered is meant"


async def test_a_pause_that_ends_too_late_tries_what_is_typed_by_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filtering, "PAUSE", 1000)
    async with desk() as (_, review, pilot):
        await pilot.press("/", *"delta")
        ended = review._pending
        assert ended is not None
        assert ended._callback is not None
        review.query_one(Input).value = "beta"
        await until(pilot, lambda: review._pending is not ended)
        ended._callback()
        await until(pilot, lambda: review.where == "beta")


@pytest.mark.parametrize(("column", "width"), [(3, 60), (40, 60), (59, 60), (10, 20), (70, 60)])
def test_a_fault_is_told_whole_beside_its_caret_or_below_it(column: int, width: int) -> None:
    text = "".join(text for text, _ in fault_runs("unknown field foo", column, width))
    caret, _, below = text.partition("\n")
    assert caret[min(column, width - 1)] == "^"
    assert "unknown field foo" in (below or caret)
    assert len(caret) == width or below


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=str)
async def test_all_fields_are_told_where_one_is_unknown(size: tuple[int, int]) -> None:
    async with desk(size=size) as (_, review, pilot):
        await pilot.press("/", *"foo:x")
        await until(pilot, lambda: review.line("found").plain == "not understood")
        await pilot.pause()
        lines = [strip.text.rstrip() for strip in review._compositor.render_strips()]
        area = review.line("footer").region
        assert area.bottom == size[1]
        assert lines[area.y].index("^") == 2
        told = " ".join(" ".join(lines[area.y : area.bottom]).split())
        assert "words" in told
        assert "it is looked for as text)" in told
        await pilot.press("escape")
        await until(pilot, lambda: review.line("footer").region.height == 1)


async def test_escape_keeps_the_filter_that_was_in_force() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/", *"ta", "enter", "j")
        before = shown(review)
        for typed in ("", "x"):
            await pilot.press("/", *typed, "escape")
            await until(pilot, lambda: not review.has_class("-finding"))
            assert (review.where, len(review.listing), shown(review)) == ("ta", 2, before)
        await pilot.press("/", "ctrl+u", *"delta")
        await until(pilot, lambda: review.where == "delta")
        await pilot.press("escape")
        assert (review.where, shown(review)) == ("ta", before)
        assert "2 documents fit: ta" in review.line("echo").plain
        await pilot.press("/", "ctrl+u", "enter")
        assert review.where == ""


async def test_what_fits_is_said_to_be_so_far_as_long_as_the_scan_runs() -> None:
    async with desk() as (_, review, pilot):
        review.review.scans = True
        await pilot.press("/", *"nowhere", "enter")
        assert review.line("echo").plain == "0 documents fit: nowhere · so far"


async def test_words_that_stand_nowhere_find_titles_like_them() -> None:
    async with desk(["A harbour wall", "Cranes"]) as (_, review, pilot):
        await pilot.press("/", *"harbor")
        await until(pilot, lambda: "1 with a title like it" in review.line("found").plain)
        await pilot.press("enter")
        assert review.where == 'title~"harbor"'
        assert shown(review) == "001.txt"


async def test_views_are_saved_shown_and_removed() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/", *"ta", "enter", "s", "'", *"t ones", "enter")
        assert "is saved" in review.line("echo").plain
        await pilot.press("/", "ctrl+u", "enter", "s", "'", "enter")
        assert (review.where, review.review.sort) == ("ta", "id")
        assert len(review.listing) == 2
        await pilot.press("'", "ctrl+x", "'", *"x", "escape")
        assert review.session.views.all() == {}


async def test_undo_takes_a_view_back(scanned: Path, tmp_path: Path) -> None:
    async with real_desk(scanned, tmp_path) as (session, app, pilot):
        await pilot.press("a", "'", *"mine", "enter", "'", "ctrl+x")
        assert session.views.all() == {}
        await pilot.press("u")
        assert list(session.views.all()) == ["mine"]
        assert "undone: view mine, now all documents" in app.review.line("echo").plain
        await pilot.press("u")
        assert session.views.all() == {}
        assert session.corpus.counts().keep == 1
        await pilot.press("ctrl+r")
        assert list(session.views.all()) == ["mine"]


async def test_the_place_is_kept_through_a_filter_that_nothing_fits() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("j", "j", "/", *"nowhere", "enter")
        assert not len(review.listing)
        await pilot.press("s", "/", "ctrl+u", "enter")
        assert shown(review) == "003.txt"
        await pilot.press("/", *"nowhere", "enter", "/", "ctrl+u", *"delta", "enter")
        assert shown(review) == "004.txt"


async def test_a_thousand_words_are_no_reason_to_end() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/")
        review.query_one(Input).value = "ship " * 1100
        await until(pilot, lambda: review.line("found").plain == "not understood")


async def test_another_filter_stands_on_its_first_match_or_on_the_same_document() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("G")
        last = review.row
        await pilot.press("/", *"ta", "enter")
        assert last is not None
        assert last.id not in (ids := review.listing.ids(0, len(review.listing)))
        assert review.documents.cursor == 0
        await pilot.press("j", "/", "ctrl+u", "enter")
        await until(pilot, lambda: not review.where)
        assert review.row is not None
        assert review.row.id == ids[1]


async def test_the_export_that_is_shown_is_of_what_is_shown() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/", *"delta", "enter", "ctrl+e")
        assert "--where '(delta) answer:keep'" in review.line("echo").plain


@pytest.mark.parametrize("size", [(120, 40), (60, 20)], ids=str)
async def test_who_filters_from_the_text_stays_in_it(size: tuple[int, int]) -> None:
    async with desk(size=size) as (_, review, pilot):
        await pilot.press("j", "enter", "/", *"ta")
        await until(pilot, lambda: len(review.listing) == 2)
        await pilot.press("enter")
        assert review.focused is review.raw
        before = shown(review)
        await pilot.press("n", "N")
        assert shown(review) == before
        assert "Match" in review.line("echo").plain
        await pilot.press("/", "escape")
        assert review.focused is review.raw
        await pilot.press("/", "ctrl+u", *"nowhere", "enter")
        assert review.focused is review.documents, "there is no text"


async def test_filters_that_were_in_force_are_brought_back() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/", "up")
        assert "earlier" not in review.line("footer").plain
        field = review.query_one("#filter", RecallingField)
        await pilot.press(*"alp", "enter", "/", "ctrl+u", *"ta", "enter", "escape")
        await pilot.press("/", *"gam", "up")
        assert (field.value, field.cursor_position) == ("ta", 2)
        assert "Up earlier" in review.line("footer").plain
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert review.line("footer").plain == " Enter keeps it  Up earlier  Enter on nothing shows all  Esc leaves it as it was"
        await pilot.resize_terminal(40, 24)
        await pilot.pause()
        assert review.line("footer").plain == " Enter keeps it  Esc leaves it as it was"
        await pilot.press("up", "up")
        assert field.value == "alp"
        await until(pilot, lambda: review.where == "alp")
        await pilot.press("down", "down", "down")
        assert field.value == "gam", "what was typed is there again"
        await pilot.press("up", "e", "up", "up", "enter")
        assert review.where == "alp"
        await pilot.press("/", "up")
        assert field.value == "ta", "back from what was entered last, wherever that was brought back from"
        await pilot.press("up", "up", "escape")
        assert field.entered == ["ta", "alp"], "each once, the last last"
        assert review.where == "alp"


async def test_escape_in_the_list_ends_the_filter_once_nothing_is_selected() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/", *"ta", "enter", "j")
        before = shown(review)
        await pilot.press("V", "escape")
        assert (review.where, shown(review)) == ("ta", before)
        await pilot.press("escape")
        assert (review.where, shown(review), len(review.listing)) == ("", before, 5)
        assert review.line("echo").plain == "All documents are shown."
        await pilot.press("/", *"nowhere", "enter")
        assert review.raw.pane is not None
        assert "Esc in the list shows all documents again" in review.raw.pane.text
        await pilot.press("escape")
        assert (review.where, shown(review)) == ("", before)


@pytest.mark.parametrize("slowly", [True, False], ids=["slowly", "at once"])
async def test_nothing_in_the_prompt_ends_the_filter_and_where_there_is_none_sorts(
    scanned: Path, tmp_path: Path, slowly: bool
) -> None:
    async with real_desk(scanned, tmp_path) as (_, app, pilot):
        review = app.review
        before = review.listing.ids(0, 6)
        await pilot.press("/", *"bakery", "enter", "a")
        assert review.line("documents-title").plain == "Documents 2 of 2 · bakery · undecided"
        await pilot.press("/", "ctrl+u")
        if slowly:
            await until(pilot, lambda: len(review.listing) == 6)
        await pilot.press("enter")
        assert review.listing.ids(0, 6) == before
        assert review.where == ""
        await pilot.press("/", "enter")
        assert review.listing.ids(0, 6) == [*(id for id in before if id != "bread-0.txt"), "bread-0.txt"]
