"""Blocks that are longer than the pane: they are read to their end, forward and back, and the ends of a text are its ends."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.desk import desk
from triage.tui.screens.review import ReviewScreen
from triage.tui.widgets import TextPane

LONG = " ".join(f"Sentence {n} of the harbour master's book is as long as others." for n in range(1, 41))
TEXTS = {
    "001.txt": f"Share this\nThe title\n{LONG}\nA short one.\n{LONG} Again.\nThe end.",
    "002.txt": f"Share this\nThe title\n{LONG * 3}",
}
SIZES = [(120, 40), (80, 24), (60, 20)]
FIRST, SECOND, LAST = 3, 5, 6


def window(pane: TextPane) -> range:
    """The lines of the text that are seen."""
    return range(pane.scroll_offset.y, pane.scroll_offset.y + pane.size.height)


def last_line(pane: TextPane) -> int:
    assert pane.pane is not None
    assert pane.pane.complete
    return pane.pane.lines - 1


async def open_text(review: ReviewScreen, pilot: Pilot[None], pane: str = "raw") -> TextPane:
    await pilot.press("enter")
    await pilot.pause()
    if pane == "cleaned":
        await pilot.press("v" if review.is_single else "tab")
        await pilot.pause()
    assert review.focused is review.pane
    assert review.pane.id == pane
    return review.pane


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("pane", ["raw", "cleaned"])
async def test_no_line_is_left_out_on_the_way_down_or_up(size: tuple[int, int], pane: str) -> None:
    async with desk(["One"], size, TEXTS) as (_, review, pilot):
        text = await open_text(review, pilot, pane)
        for key, begin, stop in (("j", "g", LAST), ("k", "G", 1 if pane == "raw" else 2)):
            await pilot.press(begin)
            seen, focused = set(window(text)), [text.focused_block]
            for _ in range(200):
                if text.focused_block == stop:
                    break
                await pilot.press(key)
                assert set(window(text)) & seen, "a line that was read already stays"
                seen |= set(window(text))
                focused.append(text.focused_block)
            assert seen >= set(range(last_line(text) + 1))
            assert text.focused_block == stop
            assert list(dict.fromkeys(focused)) == sorted(set(focused), reverse=key == "k"), "no block is passed over"
            await pilot.press(key)
            assert f"{'end' if key == 'j' else 'start'} of the text" in review.line("echo").plain


async def test_the_list_reads_on_as_the_text_does() -> None:
    async with desk(["One"], (120, 24), TEXTS) as (_, review, pilot):
        await pilot.press("J", "J")
        assert review.raw.focused_block == FIRST
        top = review.raw.scroll_offset.y
        await pilot.press("J")
        assert review.raw.focused_block == FIRST
        assert review.raw.scroll_offset.y > top
        await pilot.press("K")
        assert review.raw.scroll_offset.y <= top


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("pane", ["raw", "cleaned"])
async def test_the_ends_of_a_text_are_its_first_and_its_last_line(size: tuple[int, int], pane: str) -> None:
    async with desk(["One", "Two"], size, TEXTS) as (_, review, pilot):
        await pilot.press("j")
        text = await open_text(review, pilot, pane)
        for keys in (("G",), ("g", "pagedown", "G"), ("end",), ("home", *["pagedown"] * 60)):
            await pilot.press(*keys)
            assert last_line(text) in window(text), keys
            assert text.focused_block == 3
        for key in ("g", "home"):
            await pilot.press("G", key)
            assert text.scroll_offset.y == 0
            assert text.focused_block == (1 if pane == "raw" else 2)


@pytest.mark.parametrize("pane", ["raw", "cleaned"])
async def test_both_panes_show_the_same_part_of_a_long_block(pane: str) -> None:
    async with desk(["One", "Two"], (134, 40), TEXTS) as (_, review, pilot):
        await pilot.press("j")
        text = await open_text(review, pilot, pane)
        other = review.cleaned if text is review.raw else review.raw
        for key in ("j", "j", "pagedown", "j", "j", "j", "G", "k", "k", "pageup"):
            await pilot.press(key)
            assert text.pane is not None
            assert other.pane is not None
            if text.focused_block == other.focused_block == 3:
                here, there = (one.pane.offsets(max(one.scroll_offset.y, one.pane.line_of(3)))[0] for one in (text, other))
                assert abs(here - text.pane.start_of(3) - there + other.pane.start_of(3)) <= 3 * other.text_width, key


async def test_a_long_block_that_is_seen_is_decided_where_it_is_read() -> None:
    async with desk(["One"], (120, 24), TEXTS) as (session, review, pilot):
        text = await open_text(review, pilot)
        await pilot.press("j", "j", "j", "j")
        assert text.focused_block == FIRST
        top = text.scroll_offset.y
        assert top > 0
        await pilot.press("space")
        assert session.dropped == {"001.txt": {FIRST}}
        assert text.scroll_offset.y == top


async def test_reading_on_goes_on_from_the_middle_of_what_was_scrolled_to() -> None:
    async with desk(["One"], (120, 24), TEXTS) as (_, review, pilot):
        text = await open_text(review, pilot)
        text.scroll_relative(y=30, animate=False)
        await pilot.pause()
        for key in ("j", "j", "k", "k"):
            before = window(text)
            await pilot.press(key)
            assert set(window(text)) & set(before)
            assert text.focused_block == FIRST


async def test_beside_a_block_that_was_dropped_stands_what_comes_after_it() -> None:
    async with desk(["One"], (134, 40), TEXTS) as (_, review, pilot):
        await open_text(review, pilot)
        assert not review.cleaned.holds(4)
        while review.raw.focused_block != SECOND:
            before = review.cleaned.scroll_offset.y
            await pilot.press("j")
            assert review.cleaned.scroll_offset.y >= before, "it never goes back"


async def test_the_other_text_opens_where_this_one_is_read() -> None:
    async with desk(["One"], (60, 20), TEXTS) as (_, review, pilot):
        await open_text(review, pilot)
        await pilot.press("j", "j", "j", "j")
        raw, cleaned = review.raw, review.cleaned
        above = raw.scroll_offset.y - raw.pane.line_of(FIRST)
        await pilot.press("v")
        await pilot.pause()
        assert review.focused is cleaned
        assert abs(cleaned.scroll_offset.y - cleaned.pane.line_of(FIRST) - above) <= 2
