"""Keys act on what is seen: the focused block comes along with a page, and is shown before anything is done to it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.desk import desk, until
from tests.tui.fakes import FakeReader
from triage.tui.screens.dialogs.rule import RuleScreen
from triage.tui.screens.review import ReviewScreen
from triage.view.rows import columns_for

TEXTS = {"001.txt": "\n".join(f"Line {n} of the harbour master's book." for n in range(1, 101))}
SIZES = [(120, 40), (80, 24), (60, 20)]


def is_seen(review: ReviewScreen) -> bool:
    row = review.pane.screen_row(review.pane.focused_block or 0)
    return row is not None and 0 <= row < review.pane.size.height


async def wheel(review: ReviewScreen, pilot: Pilot[None], lines: int) -> None:
    review.pane.scroll_relative(y=lines, animate=False)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_focus_goes_along_with_a_page(size: tuple[int, int]) -> None:
    async with desk(["One"], size, TEXTS) as (session, review, pilot):
        await pilot.press("enter")
        await pilot.pause()
        for _ in range(3):
            await pilot.press("pagedown")
            assert is_seen(review)
        here = review.pane.focused_block
        assert here is not None
        assert here > 3
        await pilot.press("space")
        assert session.dropped == {"001.txt": {here}}
        assert is_seen(review)
        await pilot.press("pageup", "pageup")
        assert is_seen(review)
        assert (review.pane.focused_block or 0) < here
        await pilot.press(*["pagedown"] * 30)
        assert review.pane.focused_block == 100
        await pilot.press(*["pageup"] * 30)
        assert review.pane.focused_block == 1


async def test_half_pages_are_half_of_what_is_to_be_seen() -> None:
    async with desk([f"Title {n}" for n in range(100)], (120, 40), TEXTS) as (_, review, pilot):
        height = review.documents.size.height
        await pilot.press("ctrl+d", "ctrl+d", "ctrl+u")
        assert review.documents.cursor == height // 2
        await pilot.press("ctrl+u")
        for pane in (review.raw, review.cleaned):
            await pilot.press("tab", "g", "ctrl+d")
            assert pane.scroll_offset.y == pane.size.height // 2
            assert is_seen(review)
            await pilot.press("ctrl+u")
            assert pane.scroll_offset.y == 0
            await pilot.press("ctrl+u")
            assert pane.pane is not None
            assert pane.focused_block == pane.pane.block_at(0)
        await pilot.press("h")
        assert review.focused is review.documents


@pytest.mark.parametrize("pane", ["raw", "cleaned"])
async def test_nothing_is_done_to_a_block_that_was_scrolled_away(pane: str) -> None:
    async with desk(["One"], (120, 24), TEXTS) as (session, review, pilot):
        await pilot.press(*["tab"] * (1 if pane == "raw" else 2), "j", "j")
        n = review.pane.focused_block
        await wheel(review, pilot, 60)
        assert not is_seen(review)
        await pilot.press("space")
        assert session.dropped == {}
        assert is_seen(review)
        assert f"Block {n} was out of sight" in review.line("echo").plain
        await wheel(review, pilot, 60)
        await pilot.press("D")
        assert not isinstance(pilot.app.screen, RuleScreen)
        await pilot.press("space")
        assert session.dropped == {"001.txt": {n}}, "it is seen now"


@pytest.mark.parametrize("key", ["space", "*", "D", "R", "y"])
@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=str)
async def test_where_the_list_is_alone_the_text_is_opened_first(size: tuple[int, int], key: str) -> None:
    async with desk(["One"], size, TEXTS) as (session, review, pilot):
        await pilot.press(*(["z"] if size[0] > 80 else []))
        review.focus_block(3)
        n = review.pane.focused_block
        assert n is not None
        await pilot.press(key)
        await until(pilot, lambda: review.focused is review.raw)
        assert (session.dropped, pilot.app.screen, pilot.app.clipboard) == ({}, review, "")
        assert review.focused is review.raw
        assert is_seen(review)
        assert review.line("echo").plain == f"Block {n} was out of sight: nothing was done to it yet."
        assert review.line("explain").plain.startswith(f" block {n} ")
        await pilot.press("space")
        assert session.dropped == {"001.txt": {n}}


@pytest.mark.parametrize(("key", "away"), [("j", 60), ("k", 60), ("j", -60), ("J", 60), ("]", 60)])
async def test_moving_goes_on_from_what_is_in_sight(key: str, away: int) -> None:
    async with desk(["One"], (120, 24), TEXTS) as (session, review, pilot):
        session.dropped["001.txt"] = set(range(2, 100, 2))
        review.show_current(again=True)
        await pilot.press("tab", "J" if away > 0 else "G")
        await wheel(review, pilot, away)
        top = review.raw.scroll_offset.y
        await pilot.press(key)
        assert is_seen(review)
        assert abs(review.raw.scroll_offset.y - top) <= 3, "it stays where it was read"


@pytest.mark.parametrize(("width", "columns"), [(120, ()), (180, ("date", "words")), (200, ("date", "words"))], ids=str)
async def test_a_broad_list_has_dates_and_words_and_leaves_the_texts_enough(width: int, columns: tuple[str, ...]) -> None:
    async with desk(["One"] * 200, (width, 40)) as (_, review, pilot):
        await pilot.pause()
        assert set(columns_for(review.documents.content_size.width - 2)) & {"date", "words", "source"} == set(columns)
        assert review.raw.size.width >= min(48, width // 4)
        await pilot.press("z")
        await pilot.pause()
        assert review.documents.size.width == width, "the list alone has all of it"


async def test_what_explains_takes_the_line_below_while_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeReader, "explain", lambda *given: ("a reason that takes half a line of them",))
    async with desk(size=(80, 24)) as (_, review, pilot):
        explain, echo, body = review.line("explain"), review.line("echo"), review.query_one("#body").size
        await pilot.press("]")
        assert "half a line of them" in explain.plain
        assert echo.plain.endswith("Space brings it back ")
        await pilot.press("G", "g")
        assert "Space" in echo.plain
        await pilot.press("H")
        assert "highlight" in echo.plain
        assert "Space brings it back" in explain.plain
        await pilot.press("]")
        assert "Space" in echo.plain + explain.plain
        await pilot.press("/")
        assert "Space" in explain.plain
        await pilot.press("escape")
        assert review.query_one("#body").size == body


async def test_the_next_row_is_seen_on_a_smaller_screen_too() -> None:
    async with desk([f"Title {n}" for n in range(100)], (120, 40)) as (_, review, pilot):
        documents = review.documents
        await pilot.press(*["j"] * 20)
        for size in ((120, 20), (80, 24), (60, 20), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert 0 < documents.cursor - documents.scroll_offset.y < documents.size.height - 1, size
