"""Words that are looked for in one text."""

from __future__ import annotations

import pytest

from tests.tui.desk import desk, shown

TEXT = "\n".join(["Share this", "The harbour", *(f"Line {n} of the {'Harbour' if n % 10 == 0 else 'sea'}." for n in range(40))])


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=str)
async def test_words_are_found_in_this_text_alone(size: tuple[int, int]) -> None:
    async with desk(["One", "Two"], size, texts={"001.txt": TEXT}) as (_, review, pilot):
        await pilot.press("f", *"harb")
        assert ("arb", "match") in [(text[1:], style) for text, style in review.raw.line_runs(1, 60)], "as one types"
        await pilot.press(*"our", "enter")
        assert review.focused is review.raw
        assert (len(review.listing), shown(review)) == (2, "001.txt")
        assert review.line("echo").plain == "Match 1 of 5"
        assert review.raw.focused_block == 2
        await pilot.press("n")
        assert review.raw.focused_block == 3
        await pilot.press("n", "N", "N", "N")
        assert review.line("echo").plain == "Match 5 of 5"
        await pilot.press("escape")
        assert review.focused is review.raw, "the search ends first"
        assert not any(style in ("match", "here") for _, style in review.raw.line_runs(1, 60))
        await pilot.press("escape")
        assert review.focused is review.documents


@pytest.mark.parametrize("size", [(120, 40), (60, 20)], ids=str)
async def test_a_search_that_is_left_leaves_all_as_it_was(size: tuple[int, int]) -> None:
    async with desk(["One"], size, texts={"001.txt": TEXT}) as (_, review, pilot):
        await pilot.press("f", *"sea", "escape")
        assert review.focused is review.documents
        assert review.sought == ""
        await pilot.press("enter", "f", *"nowhere", "enter")
        assert review.line("echo").plain == "“nowhere” doesn't stand in this text."
        await pilot.press("f", *"sea", "escape")
        assert review.sought == "nowhere"
        await pilot.press("f", "ctrl+u", "enter")
        assert (review.sought, review.focused) == ("", review.raw)


async def test_words_that_were_looked_for_are_brought_back() -> None:
    async with desk(["One"], texts={"001.txt": TEXT}) as (_, review, pilot):
        await pilot.press("f", *"sea", "enter", "f", *"nowhere", "enter", "escape")
        await pilot.press("f")
        assert "Up earlier" in review.line("footer").plain
        await pilot.press("up", "up", "enter")
        assert review.sought == "sea"


async def test_a_search_goes_before_the_filter_and_ends_with_another_one() -> None:
    async with desk(["One"], texts={"001.txt": TEXT}) as (_, review, pilot):
        await pilot.press("/", *"one", "enter", "f", *"sea", "enter")
        assert "of 36" in review.line("echo").plain
        await pilot.press("h")
        assert review.where == "one"
        await pilot.press("f", *"sea", "enter", "/", "ctrl+u", "enter", "n")
        assert "No filter is set" in review.line("echo").plain
