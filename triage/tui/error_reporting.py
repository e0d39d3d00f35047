"""What can't be done is told on the screen, whatever asked for it; a fault ends the program, and is told outside."""

from __future__ import annotations

from typing import Any

from rich.console import RenderableType
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

    async def dispatch(self, message: Message) -> None:
        """As Textual's; keys of dialogs are bound to what is done here, and what can't be is told as theirs."""
        try:
            await super().dispatch(message)
        except TriageError as error:
            if not self._tell(error):
                raise ReportingFailed(error) from error

    def handle_fault(self, error: Exception) -> None:
        """As Textual's, which ends the program, but for what can't be done: that is told of timers, workers and answers, too."""
        if isinstance(error, ReportingFailed):
            super().handle_fault(error.error)
            return
        cause = error.error if isinstance(error, WorkerFailed) else error
        # A widget hears nothing more once it has raised something: it would only look alive.
        survives = isinstance(self.heard_by(), Screen | App)
        if not (survives and isinstance(cause, TriageError) and self._tell(cause)):
            super().handle_fault(error)

    def _tell(self, error: TriageError) -> bool:
        """Have the screen tell it; False where even that fails."""
        heard, screen = self.heard_by(), self.screen
        hearer = next((one for one in (heard, screen) if isinstance(one, BaseScreen)), self.review)
        try:
            hearer.show_error(error)
        except Exception:
            return False
        return True

    def panic(self, *renderables: RenderableType) -> None:
        """End with the fault as it is told outside: what Textual would print may hold the text of documents, escapes and all."""
        self.end_at_once()

    def end_with_traceback(self) -> None:
        """As `panic`."""
        self.panic()

    def end_with(self, fault: Exception) -> None:
        """End with what was raised in another thread, as if a key had done it."""
        self.call_later(self.handle_fault, fault)
