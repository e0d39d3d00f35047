"""How far a scan is, how fast it goes, and how long the rest of it will take."""

from __future__ import annotations

import time
from collections.abc import Callable

from triage.model.scan import Phase, Progress

_QUIET = 0.1  # seconds between two reports
_PARTS = {Phase.READ: 3, Phase.CLEAN: 5, Phase.MATCH: 2}
"""How the time of a first scan is spent on its phases (tests/benchmarks/SCAN.md), until it has shown so itself."""
_TRUST = 0.1
"""How much of a phase must be done before its own pace counts for more than that of the phases before it."""
_LEAST_DONE = 0.02
_LEAST_TIME = 0.5  # seconds, before anything is said of a pace


class Meter:
    """Hands reports of a scan on to `progress`, not too many, with how fast each phase goes and when the scan may be through."""

    def __init__(self, progress: Callable[[Progress], None] | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._progress = progress
        self._clock = clock
        self._begun = self._since = clock()
        self._told = 0.0
        self._phase: Phase | None = None
        self._took: dict[Phase, float] = {}

    @property
    def seconds(self) -> float:
        """Since the scan began."""
        return self._clock() - self._begun

    def __call__(self, phase: Phase, done: int, total: int, bytes: int = 0, *, force: bool = False) -> None:
        """`done` of `total` are through in this phase, of so many bytes. The last step is always handed on, others with `force`
        or when the last report is a while ago."""
        now = self._clock()
        if phase is not self._phase:
            if self._phase is not None:
                self._took[self._phase] = now - self._since
            self._phase, self._since = phase, now
        if self._progress is None or not (force or done == total or now - self._told >= _QUIET):
            return
        self._told = now
        spent = now - self._since
        rate = bytes / spent if spent >= _LEAST_TIME else 0.0
        left = self._left(phase, spent, done / total if total else 1.0)
        self._progress(Progress(done, total, bytes, now - self._begun, phase, rate, left))

    def _left(self, phase: Phase, spent: float, share: float) -> float | None:
        """Seconds to the end of the scan; None while too little of it is known."""
        before = {one: took for one, took in self._took.items() if one is not phase}
        if before:
            expected = sum(before.values()) / sum(_PARTS[one] for one in before) * _PARTS[phase]
            length = (spent + _TRUST * expected) / (share + _TRUST)
        elif spent >= _LEAST_TIME and share >= _LEAST_DONE:
            length = spent / share
        else:
            return None
        phases = list(_PARTS)
        later = sum(_PARTS[one] for one in phases[phases.index(phase) + 1 :])
        return length * (1 - share) + length * later / _PARTS[phase]
