"""The dialog of saved views: choose one, or type a name and save what is shown under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.dialog import option
from triage.tui.screens.dialogs.finder import Finder
from triage.view import sort_name

if TYPE_CHECKING:
    from triage.model import View

SAVE = "+"


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """What to do (`show`, `save`, `remove`) with which view."""

    does: str
    name: str


class ViewsScreen(Finder[ViewChoice | None]):
    """Gives what was chosen, or None."""

    HINT = "a name to find a view, or to save this one under"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+x", "remove", show=False, priority=True),
    ]

    def __init__(self, views: Mapping[str, View], where: str, sort: str) -> None:
        super().__init__("Views", "Enter shows or saves · Ctrl+X removes · Esc leaves")
        self._views, self._where, self._sort = views, where, sort

    def body(self) -> Iterable[Widget]:
        yield RunLine(id="now")
        yield from super().body()

    def on_mount(self) -> None:
        self.query_one("#now", RunLine).show([("Now: ", "dim"), (_described(self._where, self._sort), "strong")])

    def show_found(self, query: str) -> None:
        typed = " ".join(query.split())
        fit = [name for name in self._views if typed.casefold() in name.casefold()]
        lines = [option(f"{name}  {_described(self._views[name].where, self._views[name].sort)}", name) for name in fit]
        if typed:
            word = "replace" if typed in self._views else "save this as"
            lines.append(option(f"+ {word} “{typed}”", SAVE + typed))
        self.found.fill(lines)

    def action_remove(self) -> None:
        """Remove the view under the cursor."""
        if self.highlighted in self._views:
            self.dismiss(ViewChoice("remove", self.highlighted))

    def take(self, id: str) -> None:
        if id in self._views:
            self.dismiss(ViewChoice("show", id))
        elif id.startswith(SAVE):
            self.dismiss(ViewChoice("save", id.removeprefix(SAVE)))


def _described(where: str, sort: str) -> str:
    return f"{where or 'all documents'} · {sort_name(sort)}"
