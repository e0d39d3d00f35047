"""The command palette: every command that applies here, found by its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

    def __init__(self, commands: Sequence[Command], keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__("Commands", "Enter does it · Up and Down · Escape leaves")
        self._commands, self._key_table = commands, keys

    def show_found(self, query: str) -> None:
        self.found.fill(self._option(command) for command in fitting(query, self._commands))

    def _option(self, command: Command) -> Option:
        keys = " ".join(map(key_name, self._key_table[command.id]))
        parts = ((fit(command.label, LABEL), "strong"), (fit(keys, KEYS) + " ", "key"), (command.help, "dim"))
        return Option(Content.assemble(*((text, STYLES[style]) for text, style in parts)), id=command.id)

    def take(self, id: str) -> None:
        self.dismiss(id)
