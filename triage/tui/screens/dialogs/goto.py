"""The dialog that finds a document by its name: type a part of it, Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets.option_list import Option

from triage.tui.screens.dialogs.dialog import option
from triage.tui.screens.dialogs.finder import Finder


class GotoScreen(Finder[str | None]):
    """Gives the id of the document to go to, or None."""

    MOST = 12
    HINT = "a part of its name"

    def __init__(self, find: Callable[[str], Sequence[tuple[str, str]]]) -> None:
        """`find` gives ids and titles that fit what was typed, best first."""
        super().__init__("Go to a document", "Enter goes there · Escape leaves")
        self._find = find

    def show_found(self, query: str) -> None:
        found = [option(f"{id}  {title}" if title and title != id else id, id) for id, title in self._find(query)]
        self.found.fill(found or [Option("No document is called like that.", disabled=True)])

    def take(self, id: str) -> None:
        self.dismiss(id)
