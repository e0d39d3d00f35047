"""The dialog that finds a document by its name: type a part of it, Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList

from triage.tui.screens.dialog import Choices, Dialog, option


class GotoScreen(Dialog[str | None]):
    """Gives the id of the document to go to, or None."""

    MOST = 12
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, find: Callable[[str], Sequence[tuple[str, str]]]) -> None:
        """`find` gives ids and titles that fit what was typed, best first."""
        super().__init__("Go to a document", "Enter goes there · Escape leaves")
        self._find = find
        self._ids: list[str] = []

    def body(self) -> Iterable[Widget]:
        yield Input(placeholder="a part of its name", id="query")
        yield Choices(id="found")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#found", Choices).can_focus = False
        self.query_one(Input).focus()
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, query: str) -> None:
        found = self._find(query)
        self._ids = [id for id, _ in found]
        lines = [option(f"{id}  {title}" if title and title != id else id, str(n)) for n, (id, title) in enumerate(found)]
        self.query_one("#found", Choices).fill(lines)

    def action_move(self, by: int) -> None:
        """Up and down in what was found, while the field keeps the focus."""
        found = self.query_one("#found", Choices)
        (found.action_cursor_down if by > 0 else found.action_cursor_up)()

    @on(Input.Submitted)
    def _enter(self) -> None:
        highlighted = self.query_one("#found", Choices).highlighted
        if highlighted is not None and self._ids:
            self.dismiss(self._ids[highlighted])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._ids[event.option_index])
