"""What the mouse does besides moving about."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.desk import desk
from triage.tui.screens.dialogs.dialog import Dialog
from triage.tui.screens.dialogs.tags import TagsScreen

CHAINED = 0.6
"""Seconds after which a click is one of its own."""


async def drag(pilot: Pilot[None], within: str, begin: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(within, offset=begin)
    await pilot.hover(within, offset=end)
    await pilot.mouse_up(within, offset=end)
    await pilot.pause()


async def selected(pilot: Pilot[None]) -> str:
    """What a drag over a line of the raw text has put on the clipboard, which is emptied then."""
    await drag(pilot, "#raw", (7, 2), (14, 2))
    copied, pilot.app._clipboard = pilot.app.clipboard, ""
    return copied


async def test_a_drag_in_the_list_copies_nothing() -> None:
    async with desk() as (_, review, pilot):
        assert await selected(pilot)
        await drag(pilot, "#documents", (4, 1), (15, 3))
        assert pilot.app.clipboard == ""
        assert review.get_selected_text() is None


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes what is copied."""
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize("key", [">", "space"])
async def test_what_was_selected_isnt_once_another_text_is_shown(key: str) -> None:
    async with desk() as (_, review, pilot):
        assert await selected(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert review.get_selected_text() is None
        assert review.raw.selected_span(2) is None


@pytest.mark.parametrize("opened", ["?", "t", "X", "m", ":", "ctrl+p"])
async def test_a_click_outside_leaves_a_dialog_in_which_nothing_was_typed(opened: str) -> None:
    async with desk(size=(120, 40)) as (session, review, pilot):
        await pilot.press(opened)
        await pilot.click("#dialog-title")
        assert isinstance(pilot.app.screen, Dialog), "within"
        await pilot.pause(CHAINED)
        await pilot.click(offset=(1, 1))
        assert pilot.app.screen is review
        if opened != "?":
            await pilot.press(opened, "space" if opened == "X" else "e")
            await pilot.pause(CHAINED)
            await pilot.click(offset=(1, 1))
            assert isinstance(pilot.app.screen, Dialog), "something would be lost"
        assert not session.past


async def test_a_click_on_a_hint_is_its_key_and_a_double_click_is_no_second_one() -> None:
    async with desk(size=(120, 40)) as (session, review, pilot):
        foot = review.line("footer")
        await pilot.click("#footer", offset=(foot.plain.index("Reject"), 0), times=2)
        assert len(session.past) == 1
        await pilot.click("#footer", offset=(foot.plain.index("Tags") - 2, 0))
        assert isinstance(pilot.app.screen, TagsScreen)
        await pilot.press("escape")
        await pilot.click("#footer", offset=(118, 0))
        assert pilot.app.screen is review


async def test_a_double_click_on_a_row_opens_its_text() -> None:
    async with desk(size=(120, 40)) as (session, review, pilot):
        await pilot.click("#documents", offset=(6, 2), times=2)
        await pilot.pause()
        assert review.row is not None
        assert (review.row.id, review.context) == ("003.txt", "text")
        assert not session.past
