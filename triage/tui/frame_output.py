"""Frames: of each what differs from the one before is written, and none is drawn that would only be waited for."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual import events
from textual.message import Message
from textual.screen import Screen

from triage.tui.key_queue import KeyQueueApp
from triage.tui.terminal.device import erases_in_colour
from triage.tui.terminal.frame_diff import FrameDiff, TerminalContents
from triage.tui.textual_internals.rendering import FrameUpdate, empty_frame

if TYPE_CHECKING:
    from triage.tui.terminal.driver import TerminalDriver

UNSEEN = 0.1
"""Seconds that keys may wait for their turn while nothing is drawn of what those before did."""


RESIZED = 0.05
"""Seconds after which a terminal that has another size was drawn anew by whatever that moved, if it moved anything."""


class OutputDrained(Message):
    """The terminal has taken all that was to be shown."""


class FrameOutputApp(KeyQueueApp):
    """While keys wait for their turn, or the terminal has yet to take what was drawn, no more is drawn. What comes then is how
    the screen is by that time: who holds a key down over a slow line sees where it is, and not every step on the way there."""

    terminal_driver: TerminalDriver | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._written = TerminalContents()
        self._erases = erases_in_colour(os.environ)
        self._is_stale = False
        self._painted = 0.0

    async def on_event(self, event: events.Event) -> None:
        """As Textual's; nothing is known of a terminal that had another size, were it for a moment: Textual draws what moves."""
        if isinstance(event, events.Resize) and self._painted:
            self._written.forget()
            self._is_stale = True
            self.set_timer(RESIZED, self.catch_up)
        await super().on_event(event)

    def repaint(self) -> None:
        """Draw all of the screen again, whatever the terminal shows."""
        self._written.forget()
        self.screen.refresh()

    def draw_frame(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """As Textual's, but for what need not be drawn."""
        if isinstance(renderable, FrameUpdate) and not self.is_batching:
            if self._is_behind():
                self._is_stale = True
                return
            if self._is_stale:
                renderable = self.whole_frame(screen)
            self._is_stale, self._painted = False, time.monotonic()
            renderable = FrameDiff(renderable, self._written, erases=self._erases)
        super().draw_frame(screen, renderable)

    def _is_behind(self) -> bool:
        if self.terminal_driver is None:
            return False
        keys_wait = bool(self._typed) and time.monotonic() - self._painted < UNSEEN
        return keys_wait or self.terminal_driver.is_behind()

    def catch_up(self) -> None:
        """Show what wasn't."""
        if self._is_stale and self.is_up and self.screen.is_running:
            self.draw_frame(self.screen, empty_frame(self.screen))

    def on_output_drained(self) -> None:
        """Now it can be."""
        self.catch_up()

    async def _hand_on(self) -> None:
        await super()._hand_on()
        if not self._typed:
            self.catch_up()

    def begin_frame(self) -> None:
        """As Textual's; the driver writes the frame as one."""
        if self.terminal_driver is not None:
            self.terminal_driver.begin_frame()
        super().begin_frame()

    def end_frame(self) -> None:
        """As Textual's."""
        super().end_frame()
        if self.terminal_driver is not None:
            self.terminal_driver.end_frame()
