"""From the desk to the copies of a document, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.review import Outcome
from triage.tui.screens.parts.moving import Moving
from triage.tui.screens.parts.viewing import Viewing
from triage.tui.screens.parts.working import Working
from triage.view import printable

if TYPE_CHECKING:
    from triage.tui.screens.cluster import ClusterScreen


class Clustering(Moving, Working, Viewing):
    """Opens the cluster screen, and takes the cursor over when it is left."""

    def do_cluster_open(self) -> None:
        row = self.row
        copies = self.session.clusters.of(row.id) if row is not None else None
        if row is None or copies is None:
            self.say(f"{printable(row.id)} has no copies here." if row is not None else "There is no document here.")
            return
        screen = self.cluster()
        screen.open(copies, self.documents.cursor, row.id)
        self.app.push_screen(screen)

    def cluster(self) -> ClusterScreen:
        """The screen of the copies of a document."""
        from triage.tui.screens.cluster import ClusterScreen

        return self._triage.kept(ClusterScreen, lambda: ClusterScreen(self, self.session, self.key_table, self.glyphs))

    def back_from_cluster(self, position: int, told: str) -> None:
        """The cluster screen was left at this place of the list: on to what is undecided there or behind it."""
        if position != self.documents.cursor:
            self.review.leave_place()
        self.documents.cursor = position
        row = self.row
        outcome = Outcome(told)
        if row is not None and row.answer is not None and told:
            outcome = self.review.go_on(outcome, position)
        self.show_outcome(outcome)
        self.show_current(again=True)
