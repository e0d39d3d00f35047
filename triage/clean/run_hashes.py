"""Hashes of runs of characters, such as words: polynomials modulo 2^64, taken for all runs from one running sum (Rabin and Karp
1987). A run's hash depends on its characters alone."""

from __future__ import annotations

from functools import cache

import numpy as np

from triage.arrays import Array

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2^64
_AT_ONCE = 1 << 15  # characters: what is computed of them stays in the processor's cache
MOST_PLACES = 64


@cache
def _powers() -> tuple[Array, Array]:
    """The powers of the base from the first on, and those of its inverse from the zeroth on."""
    size = _AT_ONCE + MOST_PLACES
    up = np.cumprod(np.full(size, _BASE, np.uint64), dtype=np.uint64)
    down = np.cumprod(np.full(size, pow(_BASE, -1, 1 << 64), np.uint64), dtype=np.uint64)
    return up, np.concatenate([np.ones(1, np.uint64), down[:-1]])


def run_hashes(codes: Array, starts: Array, ends: Array, places: int) -> Array:
    """The hash of each `codes[start:end]`, of runs in ascending order that don't overlap. The characters from place `places` on,
    which may be up to `MOST_PLACES`, count by their sum alone."""
    up, down = _powers()
    found = np.empty(len(starts), np.uint64)
    first = 0
    while first < len(starts):
        base = int(starts[first])
        after = int(np.searchsorted(starts, base + _AT_ONCE))
        stop = min(int(ends[after - 1]), base + _AT_ONCE + MOST_PLACES)
        summed = np.zeros(stop - base + 1, np.uint64)
        np.cumsum(codes[base:stop] * up[: stop - base], out=summed[1:])
        begins = starts[first:after] - base
        stops = np.minimum(ends[first:after], stop) - base
        found[first:after] = (summed[stops] - summed[begins]) * down[begins]
        first = after
    for at in np.flatnonzero(ends - starts > places).tolist():
        run = codes[starts[at] : ends[at]]
        found[at] = np.sum(run * up[np.minimum(np.arange(len(run)), places - 1)], dtype=np.uint64)
    return found
