"""The dialog that finds a document by its name or its row: type a part of it, Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets.option_list import Option

from triage.model import Row
from triage.tui.screens.dialogs.dialog import option
from triage.tui.screens.dialogs.finder import Finder
from triage.view.about import named


class GotoScreen(Finder[str | None]):
    """Gives the id of the document to go to, or None."""

    MOST = 12
    HINT = "a part of its name, or its number in the list"

    def __init__(self, find: Callable[[str], Sequence[tuple[str, str]]], numbered: Callable[[str], Row | None]) -> None:
        """`find` gives ids and titles that fit what was typed, best first; `numbered` the row of which it is the number."""
        super().__init__("Go to a document", "Enter goes there · Esc leaves")
        self._find, self._numbered = find, numbered

    def show_found(self, query: str) -> None:
        row, found = self._numbered(query.strip()), []
        if row is not None:
            found.append(option(f"row {query.strip()} · {named(row.id, row.title)}", row.id))
        found += [option(named(id, title), id) for id, title in self._find(query) if row is None or id != row.id]
        self.found.fill(found or [Option("No document is called like that.", disabled=True)])

    def take(self, id: str) -> None:
        self.dismiss(id)
