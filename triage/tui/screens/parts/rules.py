"""Corrections that teach: rules from blocks, and their list."""

from __future__ import annotations

from triage.errors import TriageError
from triage.model import Label, LearnedRule, RuleChange
from triage.tui.screens.parts.part import Part


class RuleCommands(Part):
    """Asks for rules, shows what they would do, and has them made."""

    def do_rule_boilerplate(self) -> None:
        self._teach(Label.BOILERPLATE)

    def do_rule_content(self) -> None:
        self._teach(Label.CONTENT)

    def _teach(self, label: Label) -> None:
        rule = self.review.draft_rule(label)
        if rule is None or self.opened is None:
            self.say("There is no block to learn from.")
        else:
            self._ask(rule, None, self.opened.document.id)

    def _ask(self, rule: LearnedRule, before: LearnedRule | None, where: str = "") -> None:
        from triage.tui.screens.dialogs.rule import RuleScreen

        def asked(change: RuleChange | None) -> None:
            if change is not None:
                self._make(change, where)

        self.app.push_screen(RuleScreen(rule, before, self.session.rules.reach, self.glyphs), asked)

    def _make(self, change: RuleChange, where: str = "") -> str:
        """Makes the change; what was done, or why it wasn't."""
        try:
            applied = self.session.rules.change(change, where=where)
        except TriageError as error:
            self.say(str(error), "error")
            return str(error)
        self.show_outcome(self.review.changed(applied))
        return applied.receipt if applied is not None else "Nothing to change."

    def do_rule_list(self) -> None:
        from triage.tui.screens.dialogs.rules import RulesScreen

        def chosen(rule: LearnedRule | None) -> None:
            if rule is not None:
                self._ask(rule, rule)

        self.app.push_screen(RulesScreen(self.session.rules.all, self._make, self.glyphs), chosen)
