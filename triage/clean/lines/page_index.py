"""Where pages begin and end in a batch of lines, and the sums, windows and runs over lines that never cross them.

Sums are made in whole numbers (fixed point), so that a page gets exactly the same features alone and in a batch.
"""

from __future__ import annotations

import numpy as np

from triage.arrays import Array

_FIXED_POINT = 4096.0
_FAR = np.int64(1) << 40


class PageIndex:
    """The pages of a batch, none of them empty, as stretches of lines."""

    def __init__(self, sizes: Array) -> None:
        self.sizes = sizes.astype(np.int64)
        self.starts = np.cumsum(self.sizes) - self.sizes
        self.lines = int(self.sizes.sum())
        self.page = np.repeat(np.arange(len(self.sizes)), self.sizes)
        self.first = self.starts[self.page]
        self.stop = self.first + self.sizes[self.page]
        self.line = np.arange(self.lines)
        # Asked of many columns.
        self._beside: dict[int, tuple[Array, Array]] = {}
        self._windows: dict[tuple[int, int], tuple[Array, Array, Array]] = {}

    def neighbour(self, values: Array, offset: int, fill: float = 0.0) -> Array:
        """The value of the line `offset` lines further down the same page."""
        if offset not in self._beside:
            place = self.line + offset
            inside = (place >= self.first) & (place < self.stop)
            self._beside[offset] = inside, np.where(inside, place, 0)
        inside, place = self._beside[offset]
        return np.where(inside, values[place], fill)

    def cumulated(self, values: Array) -> Array:
        """Sums of all lines of the batch before each line, in fixed point, one longer than the lines, which are the last axis."""
        total = np.zeros((*values.shape[:-1], self.lines + 1), np.int64)
        np.cumsum(np.rint(values * _FIXED_POINT).astype(np.int64), axis=-1, out=total[..., 1:])
        return total

    def window_mean(self, cumulated: Array, begin: int, end: int) -> Array:
        """Mean over the lines from `begin` to `end` (offsets, both included) as far as the page goes; 0 of no lines."""
        if (begin, end) not in self._windows:
            low, high = (np.minimum(np.maximum(self.line + at, self.first), self.stop) for at in (begin, end + 1))
            self._windows[begin, end] = low, high, np.maximum(1, high - low)
        low, high, lines = self._windows[begin, end]
        mean: Array = self.sum_between(cumulated, low, high) / lines
        return mean

    def sum_between(self, cumulated: Array, low: Array, high: Array) -> Array:
        """Sum over the lines from `low` up to `high`, which is left out."""
        total: Array = (cumulated.take(high, axis=-1) - cumulated.take(low, axis=-1)) / _FIXED_POINT
        return total

    def page_sum(self, values: Array) -> Array:
        """A sum a page."""
        return np.bincount(self.page, weights=values, minlength=len(self.sizes))

    def page_max(self, values: Array) -> Array:
        """The largest value of each page."""
        return np.maximum.reduceat(values, self.starts)

    def previous_marked(self, mask: Array) -> Array:
        """The nearest marked line at or above each line; -1 where the page has none."""
        place = np.maximum.accumulate(np.where(mask, self.line, -1))
        return np.where(place >= self.first, place, -1)

    def next_marked(self, mask: Array) -> Array:
        """The nearest marked line at or below each line; -1 where the page has none."""
        place = np.minimum.accumulate(np.where(mask, self.line, self.lines)[::-1])[::-1]
        return np.where(place < self.stop, place, -1)

    def best_run(self, gain: Array) -> tuple[Array, Array]:
        """The stretch of lines of each page with the largest sum of `gain`: its first line and the line after its last."""
        fixed = np.rint(gain * _FIXED_POINT).astype(np.int64)
        after = np.cumsum(fixed)
        before = after - fixed
        # Each page's sums lie far below those of the page above it, so that one running minimum serves all pages.
        lowered = before - before[self.starts][self.page] - self.page * _FAR
        lowest = np.minimum.accumulate(lowered)
        begin = np.maximum.accumulate(np.where(lowered == lowest, self.line, 0))
        value = after - before[self.starts][self.page] - self.page * _FAR - lowest
        best = self.page_max(value)
        is_best = value == best[self.page]
        last = np.minimum.reduceat(np.where(is_best, self.line, self.lines), self.starts)
        return begin[last], last + 1

    def outward_max(self, values: Array, core: Array) -> Array:
        """The largest value between the page's line `core` and each line, both included; `values` are not negative."""
        core_line = core[self.page]
        fixed = np.rint(values * _FIXED_POINT).astype(np.int64)
        lift = self.page * _FAR
        below = self.line >= core_line
        down = np.maximum.accumulate(np.where(below, fixed, 0) + lift) - lift
        sunk = (len(self.sizes) - self.page) * _FAR
        up = np.maximum.accumulate((np.where(self.line <= core_line, fixed, 0) + sunk)[::-1])[::-1] - sunk
        largest: Array = np.where(below, down, up) / _FIXED_POINT
        return largest
