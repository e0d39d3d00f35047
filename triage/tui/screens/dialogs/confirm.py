"""A question before something large. Enter says yes, which no deciding key is: a key held or hit twice confirms nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from triage.session.deciding import FASTEST
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from triage.tui.app import TriageApp


class ConfirmScreen(Dialog[bool | None]):
    """Gives True for yes; None, or nothing else, for no. `asked_by` are the keys that led here: none of them says yes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "dismiss_none", show=False)]

    def __init__(self, question: str, *consequences: str, asked_by: Sequence[str] = ()) -> None:
        self._yes = next(key for key in ("enter", "y", "Y") if key not in asked_by)
        super().__init__(question, f"{self._yes.capitalize() if len(self._yes) > 1 else self._yes} does it · Esc goes back")
        self._consequences = consequences

    def body(self) -> Iterable[Widget]:
        for _ in self._consequences:
            yield RunLine(classes="consequence")

    def on_mount(self) -> None:
        self._shown = self._app.now()
        for line, text in zip(self.query(".consequence").results(RunLine), self._consequences, strict=True):
            line.show(text)

    def on_key(self, event: events.Key) -> None:
        """The key that says yes, pressed once the question could be read: a paste holds its own Enter."""
        if event.key == self._yes or event.character == self._yes:
            event.stop()
            if self._app.pressed[1] - self._shown >= FASTEST:
                self.dismiss(True)

    @property
    def _app(self) -> TriageApp:
        app: TriageApp = self.app  # type: ignore[assignment]
        return app
