"""The help, gone through and searched."""

from __future__ import annotations

import pytest

from tests.tui.desk import desk
from triage.tui.run_line import RunLine
from triage.tui.widgets.report import Report

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_help_is_gone_through_and_searched(size: tuple[int, int]) -> None:
    async with desk(size=size) as (_, review, pilot):
        await pilot.press("?")
        help, table = pilot.app.screen, pilot.app.screen.query_one(Report)
        await pilot.press("G")
        assert table.scroll_offset.y == table.max_scroll_y > 0
        await pilot.press("g", "/", *"duplicates")
        first = table.at
        assert "duplicates" in table.plain.split("\n")[first]
        assert 0 <= first - table.scroll_offset.y < table.size.height
        assert any(style == "match" for _, style in table.line_runs(first, 90))
        assert table.line_runs(first, 90)[-1] == ("", ""), "the blanks behind the last word aren't marked"
        await pilot.press("ctrl+u", *"undecided", "enter")
        places = [table.at]
        for key in ("n", "n", "N", "N"):
            await pilot.press(key)
            places.append(table.at)
        assert places[0] < places[1] < places[2]
        assert places == places[::-1]
        await pilot.press("/", *"no such word")
        assert "Stands nowhere" in help.query_one("#dialog-keys", RunLine).plain
        await pilot.press("escape")
        assert pilot.app.screen is help
        await pilot.press("escape")
        assert review.is_current


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_signs_are_found_as_the_title_says(size: tuple[int, int]) -> None:
    async with desk(size=size) as (_, _review, pilot):
        await pilot.press("?")
        help, table = pilot.app.screen, pilot.app.screen.query_one(Report)
        assert "/signs" in help.query_one("#dialog-title", RunLine).plain
        await pilot.press("/", *"signs", "enter")
        lines = table.plain.split("\n")
        assert lines[table.at].strip() == "Signs"
        assert any(line.strip().startswith("⟳") for line in lines[table.at :])
        assert table.scroll_offset.y == min(table.at - 2, table.max_scroll_y), "what it heads is seen with it"
