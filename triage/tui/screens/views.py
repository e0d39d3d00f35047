"""The dialog of saved views: choose one, or type a name and save what is shown under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList

from triage.tui.line import RunLine
from triage.tui.screens.dialog import Choices, option
from triage.tui.screens.finder import Finder

if TYPE_CHECKING:
    from triage.session import View

SAVE = "+"


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """What to do (`show`, `save`, `remove`) with which view."""

    does: str
    name: str


class ViewsScreen(Finder[ViewChoice | None]):
    """Gives what was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+x", "remove", show=False, priority=True),
    ]

    def __init__(self, views: Mapping[str, View], where: str, sort: str) -> None:
        super().__init__("Views", "Enter shows or saves · Ctrl+X removes · Escape leaves")
        self._views, self._where, self._sort = views, where, sort

    def body(self) -> Iterable[Widget]:
        yield RunLine(id="now")
        yield Input(placeholder="a name to find a view, or to save this one under", id="query")
        yield Choices(id="found")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#now", RunLine).show([("Now: ", "dim"), (f"{self._where or 'all documents'} · {self._sort}", "strong")])

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.show_found(event.value)

    def show_found(self, query: str) -> None:
        typed = " ".join(query.split())
        fit = [name for name in self._views if typed.casefold() in name.casefold()]
        lines = [option(f"{name}  {self._views[name].where or 'all documents'} · {self._views[name].sort}", name) for name in fit]
        if typed:
            word = "replace" if typed in self._views else "save this as"
            lines.append(option(f"+ {word} “{typed}”", SAVE + typed))
        self.found.fill(lines)

    def _chosen(self) -> str:
        found = self.found
        return "" if found.highlighted is None else found.get_option_at_index(found.highlighted).id or ""

    def action_remove(self) -> None:
        """Remove the view under the cursor."""
        if self._chosen() in self._views:
            self.dismiss(ViewChoice("remove", self._chosen()))

    @on(Input.Submitted)
    def _enter(self) -> None:
        self._done(self._chosen())

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._done(event.option.id or "")

    def _done(self, id: str) -> None:
        if id in self._views:
            self.dismiss(ViewChoice("show", id))
        elif id.startswith(SAVE):
            self.dismiss(ViewChoice("save", id.removeprefix(SAVE)))
