"""The plain commands of clusters and of learned rules."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from triage.model import Answer, Label, Method, RuleChange
from triage.plain.deciding import PlainDeciding
from triage.review import Ask, Outcome
from triage.session import Applied, Copies, Copy, Decide, keep_of, numbers_in, set_apart, settlement, undecided_beside
from triage.view import counted
from triage.view.criteria import TOLD

LISTED = 10


class PlainCopies(PlainDeciding):
    """Copies side by side, decided as one; rules made from blocks."""

    copies: Copies | None = None
    member = 0
    keeps: tuple[str, ...] = ()

    def do_cluster_open(self, rest: str) -> None:
        row = self.row
        copies = self.session.clusters.of(row.id) if row is not None else None
        if row is None or copies is None:
            self.say(f"{row.id} has no copies here." if row is not None else "There is no document here.")
            return
        self.place = "cluster"
        self._show(copies)

    def _show(self, copies: Copies, keeps: Sequence[str] = ()) -> None:
        """Tell a cluster; `keeps` are marked to be kept already."""
        marked = tuple(id for id in keeps if id in copies.ids)
        self.copies, self.keeps, self.member = copies, marked or (copies.survivor,), 0
        self.say(f"{len(copies.ids)} copies, best first by {', '.join(copies.criteria)}; {copies.undecided} undecided")
        for n in range(len(copies.members)):
            self._tell_member(n)

    def show_anew(self) -> None:
        """The copies too, where one is among them."""
        copies = self.session.clusters.of(self._here) if self.place == "cluster" else None
        if copies is None:
            super().show_anew()
        else:
            self._show(copies, self.keeps)

    def _tell_member(self, n: int) -> None:
        assert self.copies is not None
        found: Copy = self.copies.members[n]
        facts = [
            "to keep" if found.id in self.keeps else "",
            str(found.row.answer or "undecided"),
            f"{found.length:,} characters",
        ]
        facts += [
            f"{found.of_member:.0%} of what it tells is in {self.copies.reference}" if found.id != self.copies.reference else "",
            found.decides and f"behind: {TOLD[found.decides].behind}",
        ]
        self.say(f"{n + 1}. {found.row.title or found.id} ({found.id}): {'; '.join(filter(None, facts))}")

    @property
    def _open_copies(self) -> Copies:
        assert self.copies is not None
        return self.copies

    @property
    def _here(self) -> str:
        return self._open_copies.ids[self.member]

    def do_cluster_down(self, rest: str) -> None:
        count = len(self._open_copies.ids)
        self._to_member(numbers_in(rest, count)[0] - 1 if rest else self.member + 1)

    def do_cluster_up(self, rest: str) -> None:
        self._to_member(self.member - 1)

    def _to_member(self, n: int) -> None:
        """To a member, and what only it has, and lacks, beside the one to keep."""
        self.member = max(0, min(len(self._open_copies.ids) - 1, n))
        self._tell_member(self.member)
        if self._here != self.keeps[0]:
            left, right, found = self.session.clusters.compare(self.keeps[0], self._here)
            if not found.aligned:
                self.say("  too long to be laid side by side")
            for passage in found.passages:
                lacks, has = left[slice(*passage.left)].strip(), right[slice(*passage.right)].strip()
                if lacks != has:
                    self.say("  " + "; ".join(filter(None, [lacks and f"lacks: {lacks}", has and f"has: {has}"])))

    def do_cluster_survivor(self, rest: str) -> None:
        self.keeps = (self._here,)
        self.say(f"{self._here} is the one to keep; nothing is saved yet.")

    def do_cluster_also(self, rest: str) -> None:
        if self._here not in self.keeps:
            self.keeps += (self._here,)
        elif len(self.keeps) > 1:
            self.keeps = tuple(id for id in self.keeps if id != self._here)
        else:
            self.wrong("one member has to be kept; choose another one first")
        self.say(f"To keep: {', '.join(self.keeps)}; nothing is saved yet.")

    def do_cluster_keep(self, rest: str) -> None:
        copies = self._open_copies
        overruled = settlement(copies, self.keeps, overrule=True).overruled
        told = ", ".join(f"{id} ({copies.answers[id]})" for id in overruled)
        if not overruled or self.agreed(Ask(f"Change answers that were given before: {told}?")):
            self._done(keep_of(self.session, copies, self.keeps, overrule=bool(overruled)))

    def do_cluster_reject_all(self, rest: str) -> None:
        copies = self._open_copies
        if self.agreed(Ask(f"Reject all {len(copies.ids)} members?", ("Nothing of this text would be kept.",))):
            reject = Decide(copies.ids, Answer.REJECT, method=Method.CLUSTER)
            self._done(self.session.bulk(reject, answers=copies.answers).run())

    def do_cluster_defer(self, rest: str) -> None:
        answers = self._open_copies.answers
        undecided = tuple(id for id, answer in answers.items() if answer is None)
        defer = Decide(undecided, Answer.DEFER, method=Method.CLUSTER)
        self._done(self.session.bulk(defer, answers=answers).run() if undecided else None)

    def do_cluster_apart(self, rest: str) -> None:
        id, others = self._here, [other for other in self._open_copies.ids if other != self._here]
        self.show_outcome(self.review.changed(set_apart(self.session, id)))
        self.say(f"{id} is no copy of the others; it won't be shown with them again.")
        left = next(filter(None, map(self.session.clusters.of, others)), None)
        if left is None:
            self._go_on()
        else:
            self._show(left, self.keeps)

    def _done(self, applied: Applied | None) -> None:
        self.show_outcome(self.review.changed(applied) if applied is not None else Outcome("Nothing to change here."))
        self.review.went_through(self._open_copies.ids)
        self._go_on()

    def _go_on(self) -> None:
        if not self._to_cluster(1):
            self.say("No undecided cluster left.")
            self.place, self.copies = "list", None
            self.show_outcome(self.review.go_on(Outcome(), self.review.rows.cursor))

    def do_cluster_next(self, rest: str) -> None:
        if not self._to_cluster(1):
            self.say("No undecided cluster further on.")

    def do_cluster_previous(self, rest: str) -> None:
        if not self._to_cluster(-1):
            self.say("No undecided cluster before.")

    def _to_cluster(self, step: int) -> bool:
        shown = set(self._open_copies.ids)
        of = self.session.clusters.of
        found = undecided_beside(
            self.review.listing,
            self.review.rows.cursor,
            step,
            lambda row: bool(row.cluster) and row.id not in shown and of(row.id) is not None,
        )
        copies = of(self.review.listing.ids(found, found + 1)[0]) if found is not None else None
        if found is None or copies is None:
            return False
        self.review.rows.cursor, self.review.opened = found, None
        self._show(copies)
        return True

    def do_cluster_leave(self, rest: str) -> None:
        self.place, self.copies = "list", None
        self.go(self.review.rows.cursor)

    # Rules

    def do_rule_boilerplate(self, rest: str) -> None:
        self._teach(Label.BOILERPLATE)

    def do_rule_content(self, rest: str) -> None:
        self._teach(Label.CONTENT)

    def _teach(self, label: Label) -> None:
        """A rule for all blocks like this one, once it is told what it would change and that was agreed to."""
        opened, n = self.open(), self.block
        if opened is None or n is None:
            self.say("There is no block to learn from.")
            return
        block = opened.cleaned.blocks[n - 1]
        rule = self.session.rules.draft(opened.document.raw[block.start : block.end], label)
        change = RuleChange(rule.id, None, rule)
        reach = deque(self.session.rules.reach(change), maxlen=1).pop()
        for effect in reach.effects[:LISTED]:
            self.say(f"  {effect.id}: {effect.text}")
        where = f"{counted(reach.blocks, 'block')} in {counted(reach.documents, 'document')}"
        self.say(f"It changes {where}, {reach.decided:,} of them decided.")
        if self.agreed(Ask(f"Always {label}, whatever the case: {rule.text}?")):
            self.show_outcome(self.review.changed(self.session.rules.change(change, where=opened.document.id)))

    def do_rule_list(self, rest: str) -> None:
        rules = self.session.rules.all()
        for rule in rules:
            state = "" if rule.enabled else "; disabled"
            self.say(f"{rule.id}: {rule.label} where {rule.likeness}: {rule.text}; by {rule.author}{state}")
        self.say("triage rules changes them." if rules else "There are no rules yet; D and R make them from a block.")
