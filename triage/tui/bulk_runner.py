"""A change of very many documents, carried out between the keys."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Generator
from typing import TYPE_CHECKING, Any

from triage.errors import TriageError
from triage.tui.time_slices import in_slices
from triage.view.pace import work_text

if TYPE_CHECKING:
    from triage.session import Applied, Bulk

QUIET = 0.06  # seconds after a key in which one step is all that is worked: the key's frame takes turns with it
REPORT_EVERY = 0.15  # seconds from one word on how far it is to the next
READING_TIME = 1.5  # seconds that what a key said may stand


class BulkRunner:
    """One at a time. What was made when it is stopped stays. `spawn` begins a task."""

    def __init__(self, spawn: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]) -> None:
        self._spawn = spawn
        self._what = ""
        self._bulk: Bulk | None = None
        self._steps: Generator[None] | None = None
        self._task: asyncio.Task[None] | None = None
        self._began = self._next_report = self._key = 0.0
        self._stopped = False

    @property
    def is_busy(self) -> bool:
        """Whether something is carried out."""
        return self._bulk is not None

    @property
    def progress_text(self) -> str:
        """What is carried out, and how far it is."""
        bulk = self._bulk
        return work_text(self._what, bulk.done, bulk.total, time.monotonic() - self._began) if bulk is not None else ""

    def begin(
        self,
        what: str,
        bulk: Bulk,
        tell: Callable[[], None],
        done: Callable[[Applied | None, bool], None],
        failed: Callable[[TriageError], None],
    ) -> None:
        """Carry it out. `tell` is called now and then; at the end `done`, with what was done and whether it was stopped, or
        `failed`."""
        assert not self.is_busy
        self._what, self._bulk, self._began, self._stopped = what, bulk, time.monotonic(), False
        self._steps, self._next_report = iter(bulk), 0.0
        self._task = self._spawn(self._carry_out(bulk, self._steps, tell, done, failed))

    def stop(self) -> None:
        """Carry out no more of it."""
        self._stopped = True
        if self._steps is not None:
            self._steps.close()

    def hold_reports(self) -> None:
        """Something was said that is to be read before the next word on how far it is."""
        self._next_report = time.monotonic() + READING_TIME

    def give_way(self) -> None:
        """A key was pressed."""
        self._key = time.monotonic()

    def leave(self) -> str:
        """Stop at once and for good; what was done by then, empty where nothing was at work."""
        bulk, self._bulk = self._bulk, None
        if bulk is None:
            return ""
        self.stop()
        try:
            applied = bulk.applied
        except TriageError as error:
            return str(error)
        return applied.receipt if applied is not None else ""

    async def _carry_out(
        self,
        bulk: Bulk,
        steps: Generator[None],
        tell: Callable[[], None],
        done: Callable[[Applied | None, bool], None],
        failed: Callable[[TriageError], None],
    ) -> None:
        try:
            async for _ in in_slices(steps, lambda: time.monotonic() - self._key < QUIET):
                if time.monotonic() > self._next_report:
                    tell()
                    self._next_report = time.monotonic() + REPORT_EVERY
            applied = bulk.applied
        except TriageError as error:
            self._bulk = None
            failed(error)
        else:
            if self._bulk is not None:
                self._bulk = None
                done(applied, self._stopped)
