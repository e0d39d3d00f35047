"""The command palette: every command that applies here, found by its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

from textual.content import Content
from textual.widgets.option_list import Option

from triage.commands import Command, fitting
from triage.tui.line import STYLES
from triage.tui.screens.finder import Finder
from triage.view import fit, key_name

LABEL, KEYS = 24, 12


class PaletteScreen(Finder[str | None]):
    """Gives the id of the command to run, or None. One that can't be done now says why when it is run."""

    HINT = "a part of its name, or of what it does"

    def __init__(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """It can be shown many times; before each, `offer` says what there is to choose from."""
        super().__init__("Commands", "Enter does it · Up and Down · Escape leaves")
        self._commands: Sequence[Command] = ()
        self._listed: Sequence[Command] = ()  # all of them, as long as nothing is typed
        self._key_table = keys

    def offer(self, commands: Sequence[Command]) -> Self:
        """These are found from now on."""
        self._commands = commands
        return self.anew()

    def begin(self) -> None:
        if self._listed == self._commands:
            self.found.highlighted = 0
        else:
            super().begin()

    def show_found(self, query: str) -> None:
        self._listed = () if query else self._commands
        self.found.fill(self._option(command) for command in fitting(query, self._commands))

    def _option(self, command: Command) -> Option:
        keys = " ".join(map(key_name, self._key_table[command.id]))
        parts = ((fit(command.label, LABEL), "strong"), (fit(keys, KEYS) + " ", "key"), (command.help, "dim"))
        return Option(Content.assemble(*((text, STYLES[style]) for text, style in parts)), id=command.id)

    def take(self, id: str) -> None:
        self.dismiss(id)
