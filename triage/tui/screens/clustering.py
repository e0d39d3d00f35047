"""From the desk to the copies of a document, and back; and what documents look like."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from triage.tui.screens.moving import Moving
from triage.tui.screens.viewing import Viewing
from triage.tui.screens.working import Working
from triage.view import printable

if TYPE_CHECKING:
    from triage.tui.app import TriageApp
    from triage.tui.screens.cluster import ClusterScreen

WARM_AFTER = 0.5  # seconds


def load_screens() -> None:
    """Load what the first key for them would wait for; safe to call from another thread."""
    import triage.tui.screens.cluster
    import triage.tui.screens.palette
    import triage.tui.screens.tags  # noqa: F401


class Clustering(Moving, Working, Viewing):
    """Opens the cluster screen, and takes the cursor over when it is left."""

    _cluster: ClusterScreen | None = None

    def warm_clusters(self) -> None:
        """Get ready to compare copies and to show other screens, once the first keys were served."""
        self.set_timer(WARM_AFTER, lambda: asyncio.create_task(self._warm_screens()))

    async def _warm_screens(self) -> None:
        if self.row is not None:
            await asyncio.to_thread(self.session.clusters.warm)
        await asyncio.to_thread(load_screens)
        app: TriageApp = self.app  # type: ignore[assignment]
        app.read_styles()

    def do_cluster_open(self) -> None:
        row = self.row
        copies = self.session.clusters.of(row.id) if row is not None else None
        if row is None or copies is None:
            self.say(f"{printable(row.id)} has no copies here." if row is not None else "There is no document here.")
            return
        if self._cluster is None:
            from triage.tui.screens.cluster import ClusterScreen

            self._cluster = ClusterScreen(self, self.session, self.key_table, self.glyphs)
            self.app.install_screen(self._cluster, "cluster")
        self._cluster.open(copies, self.documents.cursor)
        self.app.push_screen("cluster")

    def do_suggest_accept(self) -> None:
        """Reject the document for what it looks like, and go on."""
        from triage.session import accept

        opened = self.opened
        applied = accept(self.session, opened) if opened is not None else None
        if applied is None:
            self.say("Nothing is suggested here.")
            return
        self.applied(applied, move=False)
        self.advance(1, quiet=True)
        self.show_current()

    def back_from_cluster(self, position: int, told: str) -> None:
        """The cluster screen was left at this place of the list: on to what is undecided there or behind it."""
        self.documents.cursor = position
        row = self.row
        if told:
            self.say(told)
        if row is not None and row.answer is not None and told:
            self.advance(1, quiet=True)
        self.show_current()
