"""Help: what each key does where the cursor is, then what there is elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from triage.commands import COMMANDS, GROUPS, Command, in_context
from triage.tui.screens.dialog import Dialog
from triage.view import key_name

PLACES = {"list": "in the list", "text": "in the text", "dialog": "in a dialog", "cluster": "in a cluster", "global": ""}


class HelpScreen(Dialog[None]):
    """The key table of the registry, with the keys that are in force."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,enter", "dismiss_none", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, keys: Mapping[str, tuple[str, ...]], context: str) -> None:
        super().__init__("Keys", "j k scroll · Escape or q closes")
        self._key_table = keys
        self._place = context

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Static(self.table(), markup=False), id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#keys").focus()

    def table(self) -> Content:
        """The commands by group."""
        heard = in_context(self._place)
        parts = list(self._groups(heard, ""))
        elsewhere = [command for command in COMMANDS if command not in heard]
        for place in dict.fromkeys(command.context for command in elsewhere):
            parts.append((f"Elsewhere: {PLACES[place] or 'in the review'}\n", "bold"))
            parts += self._groups([command for command in elsewhere if command.context == place], "  ")
        return Content.assemble(*parts)

    def _groups(self, commands: list[Command], indent: str) -> Iterator[tuple[str, str]]:
        for group in GROUPS:
            of_group = [command for command in commands if command.group == group]
            if not of_group:
                continue
            here = " ".join(filter(None, [group, PLACES[of_group[0].context] if not indent else ""]))
            yield f"{indent}{here if of_group[0].context == self._place else group}\n", "bold $text-accent"
            for command in of_group:
                keys = " ".join(key_name(key) for key in self._key_table[command.id])
                yield f"{indent}  {keys:<14} ", "bold"
                yield f"{command.label:<22} ", ""
                yield f"{command.help}\n", "$text-muted"
            yield "\n", ""

    def action_scroll(self, by: int) -> None:
        """A line down or up."""
        self.query_one("#keys").scroll_relative(y=by, animate=False)
