"""The copies of a document, decided as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from triage import view
from triage.model import Answer, Method, Row
from triage.review.steps import UNCHANGED, UNDONE, Ask, Outcome, Run, Steps
from triage.session import Decide, Place, keeping, set_apart, settlement
from triage.session.deciding import undecided_beside

if TYPE_CHECKING:
    from triage.review.review import Review
    from triage.session import Applied, Bulk, Copies

NAMED = 8
"""Answers that are named where they would be changed."""


class ClusterReview:
    """Decides one cluster after the other, of those that the list holds; the list's cursor follows on leaving. Where an outcome
    leaves `copies` None, the clusters were left, and it leads on in the list. Its commands are as those of `Review`."""

    def __init__(self, review: Review) -> None:
        self.review, self.session = review, review.session
        self.copies: Copies | None = None
        self.keeps: list[str] = []
        """The members that are marked to be kept, first the one that the others are compared with."""
        self.member = 0
        """The member that is laid beside it."""
        self.left: int | None = None
        """How many clusters of the folder have undecided members, where that is known."""
        self.position = 0
        """The row of the list by which the cluster was found."""
        self.is_shown: Callable[[], bool] = lambda: True
        """Whether what is carried out meanwhile may lead on: not where something else is on the screen by then."""

    @property
    def here(self) -> str:
        """The id of the member."""
        return self._copies.ids[self.member]

    @property
    def place(self) -> Place:
        """Where the reviewer is, to come back to."""
        return Place(self.here)

    @property
    def _copies(self) -> Copies:
        assert self.copies is not None
        return self.copies

    def open_here(self) -> Outcome:
        """The copies of the document under the cursor of the list; what is said where there are none."""
        row = self.review.row
        copies = self.session.clusters.of(row.id) if row is not None else None
        if row is None or copies is None:
            return Outcome(f"{row.id} has no copies here." if row is not None else "There is no document here.")
        self.show(copies, self.review.rows.cursor, row.id)
        return Outcome()

    def show(self, copies: Copies, position: int, member: str = "", keeps: Sequence[str] = ()) -> None:
        """A cluster, by a row of the list. `member` is laid beside the survivor, where it isn't that itself; `keeps` are marked
        to be kept already."""
        self.copies, self.position, self.left = copies, position, self.session.clusters.left()
        self.keeps = [id for id in keeps if id in copies.ids] or [copies.survivor]
        others = [n for n, id in enumerate(copies.ids) if id != copies.survivor]
        self.member = next((n for n in others if copies.ids[n] == member), others[0] if others else 0)

    def reload(self) -> None:
        """The cluster as it is decided by now."""
        copies = self.session.clusters.of(self.here)
        if copies is not None:
            self.show(copies, self.position, self.here, self.keeps)

    def move(self, by: int) -> None:
        """Lay another member beside the one to keep."""
        self.member = max(0, min(len(self._copies.ids) - 1, self.member + by))

    # What is decided

    def do_cluster_survivor(self) -> Outcome:
        """Have this member be the one to keep."""
        self.keeps = [self.here]
        return Outcome(f"{self.here} is the one to keep; nothing is saved yet.")

    def do_cluster_also(self) -> Outcome:
        """Keep this member as well, or not."""
        if self.here not in self.keeps:
            self.keeps.append(self.here)
        elif len(self.keeps) > 1:
            self.keeps.remove(self.here)
        else:
            return Outcome("One member has to be kept; choose another one first.", "warning")
        return Outcome()

    def do_cluster_keep(self) -> Steps:
        """Keep what is marked, reject the others as its duplicates, and go on."""
        copies = self._copies
        overruled = settlement(copies, self.keeps, overrule=True).overruled
        if overruled:
            lines = [f"{id}: {copies.answers[id]} -> {'keep' if id in self.keeps else 'reject'}" for id in overruled[:NAMED]]
            lines += [f"… and {len(overruled) - NAMED} more"] if len(overruled) > NAMED else []
            what = f"{len(overruled)} answers that were" if len(overruled) > 1 else "an answer that was"
            if not (yield Ask(f"Change {what} given before?", tuple(lines), "cluster.keep")):
                return UNCHANGED
        return (yield from self._run("Keep best", keeping(self.session, copies, self.keeps, overrule=bool(overruled))))

    def do_cluster_reject_all(self) -> Steps:
        """Reject every member."""
        copies = self._copies
        lines = ("Nothing of this text would be kept.", UNDONE)
        if not (yield Ask(f"Reject all {len(copies.ids)} members?", lines, "cluster.reject-all")):
            return UNCHANGED
        reject = Decide(copies.ids, Answer.REJECT, method=Method.CLUSTER)
        return (yield from self._run("Reject", self.session.bulk(reject, answers=copies.answers)))

    def do_cluster_defer(self) -> Steps:
        """Leave the undecided members for later."""
        answers = self._copies.answers
        undecided = tuple(id for id, answer in answers.items() if answer is None)
        defer = Decide(undecided, Answer.DEFER, method=Method.CLUSTER)
        return (yield from self._run("Defer", self.session.bulk(defer, answers=answers) if undecided else None))

    def _run(self, what: str, bulk: Bulk | None) -> Steps:
        """Have it carried out, and go on; unless another cluster is shown by then."""
        copies = self._copies
        applied: Applied | None = (yield Run(what, bulk)) if bulk is not None else None
        self.review.went_through(copies.ids)
        outcome = self.review.changed(applied)
        if self.copies is not copies or not self.is_shown():
            return outcome
        if applied is None:
            return Outcome(f"Nothing to change here; {self.review.key('cluster.next')} goes to the next cluster.")
        return self._go_on(outcome)

    def do_cluster_apart(self) -> Outcome:
        """Say that this member is no copy of the others, and stay with these."""
        id, copies = self.here, self._copies
        outcome = self.review.changed(set_apart(self.session, id))
        outcome = outcome._replace(message=f"{id} is no copy of the others; it won't be shown with them again.")
        rest = next(filter(None, (self.session.clusters.of(other) for other in copies.ids if other != id)), None)
        if rest is None:
            return self._go_on(outcome)
        self.show(rest, self.position, rest.ids[min(copies.ids.index(id), len(rest.ids) - 1)], self.keeps)
        return outcome

    def do_edit_undo(self) -> Steps:
        return self._back((yield from self.review.do_edit_undo()))

    def do_edit_redo(self) -> Steps:
        return self._back((yield from self.review.do_edit_redo()))

    def undo_outcome(self, undone: Applied | None) -> Outcome:
        """What undo or redo did."""
        return self._back(self.review.undo_outcome(undone))

    def _back(self, outcome: Outcome) -> Outcome:
        """The cluster that it was about, or back to the list."""
        if outcome.applied is None or self.copies is None or not self.is_shown():
            return outcome
        where = outcome.applied.where
        copies = self.session.clusters.of(where)
        position = self.review.listing.position((copies and self._first_of(copies)) or where)
        self.position = self.position if position is None else position
        if copies is None:
            return self.leave(outcome)
        self.show(copies, self.position)
        return outcome

    # Where it goes

    def do_cluster_next(self) -> Outcome:
        return self._next(1)

    def do_cluster_previous(self) -> Outcome:
        return self._next(-1)

    def do_cluster_leave(self) -> Outcome:
        return self.leave(Outcome())

    def _next(self, step: int) -> Outcome:
        before = self.position
        if not self._to_cluster(step):
            return Outcome("No other undecided cluster.")
        return Outcome(view.turned(before, self.position, step))

    def _go_on(self, outcome: Outcome) -> Outcome:
        before = self.position
        if self._to_cluster(1):
            return outcome._replace(message=view.turned(before, self.position, 1, outcome.message))
        return self.leave(outcome._replace(message=f"{outcome.message.removesuffix('.')} · no undecided cluster left"))

    def _to_cluster(self, step: int) -> bool:
        of, listing = self.session.clusters.of, self.review.listing
        firsts = dict.fromkeys(self._copies.ids, "")  # by whom the cluster of a document is come to: not by each of its members

        def fits(row: Row) -> bool:
            if row.cluster != "" and row.id not in firsts and (copies := of(row.id)) is not None:
                firsts.update(dict.fromkeys(copies.ids, self._first_of(copies)))
            return firsts.get(row.id) == row.id

        found = undecided_beside(listing, self.position, step, fits)
        copies = of(listing.ids(found, found + 1)[0]) if found is not None else None
        if found is None or copies is None:
            return False
        self.show(copies, found)
        return True

    def _first_of(self, copies: Copies) -> str:
        """The first of its undecided members in the list; empty where there is none."""
        return self.review.listing.first_of(id for id, answer in copies.answers.items() if answer is None)

    def leave(self, outcome: Outcome) -> Outcome:
        """Back to the list, where the clusters led to; after a change on to what is undecided there or behind it."""
        review, self.copies = self.review, None
        if self.position != review.rows.cursor:
            review.leave_place()
        review.rows.cursor = self.position
        row = review.row
        if outcome.applied is not None and row is not None and row.answer is not None:
            outcome = review.go_on(outcome, self.position)
        return outcome if outcome.left or outcome.position is not None else outcome._replace(position=self.position)
