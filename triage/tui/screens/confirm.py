"""A question before something large. Enter says yes, which no deciding key is: a key held or hit twice confirms nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from triage.tui.line import RunLine
from triage.tui.screens.dialog import Dialog


class ConfirmScreen(Dialog[bool | None]):
    """Gives True for yes; None, or nothing else, for no."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "yes", show=False, priority=True)]

    def __init__(self, question: str, consequence: str) -> None:
        super().__init__(question, "Enter does it · Escape leaves")
        self._consequence = consequence

    def body(self) -> Iterable[Widget]:
        yield RunLine(id="consequence")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#consequence", RunLine).show(self._consequence)

    def action_yes(self) -> None:
        """Yes."""
        self.dismiss(True)
