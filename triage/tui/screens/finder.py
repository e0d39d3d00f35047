"""A dialog with a field and what fits it: the field keeps the focus, Up and Down go through what was found."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from triage.tui.screens.dialog import Choices, Dialog, Result


class Finder(Dialog[Result]):
    """A subclass yields an `Input` and `Choices(id="found")`, and fills these in `show_found`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
    ]

    def on_mount(self) -> None:
        super().on_mount()
        self.found.can_focus = False
        self.query_one(Input).focus()
        self.show_found("")

    @property
    def found(self) -> Choices:
        """What fits what was typed."""
        return self.query_one("#found", Choices)

    def show_found(self, query: str) -> None:
        """Fill `found` with what fits."""
        raise NotImplementedError

    def action_move(self, by: int) -> None:
        """Up and down in what was found."""
        (self.found.action_cursor_down if by > 0 else self.found.action_cursor_up)()
