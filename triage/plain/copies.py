"""The plain commands of clusters and of learned rules."""

from __future__ import annotations

from collections import deque
from functools import cached_property

from triage.model import Label, RuleChange
from triage.model.copies import Copy
from triage.plain.decisions import PlainDecisions
from triage.review import UNCHANGED, UNDONE, Ask, Outcome
from triage.review.cluster import ClusterReview
from triage.session import Copies
from triage.session.deciding import numbers_in
from triage.view import counted
from triage.view.criteria import WORDINGS

LISTED = 10


class PlainCopies(PlainDecisions):
    """Copies side by side, decided as one; rules made from blocks."""

    _shown_copies: Copies | None = None

    @cached_property
    def cluster(self) -> ClusterReview:
        """What is decided about copies."""
        return ClusterReview(self.review)

    def do_cluster_open(self, rest: str) -> None:
        outcome = self.cluster.open_here()
        if self.cluster.copies is not None:
            self.place = "cluster"
        self.show_outcome(outcome)

    def show_outcome(self, outcome: Outcome) -> None:
        """Among copies, tell the cluster to which it led; or go where it leads in the list."""
        if self.place != "cluster":
            super().show_outcome(outcome)
            return
        self.tell(outcome)
        copies = self.cluster.copies
        if copies is None:
            self.place = "list"
            self.go(self.review.rows.cursor if outcome.position is None else outcome.position)
        elif copies is not self._shown_copies:
            left = f"; {counted(self.cluster.left, 'cluster')} left" if self.cluster.left else ""
            self.say(f"{len(copies.ids)} copies, best first by {', '.join(copies.criteria)}; {copies.undecided} undecided{left}")
            for n in range(len(copies.members)):
                self._tell_member(n)
            self._compare()
        self._shown_copies = copies

    def reload(self) -> None:
        """The copies too, where one is among them."""
        if self.place != "cluster":
            super().reload()
            return
        self.cluster.reload()
        self.show_outcome(Outcome())

    def _tell_member(self, n: int) -> None:
        copies = self.cluster.copies
        assert copies is not None
        found: Copy = copies.members[n]
        facts = [
            "to keep" if found.id in self.cluster.keeps else "",
            str(found.row.answer or "undecided"),
            f"{found.length:,} characters",
        ]
        facts += [
            f"{found.of_member:.0%} of what it tells is in {copies.reference}" if found.id != copies.reference else "",
            found.decides and f"behind: {WORDINGS[found.decides].behind}",
        ]
        self.say(f"{n + 1}. {found.row.title or found.id} ({found.id}): {'; '.join(filter(None, facts))}")

    def do_cluster_down(self, rest: str) -> None:
        copies = self.cluster.copies
        assert copies is not None
        self._move(numbers_in(rest, len(copies.ids))[0] - 1 - self.cluster.member if rest else 1)

    def do_cluster_up(self, rest: str) -> None:
        self._move(-1)

    def _move(self, by: int) -> None:
        self.cluster.move(by)
        self._tell_member(self.cluster.member)
        self._compare()

    def _compare(self) -> None:
        """What only this member has, and lacks, beside the one to keep."""
        kept, here = self.cluster.keeps[0], self.cluster.here
        if kept == here:
            return
        left, right, found = self.session.clusters.compare(kept, here)
        if not found.aligned:
            self.say("  too long to be laid side by side")
        for passage in found.passages:
            lacks, has = left[slice(*passage.left)].strip(), right[slice(*passage.right)].strip()
            if lacks != has:
                self.say("  " + "; ".join(filter(None, [lacks and f"lacks: {lacks}", has and f"has: {has}"])))

    def do_cluster_also(self, rest: str) -> None:
        self.show_outcome(self.cluster.do_cluster_also())
        self.say(f"To keep: {', '.join(self.cluster.keeps)}; nothing is saved yet.")

    # Rules

    def do_rule_boilerplate(self, rest: str) -> None:
        self._teach(Label.BOILERPLATE)

    def do_rule_content(self, rest: str) -> None:
        self._teach(Label.CONTENT)

    def _teach(self, label: Label) -> None:
        """A rule for all blocks like this one, once it is told what it would change and that was agreed to."""
        opened, rule = self.open(), self.review.draft_rule(label)
        if opened is None or rule is None:
            self.say("There is no block to learn from.")
            return
        change = RuleChange(rule.id, None, rule)
        reach = deque(self.session.rules.reach(change), maxlen=1).pop()
        for effect in reach.effects[:LISTED]:
            self.say(f"  {effect.id}: {effect.text}")
        where = f"{counted(reach.blocks, 'block')} in {counted(reach.documents, 'document')}"
        self.say(f"It changes {where}, {reach.decided:,} of them decided.")
        if self.agreed(Ask(f"Always {label}, whatever the case: {rule.text}?", (UNDONE,))):
            self.show_outcome(self.review.changed(self.session.rules.change(change, where=opened.document.id)))
        else:
            self.show_outcome(UNCHANGED)

    def do_rule_list(self, rest: str) -> None:
        rules = self.session.rules.all()
        for rule in rules:
            state = "" if rule.enabled else "; disabled"
            self.say(f"{rule.id}: {rule.label} where {rule.likeness}: {rule.text}; by {rule.author}{state}")
        self.say("triage rules changes them." if rules else "There are no rules yet; D and R make them from a block.")
