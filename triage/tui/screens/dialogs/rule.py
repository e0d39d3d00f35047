"""A rule before it is saved: what it says, how many blocks in how many documents it would change, and which these are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from triage.errors import TriageError
from triage.model import Label, LearnedRule, Likeness, RuleChange
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.dialog import Dialog
from triage.tui.time_slices import in_slices
from triage.tui.widgets.field import Field
from triage.tui.widgets.line_list import LineList
from triage.view import Glyphs, Run, printable
from triage.view.learned_rules import LONGEST, effect_runs, likeness_runs, reach_runs, shown_text

if TYPE_CHECKING:
    from triage.model.reach import Reach

KEYS = "Enter saves · Esc leaves · - + threshold · e text · D R label"
AS_IT_WAS = "Changes nothing · the rule is as it was"
EDITING = "Enter takes the text · Esc leaves it as it was"


class RuleScreen(Dialog[RuleChange | None]):
    """Gives the change to make, or None. Neither key that opens it confirms it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", show=False),
        *(Binding(str(n), f"like('{kind.value}')", show=False) for n, kind in enumerate(Likeness, 1)),
        Binding("plus,equals_sign", "threshold(1)", show=False),
        Binding("minus", "threshold(-1)", show=False),
        Binding("e", "edit", show=False),
        Binding("D", "label('boilerplate')", show=False),
        Binding("R", "label('content')", show=False),
    ]

    def __init__(
        self, rule: LearnedRule, before: LearnedRule | None, reach: Callable[[RuleChange], Iterator[Reach]], glyphs: Glyphs
    ) -> None:
        super().__init__(_heading(rule, before), KEYS)
        self.rule, self._before, self._reach, self._glyphs = rule, before, reach, glyphs
        self._offered = rule
        self.reach: Reach | None = None
        self._wrong = ""

    def body(self) -> Iterable[Widget]:
        yield Static(id="rule-text", markup=False)
        yield Field(id="rule-edit")
        yield RunLine(id="likeness")
        yield RunLine(id="reach")
        effects = LineList(id="effects")
        effects.glyphs = self._glyphs
        yield effects
        yield Static(id="excerpt", markup=False)

    def on_mount(self) -> None:
        self.query_one(LineList).focus()
        self._show()

    @property
    def is_typed_in(self) -> bool:
        """Whether it is another rule by now, too."""
        return super().is_typed_in or self.rule != self._offered

    def _show(self) -> None:
        """The rule as it is now, and count anew what it changes."""
        rule = self.rule
        self.query_one("#dialog-title", RunLine).show([(_heading(rule, self._before), "title")])
        self.query_one("#rule-text", Static).update(Content(shown_text(rule)))
        self._show_whole("likeness", likeness_runs(rule))
        self.run_worker(self._count(), exclusive=True)

    async def _count(self) -> None:
        """Look at one document after the other, with rests for the keys; what is known so far is shown."""
        self.reach, self._wrong = None, ""
        try:
            async for reach in in_slices(self._reach(RuleChange(self.rule.id, self._before, self.rule))):
                self._show_reach(reach)
            self.reach = reach
        except TriageError as error:
            self._wrong = str(error)
            self._show_whole("reach", [(self._wrong, "error")])
            self.query_one(LineList).show(0, self._line)

    def _show_reach(self, reach: Reach) -> None:
        self._effects = reach.effects
        self._show_whole("reach", reach_runs(reach) if self.rule != self._before else [(AS_IT_WAS, "dim")])
        found = self.query_one(LineList)
        if found.count != len(reach.effects) or reach.complete:
            found.show(len(reach.effects), self._line)
            self._show_excerpt()

    def _line(self, index: int, width: int) -> list[Run]:
        return effect_runs(self._effects[index], width, self._glyphs)

    @on(LineList.Moved)
    def _show_excerpt(self) -> None:
        """The block under the cursor."""
        found = self.query_one(LineList)
        text = Content("")
        if found.count:
            effect = self._effects[found.cursor]
            text = Content.assemble((f"{printable(effect.id)}  block {effect.n}\n", "bold"), printable(effect.text))
        self.query_one("#excerpt", Static).update(text)

    def _show_whole(self, id: str, runs: Iterable[Run]) -> None:
        """In as many lines as it takes."""
        line = self.query_one(f"#{id}", RunLine)
        before = line.plain
        line.show(runs)
        if line.plain != before:
            line.refresh(layout=True)

    def _change(self, rule: LearnedRule) -> None:
        if rule != self.rule:
            self.rule = rule
            self._show()

    def action_like(self, kind: str) -> None:
        """Another kind of likeness."""
        self._change(self.rule._replace(likeness=Likeness(kind)))

    def action_threshold(self, by: int) -> None:
        """A little more or less alike; that only means something for a fuzzy rule."""
        wanted = max(50, min(100, self.rule.threshold + by))
        self._change(self.rule._replace(likeness=Likeness.FUZZY, threshold=wanted))

    def action_label(self, label: str) -> None:
        """Makes the rule say the other label."""
        self._change(self.rule._replace(label=Label(label)))

    def action_edit(self) -> None:
        """Change the text itself."""
        if len(self.rule.text) > LONGEST:
            self.show_hint("This text is too long for a line; edit rules.toml, which triage paths names.", "warning")
            return
        self.edit(printable(self.rule.text))
        self.show_hint(EDITING)

    @on(Input.Submitted, "#rule-edit")
    def _edited(self, event: Input.Submitted) -> None:
        event.stop()
        text = " ".join(event.value.split())
        if not text:
            self.show_hint("A rule needs a text; Esc leaves it as it was.", "warning")
            return
        # What couldn't be shown as it is was shown by stand-ins: only another text than that is meant.
        if text != " ".join(printable(self.rule.text).split()):
            self._change(self.rule._replace(text=text))
        self.leave_field()

    @on(Input.Changed, "#rule-edit")
    def _typed(self) -> None:
        if self.is_editing:
            self.show_hint(EDITING)

    def leave_field(self) -> None:
        """The keys are those of the rule again."""
        super().leave_field()
        self.show_hint()

    def action_save(self) -> None:
        """Save the rule, once it is known what it does."""
        if self._wrong:
            return
        if self.reach is None:
            self.show_hint("Still counting: Enter saves once it is known what changes.", "warning")
            return
        self.dismiss(RuleChange(self.rule.id, self._before, self.rule))


def _heading(rule: LearnedRule, before: LearnedRule | None) -> str:
    return f"{'Rule' if before else 'New rule'} {rule.id} · always {rule.label.value}"
