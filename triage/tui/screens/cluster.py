"""The cluster screen: members ranked, each laid beside the one that is kept, decided with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.review import Outcome
from triage.tui.screens.cluster_view import ClusterView

if TYPE_CHECKING:
    from triage.review import Steps


class ClusterScreen(ClusterView):
    """Decides one cluster after the other, of those that the list below it holds."""

    def do_app_suspend(self) -> None:
        self.desk.do_app_suspend()

    def drive(self, steps: Steps) -> None:
        self.desk.drive(steps, self.show_outcome)

    def show_outcome(self, outcome: Outcome) -> None:
        """Tell what came of a command, here and in the list; show the cluster that it led to, or the list."""
        if outcome.applied is not None:
            self.desk.tell(outcome)
        if self.app.screen is not self:
            return
        if self.review.copies is None:
            self.app.pop_screen()
            if outcome.position is not None:
                self.desk.put_cursor(outcome.position)
            self.desk.show_current(again=True)
            return
        self.begin()
        if outcome.message:
            self.say(outcome.message, outcome.style)

    def reload(self) -> None:
        """The cluster as it is decided by now."""
        self.review.reload()
        self.begin()
