"""The learned rules: looked at, edited, disabled, removed. Undo takes each of it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from triage.model import LearnedRule, RuleChange
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.dialog import Dialog
from triage.tui.widgets.line_list import LineList
from triage.view import Glyphs, Run
from triage.view.learned_rules import rule_runs

KEYS = "Enter edits · Space in force or not · Delete removes · Esc leaves"


class RulesScreen(Dialog[LearnedRule | None]):
    """Gives the rule to edit, or None. `change` makes a change and tells what was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "edit", show=False),
        Binding("space", "switch", show=False),
        Binding("delete", "remove", show=False),
        Binding("r,q", "dismiss_none", show=False),
    ]

    def __init__(self, rules: Callable[[], Sequence[LearnedRule]], change: Callable[[RuleChange], str], glyphs: Glyphs) -> None:
        super().__init__("Rules learned from corrections", KEYS)
        self._rules, self._change, self._glyphs = rules, change, glyphs
        self._shown: Sequence[LearnedRule] = ()

    def body(self) -> Iterable[Widget]:
        found = LineList(id="rules")
        found.glyphs = self._glyphs
        yield found
        yield RunLine(id="said")

    def on_mount(self) -> None:
        self.query_one(LineList).focus()
        self._show()

    def _show(self) -> None:
        # The latest first: it is the one that an editor comes for, and the one that holds where two contradict.
        self._shown = list(reversed(self._rules()))
        self.query_one(LineList).show(len(self._shown), self._line)
        if not self._shown:
            self.query_one("#said", RunLine).show([("No rules yet: D and R on a block make one.", "dim")])

    def _line(self, index: int, width: int) -> list[Run]:
        return rule_runs(self._shown[index], width, self._glyphs)

    @property
    def rule(self) -> LearnedRule | None:
        """The rule under the cursor."""
        cursor = self.query_one(LineList).cursor
        return self._shown[cursor] if cursor < len(self._shown) else None

    def action_edit(self) -> None:
        """Look at what it does, and change it."""
        if self.rule is not None:
            self.dismiss(self.rule)

    def action_switch(self) -> None:
        """In force or not."""
        if self.rule is not None:
            self._make(RuleChange(self.rule.id, self.rule, self.rule._replace(enabled=not self.rule.enabled)))

    def action_remove(self) -> None:
        """Take it out; undo brings it back."""
        if self.rule is not None:
            self._make(RuleChange(self.rule.id, self.rule, None))

    def _make(self, change: RuleChange) -> None:
        said = self._change(change)
        self._show()
        self.query_one("#said", RunLine).show([(said, "strong")])
