"""What the mouse does besides moving about."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.desk import desk


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
