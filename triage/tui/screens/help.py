"""Help: every command with its keys, those of the focused pane first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from triage.commands import COMMANDS, GROUPS
from triage.tui.screens.dialog import Dialog

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
        parts: list[tuple[str, str]] = []
        for group in GROUPS:
            commands = [command for command in COMMANDS if command.group == group]
            commands.sort(key=lambda command: command.context not in (self._place, "global"))
            parts.append((f"{group}\n", "bold $text-accent"))
            for command in commands:
                keys = " ".join(self._key_table[command.id])
                place = PLACES[command.context]
                parts.append((f"  {keys:<16}", "bold"))
                parts.append((f"{command.label:<24}", ""))
                parts.append((command.help + (f" ({place})" if place else "") + "\n", "$text-muted"))
            parts.append(("\n", ""))
        return Content.assemble(*parts)

    def action_scroll(self, by: int) -> None:
        """A line down or up."""
        self.query_one("#keys").scroll_relative(y=by, animate=False)
