"""What the first key for it would wait for is got ready while no key is pressed."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from triage.tui.screens.base_screen import BaseScreen
from triage.tui.screens.parts.clusters import ClusterCommands
from triage.tui.screens.parts.notes import NoteCommands

AFTER = 0.5
"""Seconds without a key, after which none is kept waiting."""
BETWEEN = 0.05  # seconds


def load_the_rest() -> None:
    """Load other screens, and what a first change is made and saved with; safe to call from another thread."""
    import tomli_w  # noqa: F401

    import triage.session.bulk
    import triage.session.change_recorder
    import triage.session.planning
    import triage.session.reversal
    import triage.tui.screens.cluster
    import triage.tui.screens.dialogs.help
    import triage.tui.screens.dialogs.palette
    import triage.tui.screens.dialogs.reasons
    import triage.tui.screens.dialogs.tags  # noqa: F401
    from triage.view.wrap import wrap

    wrap("“a”", 2)  # makes what texts are wrapped by that aren't of ASCII alone


class Preloading(ClusterCommands, NoteCommands):
    """Makes the first opening of a screen as quick as the next ones."""

    _preloading: asyncio.Task[None] | None = None

    def preload(self) -> None:
        """Begin with it, once the first keys were served."""
        self._preloading = self._triage.spawn(self._preload_screens())

    async def _preload_screens(self) -> None:
        await asyncio.sleep(AFTER)
        await asyncio.to_thread(load_the_rest)
        await asyncio.to_thread(self.session.corpus.preload)
        await self._mount_ahead(self.palette)
        await self._mount_ahead(self.tags)
        if self.row is not None:
            await asyncio.to_thread(self.session.clusters.preload)
        await self._mount_ahead(self.cluster)
        gc.freeze()  # what has come lives as long as the program, too

    async def _mount_ahead(self, screen: Callable[[], BaseScreen[Any]]) -> None:
        """Each takes as long as a key, and comes when none is pressed: what stands above the review has been made."""
        await asyncio.sleep(BETWEEN)
        while not self.is_active or self._triage.now() < self._triage.pressed[1] + AFTER:
            await asyncio.sleep(AFTER)
        # The program may be leaving, and all else is told when the screen is opened.
        with suppress(Exception):
            await self._triage.mount_cached(screen())
