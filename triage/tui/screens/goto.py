"""The dialog that finds a document by its name: type a part of it, Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual import on
from textual.widget import Widget
from textual.widgets import Input, OptionList

from triage.tui.screens.dialog import Choices, option
from triage.tui.screens.finder import Finder


class GotoScreen(Finder[str | None]):
    """Gives the id of the document to go to, or None."""

    MOST = 12

    def __init__(self, find: Callable[[str], Sequence[tuple[str, str]]]) -> None:
        """`find` gives ids and titles that fit what was typed, best first."""
        super().__init__("Go to a document", "Enter goes there · Escape leaves")
        self._find = find
        self._ids: list[str] = []

    def body(self) -> Iterable[Widget]:
        yield Input(placeholder="a part of its name", id="query")
        yield Choices(id="found")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.show_found(event.value)

    def show_found(self, query: str) -> None:
        found = self._find(query)
        self._ids = [id for id, _ in found]
        lines = [option(f"{id}  {title}" if title and title != id else id, str(n)) for n, (id, title) in enumerate(found)]
        self.found.fill(lines)

    @on(Input.Submitted)
    def _enter(self) -> None:
        highlighted = self.found.highlighted
        if highlighted is not None and self._ids:
            self.dismiss(self._ids[highlighted])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._ids[event.option_index])
