"""The cluster screen: members ranked, each laid beside the one that is kept, decided with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.review import Outcome
from triage.tui.screens.cluster_view import ClusterView

if TYPE_CHECKING:
    from triage.review import Steps
    from triage.session import Applied


class ClusterScreen(ClusterView):
    """Decides one cluster after the other, of those that the list below it holds."""

    def do_cluster_survivor(self) -> None:
        self.show_outcome(self.cluster.mark_survivor())

    def do_cluster_also(self) -> None:
        self.show_outcome(self.cluster.mark_too())

    def do_cluster_keep(self) -> None:
        self._drive(self.cluster.keep_best())

    def do_cluster_reject_all(self) -> None:
        self._drive(self.cluster.reject_all())

    def do_cluster_defer(self) -> None:
        self._drive(self.cluster.defer())

    def do_cluster_apart(self) -> None:
        self.show_outcome(self.cluster.set_apart())

    def do_cluster_next(self) -> None:
        self.show_outcome(self.cluster.next_cluster(1))

    def do_cluster_previous(self) -> None:
        self.show_outcome(self.cluster.next_cluster(-1))

    def do_cluster_leave(self) -> None:
        self.show_outcome(self.cluster.leave())

    def do_edit_undo(self) -> None:
        self.desk.drive(self.desk.review.undo(), self._show_taken_back)

    def do_edit_redo(self) -> None:
        self.desk.drive(self.desk.review.redo(), self._show_taken_back)

    def do_app_suspend(self) -> None:
        self.desk.do_app_suspend()

    def taken_back(self, undone: Applied | None) -> None:
        self._show_taken_back(self.desk.review.taken_back(undone))

    def _show_taken_back(self, outcome: Outcome) -> None:
        self.show_outcome(self.cluster.taken_back(outcome))

    def _drive(self, steps: Steps) -> None:
        self.desk.drive(steps, self.show_outcome)

    def show_outcome(self, outcome: Outcome) -> None:
        """Tell what came of a command, here and in the list; show the cluster that it led to, or the list."""
        if outcome.applied is not None:
            self.desk.tell(outcome)
        if self.app.screen is not self:
            return
        if self.cluster.copies is None:
            self.app.pop_screen()
            if outcome.index is not None:
                self.desk.put_cursor(outcome.index)
            self.desk.show_current(again=True)
            return
        self.begin()
        if outcome.message:
            self.say(outcome.message, outcome.style)

    def show_anew(self) -> None:
        """The cluster as it is decided by now."""
        self.cluster.show_anew()
        self.begin()
