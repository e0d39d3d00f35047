"""Arrays that several stages work on: what they are called, ragged ranges, and the components of a graph given as pairs."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
U64: TypeAlias = NDArray[np.uint64]
I64: TypeAlias = NDArray[np.int64]
I32: TypeAlias = NDArray[np.int32]
_Number = TypeVar("_Number", bound=np.generic)


def ranges(starts: I64, lengths: I64) -> I64:
    """`starts[0]`, `starts[0] + 1` … for `lengths[0]` numbers, then the same for the next, end to end."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total, dtype=np.int64) + np.repeat(starts - ends + lengths, lengths)


def boundaries(counts: NDArray[np.integer | np.bool_]) -> I64:
    """Where each of consecutive runs of these lengths begins, and, last, where all end: one more number than runs."""
    offsets = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def run_starts(ordered: NDArray[np.generic]) -> I64:
    """Where runs of equal values begin in an ordered array."""
    if not len(ordered):
        return np.zeros(0, np.int64)
    changed = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return np.concatenate((np.zeros(1, np.int64), changed))


def sorted_within(groups: NDArray[np.integer], values: I32) -> I32:
    """The values by group, and ascending within each; neither is negative. Both in one number, since numbers are sorted several
    times as fast as pairs of them."""
    both = groups.astype(np.int64) << 32 | values
    both.sort()
    return (both & 0xFFFFFFFF).astype(np.int32)


def distinct(values: NDArray[_Number]) -> NDArray[_Number]:
    """The values, ascending and each once: as `np.unique`, which takes five to twenty times as long."""
    ordered = np.sort(values)
    return ordered[run_starts(ordered)]


def among(values: NDArray[_Number], ascending: NDArray[_Number]) -> NDArray[np.bool_]:
    """Which of the values are among others, which are ascending."""
    if not len(ascending):
        return np.zeros(len(values), np.bool_)
    at = np.searchsorted(ascending, values)
    at[at == len(ascending)] = 0
    found: NDArray[np.bool_] = ascending[at] == values
    return found


def groups_of(labels: NDArray[np.integer]) -> list[list[int]]:
    """The places of each label, by label."""
    arranged = np.argsort(labels, kind="stable")
    places, borders = arranged.tolist(), [*run_starts(labels[arranged]).tolist(), len(labels)]
    return [places[first:after] for first, after in pairwise(borders)]


def components(nodes: int, left: NDArray[np.integer], right: NDArray[np.integer]) -> I64:
    """For each of `nodes` the smallest node that the pairs (`left[i]`, `right[i]`) connect it with.

    Labels are hooked to the smaller of the two, then paths are halved until nothing moves: Shiloach & Vishkin 1982. The
    answer depends on the set of pairs alone.
    """
    labels = np.arange(nodes, dtype=np.int64)
    while len(left):
        one, other = labels[left], labels[right]
        differ = one != other
        if not differ.any():
            break
        left, right, one, other = left[differ], right[differ], one[differ], other[differ]
        np.minimum.at(labels, np.maximum(one, other), np.minimum(one, other))
        while True:
            shorter = labels[labels]
            if np.array_equal(shorter, labels):
                break
            labels = shorter
    return labels
