"""What can't be done is told on the screen, whatever asked for it; a fault ends the program, and is told outside."""

from __future__ import annotations

from typing import Any

from rich.console import RenderableType
from textual._context import active_message_pump
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerFailed

from triage.errors import TriageError
from triage.tui.frame_output import FrameOutputApp
from triage.tui.screens.base_screen import BaseScreen, ReportingFailed


class ErrorReportingApp(FrameOutputApp):
    """Tells a `TriageError` on the screen that heard it, else on the first one, `review`."""

    review: BaseScreen[Any]

    async def _dispatch_message(self, message: Message) -> None:
        """As Textual's; keys of dialogs are bound to what is done here, and what can't be is told as theirs."""
        try:
            await super()._dispatch_message(message)
        except TriageError as error:
            if not self._tell(error):
                raise ReportingFailed(error) from error

    def _handle_exception(self, error: Exception) -> None:
        """As Textual's, which ends the program, but for what can't be done: that is told of timers, workers and answers, too."""
        if isinstance(error, ReportingFailed):
            super()._handle_exception(error.error)
            return
        cause = error.error if isinstance(error, WorkerFailed) else error
        # A widget hears nothing more once it has raised something: it would only look alive.
        survives = isinstance(active_message_pump.get(self), Screen | App)
        if not (survives and isinstance(cause, TriageError) and self._tell(cause)):
            super()._handle_exception(error)

    def _tell(self, error: TriageError) -> bool:
        """Have the screen tell it; False where even that fails."""
        heard, screen = active_message_pump.get(self), self.screen
        told = next((one for one in (heard, screen) if isinstance(one, BaseScreen)), self.review)
        try:
            told.failed(error)
        except Exception:
            return False
        return True

    def panic(self, *renderables: RenderableType) -> None:
        """End with the fault as it is told outside: what Textual would print may hold the text of documents, escapes and all."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.panic()

    def end_with(self, fault: Exception) -> None:
        """End with what was raised in another thread, as if a key had done it."""
        self.call_later(self._handle_exception, fault)
