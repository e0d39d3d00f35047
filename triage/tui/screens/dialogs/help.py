"""Help: what each key does where the cursor is, what the signs mean, then the keys elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from triage.tui.screens.dialogs.dialog import Dialog
from triage.tui.widgets.field import Field
from triage.tui.widgets.report import Report
from triage.view import Glyphs
from triage.view.keys_help import help_lines

HINT = "j k g G scroll · / finds, n N go on · Esc or q closes"


class HelpScreen(Dialog[None]):
    """The key table of the registry, with the keys that are in force, and the signs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,enter", "dismiss_none", show=False),
        Binding("slash", "find", show=False),
        Binding("n", "go_on(1)", show=False),
        Binding("N", "go_on(-1)", show=False),
    ]

    def __init__(self, keys: Mapping[str, tuple[str, ...]], context: str, glyphs: Glyphs, criteria: Sequence[str] = ()) -> None:
        super().__init__("Keys · /signs goes to what the signs mean", HINT)
        self._key_table, self._glyphs, self._criteria = keys, glyphs, criteria
        self._place = context
        self._from = 0  # the line at which the search began

    def body(self) -> Iterable[Widget]:
        yield Report(id="keys")
        yield Field(id="find", placeholder="a part of what a key does")

    def on_mount(self) -> None:
        table = self._key_table, self._place
        self._table.show(lambda width: help_lines(*table, width - 1, self._glyphs, self._criteria))
        self._table.focus()

    @property
    def _table(self) -> Report:
        return self.query_one(Report)

    def action_find(self) -> None:
        """Ask for what to look for."""
        self._from = self._table.scroll_offset.y
        self.edit("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self.is_editing:
            self._look_for(event.value.strip(), self._from, 1)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.leave_field()

    def action_go_on(self, step: int) -> None:
        """To the next line with what was looked for, or the one before."""
        self._look_for(self.query_one(Field).value.strip(), self._table.at + step, step)

    def _look_for(self, text: str, begin: int, step: int) -> None:
        is_found = self._table.find(text, begin, step)
        if is_found:
            self.show_hint()
        else:
            self.show_hint("Stands nowhere here.", "warning")
