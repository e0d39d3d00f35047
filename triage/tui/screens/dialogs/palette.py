"""The command palette: every command that applies here, found by its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.option_list import Option

from triage.commands import Command, by_id, fitting
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.finder import Finder
from triage.tui.styles import LOOKS
from triage.view import fit, key_name

LABEL, KEYS = 24, 12
TIGHT, NARROW = 134, 70
"""Columns below which what a command does is told of the one under the cursor as well, and below which only there."""


class PaletteScreen(Finder[str | None]):
    """Gives the id of the command to run, or None. One that can't be done now says why when it is run."""

    HINT = "a part of its name, or of what it does"

    def __init__(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """It can be shown many times; before each, `offer` says what there is to choose from."""
        super().__init__("Commands", "Enter does it · Up and Down · Esc leaves")
        self._commands: Sequence[Command] = ()
        self._listed: tuple[Sequence[Command], int] = (), 0  # all of them, as long as nothing is typed; and at which width
        self._key_table = keys

    def offer(self, commands: Sequence[Command]) -> Self:
        """These are found from now on."""
        self._commands = commands
        return self.anew()

    def body(self) -> Iterable[Widget]:
        yield from super().body()
        yield RunLine(id="does")

    def begin(self) -> None:
        if self._listed == (self._commands, self._width):
            self.found.highlighted = 0
            self._tell()
        else:
            super().begin()

    @property
    def _width(self) -> int:
        return self.app.size.width

    def on_resize(self) -> None:
        """Another width has room for other columns."""
        super().on_resize()
        if self._listed[1] != self._width:
            self.show_found(self.query_one(Input).value)

    def show_found(self, query: str) -> None:
        self._listed = (() if query else self._commands, self._width)
        self.set_class(self._width < TIGHT, "-tight")
        found = [self._option(command) for command in fitting(query, self._commands)]
        self.found.fill(found or [Option("No command fits.", disabled=True)])
        self._tell()

    def action_move(self, by: int) -> None:
        super().action_move(by)
        self._tell()

    def _tell(self) -> None:
        """All that the command under the cursor does, where its line has no room for it."""
        self.query_one("#does", RunLine).show([(by_id[self.highlighted].help if self.highlighted else "", "dim")])

    def _option(self, command: Command) -> Option:
        keys = " ".join(map(key_name, self._key_table[command.id]))
        parts = [(fit(command.label, LABEL), "strong"), (fit(keys, KEYS) + " ", "key")]
        if self._width >= NARROW:
            parts.append((command.help, "dim"))
        return Option(Content.assemble(*((text, LOOKS[style]) for text, style in parts)), id=command.id)

    def take(self, id: str) -> None:
        self.dismiss(id)
