"""How fast somebody decides, told from the times of commands alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

IDLE = timedelta(minutes=5)
"""Nobody works on one document as long as this without a key: a longer gap is a pause, and left out."""

_SPREAD = 1.28  # of a normal distribution, four in five lie within so many standard deviations
_ENOUGH = 5
_USEFUL = 5  # times; "between one hour and six" tells nobody when to stop for the day


@dataclass(slots=True)
class Pace:
    """Takes in one command after the other; what it tells costs nothing to ask.

    Every command is work, and what was decided meanwhile counts: by the ratio of both, its spread told by how much single
    decisions differ. The first decision after a pause has no time of its own and isn't counted.
    """

    worked: float = 0.0
    decided: int = 0
    _steps: int = 0
    _pending: float = 0.0
    _last: datetime | None = None
    _gg: float = 0.0
    _gk: float = 0.0
    _kk: float = 0.0

    def add(self, at: datetime, decided: int, *, again: bool = False) -> None:
        """Counts a command given at this moment. `decided` is how many more documents are decided after it, negative where it
        took something back. With `again` it is an undo or redo: its time counts, but it is no decision of its own."""
        gap = at - self._last if self._last is not None else None
        self._last = at
        if gap is None or gap > IDLE or gap < timedelta():
            self._pending = 0.0
            return
        self.worked += gap.total_seconds()
        self._pending += gap.total_seconds()
        self.decided += decided
        if decided and not again:
            self._steps += 1
            self._gg += self._pending**2
            self._gk += self._pending * decided
            self._kk += decided**2
            self._pending = 0.0

    @property
    def per_hour(self) -> float | None:
        """Documents decided in an hour of work; None where there are too few to tell."""
        if self._steps < _ENOUGH or self.decided <= 0 or self.worked <= 0:
            return None
        return 3600 * self.decided / self.worked

    def hours_left(self, documents: int) -> tuple[float, float] | None:
        """Between how many hours of work so many documents will take, right four times in five; None where there are too few
        decisions to tell, or they are too uneven for it to mean anything."""
        if self.per_hour is None:
            return None
        each = self.worked / self.decided
        residual = max(0.0, self._gg - 2 * each * self._gk + each**2 * self._kk)
        error = sqrt(residual * self._steps / (self._steps - 1)) / self.decided
        low, high = (max(0.0, each + sign * _SPREAD * error) * documents / 3600 for sign in (-1, 1))
        return (low, high) if high <= _USEFUL * low else None
