"""Boosted trees in flat arrays, with numpy alone.

The trees are symmetric: all nodes of a level ask the same question. So a tree is a row of questions, and the leaf that a line
falls into is the number whose bits are the answers. That is a few passes over contiguous bytes, whatever the tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from triage.arrays import Array

_LINES_AT_ONCE = 4096  # the fewer calls of numpy
_FIXED_POINT = float(1 << 24)  # leaves are of half precision in the weights file: whole multiples of such parts
_MOST = 1 << 31
_SUMMED_AT_ONCE = 512  # so much of the wide numbers that leaves are found by stays in the processor's cache


@dataclass(frozen=True)
class Trees:
    """`feature` and `border` a question; `questions` (trees x depth) names them; `leaves` and `share` are trees x 2^depth."""

    feature: Array
    border: Array
    questions: Array
    leaves: Array
    share: Array
    bias: float

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], prefix: str) -> Trees:
        """Take the trees named `prefix` from the weights file."""
        feature = arrays[f"{prefix}.feature"].astype(np.int64)
        order = np.lexsort((feature, np.bincount(feature)[feature]))  # those asked equally often stand together
        return cls(
            feature=feature[order],
            border=arrays[f"{prefix}.border"][order],
            questions=np.argsort(order)[arrays[f"{prefix}.questions"]],
            leaves=arrays[f"{prefix}.leaves"].astype(np.float32),
            share=np.maximum(arrays[f"{prefix}.share"].astype(np.float32), 1e-6),
            bias=float(arrays[f"{prefix}.bias"].item()),
        )

    def log_odds(self, table: Array) -> Array:
        """The sum of the leaves of each line of `table` (lines x features)."""
        total = np.empty(len(table), np.float32)
        offsets = (np.arange(len(self.leaves), dtype=np.intp) * self.leaves.shape[1])[:, None]
        for first in range(0, len(table), _LINES_AT_ONCE):
            leaf = self._leaf(table[first : first + _LINES_AT_ONCE])
            for begin in range(0, leaf.shape[1], _SUMMED_AT_ONCE):
                places = leaf[:, begin : begin + _SUMMED_AT_ONCE] + offsets
                summed = np.take(self._fixed, places, mode="clip").sum(axis=0, dtype=self._fixed.dtype)
                total[first + begin : first + begin + len(summed)] = summed / _FIXED_POINT + self.bias
        return total

    def _leaf(self, table: Array) -> Array:
        """The leaf of each tree (rows) that each line falls into."""
        answers = np.empty((len(self.feature), len(table)), bool)
        for features, begin, end in self._asked:
            shape = (len(features), -1, len(table))
            values, borders = table.T[features, None], self.border[begin:end].reshape(len(features), -1, 1)
            np.greater(values, borders, out=answers[begin:end].reshape(shape))
        bits = answers.view(np.uint8)
        leaf = np.zeros((len(self.questions), len(table)), np.uint8)
        for level in reversed(range(self.questions.shape[1])):
            leaf += leaf
            leaf += np.take(bits, self.questions[:, level], axis=0, mode="clip")
        return leaf

    @cached_property
    def _asked(self) -> list[tuple[Array, int, int]]:
        """Features that are asked about equally often, with the stretch of their questions."""
        begins = np.flatnonzero(np.diff(self.feature, prepend=-1))
        sizes = np.diff(begins, append=len(self.feature))
        stretches = ((begins[sizes == size], int(size)) for size in np.unique(sizes))
        return [(self.feature[first], int(first[0]), int(first[-1]) + size) for first, size in stretches]

    @cached_property
    def _fixed(self) -> Array:
        """The leaves in fixed point: a line scores the same whatever stands beside it, and in whichever order they are added."""
        fixed = np.rint(self.leaves.astype(np.float64) * _FIXED_POINT).astype(np.int64).ravel()
        largest = np.abs(fixed).reshape(self.leaves.shape).max(axis=1).sum()
        return fixed.astype(np.int32) if largest < _MOST else fixed

    def contributions(self, table: Array, group: Array) -> Array:
        """How far each group of features (columns) moved the log-odds of each line (rows): the change of the mean leaf at each
        question on the line's path. `group` gives the number of each feature's group."""
        moved = np.zeros((int(group.max()) + 1, len(table)), np.float32)
        asked = group[self.feature[self.questions]]
        members = [(np.arange(len(moved))[:, None] == asked[:, level]).astype(np.float32) for level in range(asked.shape[1])]
        offsets = (np.arange(len(self.leaves), dtype=np.intp) * self.leaves.shape[1])[:, None]
        changes = self._changes()
        for begin in range(0, len(table), _LINES_AT_ONCE):
            place = self._leaf(table[begin : begin + _LINES_AT_ONCE]) + offsets
            for member, change in zip(members, changes, strict=True):
                moved[:, begin : begin + place.shape[1]] += member @ np.take(change, place, mode="clip")
        return moved.T

    def _changes(self) -> list[Array]:
        """For each level of questions, how far its answer moves the mean leaf: a number for each leaf of each tree."""
        weighted = self.leaves * self.share
        leaf = np.arange(self.leaves.shape[1])
        means = []
        for level in range(self.questions.shape[1] + 1):
            shape = (len(self.leaves), -1, 1 << level)
            mean = weighted.reshape(shape).sum(axis=1) / self.share.reshape(shape).sum(axis=1)
            means.append(mean[:, leaf & ((1 << level) - 1)])
        return [(after - before).ravel() for before, after in pairwise(means)]
