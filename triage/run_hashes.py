"""Hashes of runs of characters, such as words: polynomials modulo 2^64, taken for all runs from one running sum (Rabin and Karp
1987). A run's hash depends on its characters alone: not on the process, the platform or what stands around it."""

from __future__ import annotations

from functools import cache

import numpy as np

from triage.arrays import Array

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2^64
BASE_INVERSE = pow(_BASE, -1, 1 << 64)
_AT_ONCE = 1 << 15  # characters: what is computed of them stays in the processor's cache
MOST_PLACES = 64


@cache
def _powers() -> tuple[Array, Array]:
    """The powers of the base from the first on, and those of its inverse from the zeroth on."""
    size = _AT_ONCE + MOST_PLACES
    up = np.cumprod(np.full(size, _BASE, np.uint64), dtype=np.uint64)
    down = np.cumprod(np.full(size, BASE_INVERSE, np.uint64), dtype=np.uint64)
    return up, np.concatenate([np.ones(1, np.uint64), down[:-1]])


def run_hashes(codes: Array, starts: Array, ends: Array, places: int | None = None) -> Array:
    """The hash of each `codes[start:end]`, of runs in ascending order that don't overlap: the first character times the base, the
    second times its square, and so on. The characters from place `places` on, if given (up to `MOST_PLACES`), count by their sum
    alone."""
    found, cut = (_hashes(codes, starts, ends), []) if len(codes) <= _AT_ONCE else _in_parts(codes, starts, ends)
    if places is None:
        for at in cut:
            found[at] = _long_hash(codes[starts[at] : ends[at]])
        return found
    up, _ = _powers()
    for at in np.flatnonzero(ends - starts > places).tolist():
        run = codes[starts[at] : ends[at]]
        found[at] = np.sum(run * up[np.minimum(np.arange(len(run)), places - 1)], dtype=np.uint64)
    return found


def _hashes(codes: Array, starts: Array, ends: Array) -> Array:
    up, down = _powers()
    summed = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * up[: len(codes)], out=summed[1:])
    hashes: Array = (summed[ends] - summed[starts]) * down[starts]
    return hashes


def _in_parts(codes: Array, starts: Array, ends: Array) -> tuple[Array, list[int]]:
    """The hashes, and the places of runs that go on behind their part: longer than `MOST_PLACES`, these aren't right yet."""
    found = np.empty(len(starts), np.uint64)
    cut: list[int] = []
    first = 0
    while first < len(starts):
        base = int(starts[first])
        after = int(np.searchsorted(starts, base + _AT_ONCE))
        end = int(ends[after - 1])
        stop = min(end, base + _AT_ONCE + MOST_PLACES)
        cut += [after - 1] if end > stop else []
        found[first:after] = _hashes(codes[base:stop], starts[first:after] - base, np.minimum(ends[first:after], stop) - base)
        first = after
    return found, cut


def _long_hash(run: Array) -> int:
    """The hash of a run for which there aren't powers enough."""
    up, _ = _powers()
    total = 0
    for first in range(0, len(run), _AT_ONCE):
        part = run[first : first + _AT_ONCE]
        total += int(np.sum(part * up[: len(part)], dtype=np.uint64)) * pow(_BASE, first, 1 << 64)
    return total % (1 << 64)
