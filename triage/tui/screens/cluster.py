"""The cluster screen: members ranked, each laid beside the one that is kept, decided with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage import view
from triage.model import Answer, Method
from triage.session import Decide, Rows, keeping, set_apart, settlement, undecided_beside
from triage.tui.screens.cluster_view import ClusterView
from triage.tui.screens.dialogs.confirm import ConfirmScreen

if TYPE_CHECKING:
    from triage.review import Outcome
    from triage.session import Applied, Bulk


class ClusterScreen(ClusterView):
    """Decides one cluster after the other, of those that the list below it holds; the list's cursor follows on leaving."""

    # What is decided

    def do_cluster_survivor(self) -> None:
        self.keeps = [self.here]
        self.redraw()
        self.say(f"{view.printable(self.here)} is the one to keep; nothing is saved yet.")

    def do_cluster_also(self) -> None:
        if self.here not in self.keeps:
            self.keeps.append(self.here)
        elif len(self.keeps) > 1:
            self.keeps.remove(self.here)
        else:
            self.say("One member has to be kept; choose another one first.", "warning")
            return
        self.redraw()

    def do_cluster_keep(self) -> None:
        copies = self.copies
        assert copies is not None
        overruled = settlement(copies, self.keeps, overrule=True).overruled
        if not overruled:
            self._carry_out("Keep best", keeping(self.session, copies, self.keeps))
            return
        lines = [f"{id}: {copies.answers[id]} -> {'keep' if id in self.keeps else 'reject'}" for id in overruled[:8]]
        lines += [f"… and {len(overruled) - 8} more"] if len(overruled) > 8 else []

        def confirmed(yes: bool | None) -> None:
            if yes:
                self._carry_out("Keep best", keeping(self.session, copies, self.keeps, overrule=True))

        title = (
            f"Change {len(overruled)} answers that were given before?"
            if len(overruled) > 1
            else "Change an answer that was given before?"
        )
        self.app.push_screen(ConfirmScreen(title, *lines, asked_by=self.key_table["cluster.keep"]), confirmed)

    def do_cluster_reject_all(self) -> None:
        copies = self.copies
        assert copies is not None

        def confirmed(yes: bool | None) -> None:
            if yes:
                reject = Decide(copies.ids, Answer.REJECT, method=Method.CLUSTER)
                self._carry_out("Reject", self.session.bulk(reject, answers=copies.answers))

        title = f"Reject all {len(copies.ids)} members?"
        self.app.push_screen(
            ConfirmScreen(title, "Nothing of this text would be kept.", asked_by=self.key_table["cluster.reject-all"]), confirmed
        )

    def do_cluster_defer(self) -> None:
        copies = self.copies
        assert copies is not None
        undecided = tuple(id for id, answer in copies.answers.items() if answer is None)
        defer = Decide(undecided, Answer.DEFER, method=Method.CLUSTER)
        self._carry_out("Defer", self.session.bulk(defer, answers=copies.answers) if undecided else None)

    def do_cluster_apart(self) -> None:
        id, copies = self.here, self.copies
        assert copies is not None
        self.desk.tell(self.desk.review.changed(set_apart(self.session, id)))
        rest = next(filter(None, (self.session.clusters.of(other) for other in copies.ids if other != id)), None)
        told = f"{view.printable(id)} is no copy of the others; it won't be shown with them again."
        if rest is None:
            self._go_on(told)
            return
        beside = rest.ids[min(copies.ids.index(id), len(rest.ids) - 1)]
        self.open(rest, self.position, beside, self.keeps)
        self.say(told)

    def show_anew(self) -> None:
        """The cluster as it is decided by now."""
        copies = self.session.clusters.of(self.here)
        if copies is not None:
            self.open(copies, self.position, self.here, self.keeps)

    def _carry_out(self, what: str, bulk: Bulk | None) -> None:
        """Do it, show what was done on the list, and go on; unless another cluster is shown by then."""
        copies = self.copies

        def done(applied: Applied | None) -> None:
            self.desk.tell(self.desk.review.changed(applied))
            self.desk.review.went_through(copies.ids if copies is not None else ())
            if self.copies is not copies or self.app.screen is not self:
                return
            if applied is not None:
                self._go_on(applied.receipt)
            else:
                self.say(f"Nothing to change here; {view.key_name(self.key_table['cluster.next'][0])} goes to the next cluster.")

        if bulk is None:
            done(None)
        else:
            self.desk.carry_out(what, bulk, done)

    def _go_on(self, told: str) -> None:
        if self._to_cluster(1):
            self.say(told)
        else:
            self._leave(f"{told} · no undecided cluster left")

    # Where it goes

    def _to_cluster(self, step: int) -> bool:
        """The next undecided cluster of the list, or the one before; False where there is none."""
        listing: Rows = self.desk.listing
        shown = set(self.copies.ids) if self.copies else set()
        fits = lambda row: row.cluster != "" and row.id not in shown and self.session.clusters.of(row.id) is not None  # noqa: E731
        found = undecided_beside(listing, self.position, step, fits)
        copies = self.session.clusters.of(listing.rows(found, found + 1)[0].id) if found is not None else None
        if found is None or copies is None:
            return False
        self.open(copies, found)
        return True

    def do_cluster_next(self) -> None:
        if not self._to_cluster(1):
            self.say("No other undecided cluster.")

    def do_cluster_previous(self) -> None:
        if not self._to_cluster(-1):
            self.say("No other undecided cluster.")

    def do_cluster_leave(self) -> None:
        self._leave("")

    def _leave(self, told: str) -> None:
        self.app.pop_screen()
        self.desk.back_from_cluster(self.position, told)

    def do_edit_undo(self) -> None:
        self.desk.drive(self.desk.review.undo(), self._show_taken_back)

    def do_edit_redo(self) -> None:
        self.desk.drive(self.desk.review.redo(), self._show_taken_back)

    def taken_back(self, undone: Applied | None) -> None:
        self._show_taken_back(self.desk.review.taken_back(undone))

    def _show_taken_back(self, outcome: Outcome) -> None:
        """Show what undo or redo did: the cluster that it was about."""
        applied = outcome.applied
        if applied is None:
            self.say(outcome.message)
            return
        self.desk.tell(outcome)
        if self.app.screen is not self:
            return
        copies = self.session.clusters.of(applied.where)
        position = self.desk.listing.position(applied.where)
        self.position = self.position if position is None else position
        if copies is None:
            self._leave(applied.receipt)
            return
        self.open(copies, self.position)
        self.say(applied.receipt)

    def do_app_suspend(self) -> None:
        self.desk.do_app_suspend()
