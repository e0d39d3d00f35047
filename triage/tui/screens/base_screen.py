"""A screen whose styles are worked out once, which keeps to the size of the terminal, and tells what couldn't be done."""

from __future__ import annotations

import asyncio

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.screen import ScreenResultType

from triage.errors import TriageError
from triage.tui.textual_internals.screens import HookedScreen

SETTLING = 0.05
"""Seconds in which widgets tell what else their size makes them want."""


class ReportingFailed(Exception):
    """That `error` couldn't even be told: it ends the program, since whatever raised this hears nothing more."""

    def __init__(self, error: TriageError) -> None:
        super().__init__(str(error))
        self.error = error


class BaseScreen(HookedScreen[ScreenResultType]):
    """Textual works the styles of a screen out as it is made, and again each time that it is shown. They are the same, unless
    the theme is another one by now; and all the sheets have to be read before (`TriageApp.push_screen` sees to it)."""

    _styled_for: str | None = None

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed here that leaving the program would lose."""
        return False

    def show_error(self, error: TriageError) -> None:
        """Tell what couldn't be done."""
        raise NotImplementedError

    def before_key(self) -> None:
        """What is told of the key before may go."""

    async def dispatch(self, message: Message) -> None:
        """As Textual's, which would end the program: what can't be done is told, whatever asked for it."""
        try:
            await super().dispatch(message)
        except TriageError as error:
            try:
                self.show_error(error)
            except Exception as fault:
                raise ReportingFailed(error) from fault

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        event.refresh_styles = self._styled_for not in (None, self.app.theme)
        self._styled_for = self.app.theme

    def resize_to(self, size: Size) -> None:
        """As Textual's, by the size that the terminal has by now."""
        # What an event tells may be older than what the terminal is by now. A screen that is laid out by it tells itself so by
        # another event: with two sizes under way, as when a window is fitted in while the program starts, it would never end.
        super().resize_to(self.app.size)

    async def lay_out_ahead(self) -> None:
        """Once mounted, have the size and the lines of all in it worked out before it is shown; that it is shown later as another
        size does no harm."""
        self._styled_for = self.app.theme
        while not self.is_current and not self.is_laid_out(self.app.size):
            self.lay_out(self.app.size)
            await asyncio.sleep(SETTLING)
        if not self.is_current:
            self.strips()  # which are kept
