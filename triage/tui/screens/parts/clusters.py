"""From the desk to the copies of a document."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from triage.tui.screens.parts.bulk_changes import BulkChanges
from triage.tui.screens.parts.display import DisplayCommands
from triage.tui.screens.parts.navigation import NavigationCommands

if TYPE_CHECKING:
    from triage.review.cluster import ClusterReview
    from triage.tui.screens.cluster import ClusterScreen


class ClusterCommands(NavigationCommands, BulkChanges, DisplayCommands):
    """Opens the cluster screen."""

    @cached_property
    def cluster_review(self) -> ClusterReview:
        """What is decided about copies."""
        from triage.review.cluster import ClusterReview

        return ClusterReview(self.review)

    def do_cluster_open(self) -> None:
        outcome = self.cluster_review.open_here()
        if outcome.message:
            self.say(outcome.message)
            return
        screen = self.cluster()
        screen.begin()
        self.app.push_screen(screen)

    def cluster(self) -> ClusterScreen:
        """The screen of the copies of a document."""
        from triage.tui.screens.cluster import ClusterScreen

        return self._triage.cached_screen(ClusterScreen, lambda: ClusterScreen(self, self.session, self.key_table, self.glyphs))
