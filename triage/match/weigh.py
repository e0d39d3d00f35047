"""How much of a text's own story another holds: containment, with every hash weighted by how few stories hold it.

Two passes. In the first a hash weighs 1 / (number of texts that hold it); pairs that share half of the weight of the
smaller are taken for one provisional story. In the second it weighs 1 / (number of provisional stories that hold it). A
publisher's disclaimer or the frame of a table is held by many stories and weighs next to nothing; the text of one story
keeps its weight, however many copies of it there are.

Weights are whole numbers, so sums don't depend on the order of addition; and they fall in steps (`stepped`), so that one
more text under a long posting list changes nothing for the texts already there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.match.arrays import I32, I64, components, ranges, run_starts
from triage.match.candidates import Postings

ONE = 1 << 16
STORY_LINK = 0.5
_MOST = 1024
_PAIRS_AT_A_TIME = 1 << 15


def stepped(counts: NDArray[np.integer]) -> I64:
    """Counts rounded down to three significant bits (1 … 8, 10, 12, 14, 16, 20 …) and to at most 1,024."""
    counts = np.minimum(np.asarray(counts, np.int64), _MOST)
    step = np.ones(len(counts), np.int64)
    for power in range(4, 11):
        step[counts >= 1 << power - 1] = 1 << (power - 3)
    return counts // step * step


def weights_of(counts: NDArray[np.integer]) -> I64:
    """A hash's weight in units of 1 / 65,536, from the number of texts or stories that hold it."""
    return ONE // stepped(np.maximum(counts, 1))


def text_weights(postings: Postings, weights: I64) -> I32:
    """(n, levels): the weight of each text's sketch at each level."""
    count, levels = postings.alone.shape
    cell = postings.texts.astype(np.int64) * levels + postings.group_levels[postings.group_of]
    shared = np.bincount(cell, weights[postings.group_of], minlength=count * levels).reshape(count, levels)
    own = postings.alone.astype(np.int64) * ONE + shared.astype(np.int64)
    total: I64 = np.cumsum(own[:, ::-1], axis=1)[:, ::-1]
    return np.minimum(total, np.iinfo(np.int32).max).astype(np.int32)


def shared_weights(postings: Postings, weights: I64, left: I32, right: I32) -> I64:
    """The weight of what the sketches of each pair share."""
    shared = np.zeros(len(left), np.int64)
    for first in range(0, len(left), _PAIRS_AT_A_TIME):
        part = slice(first, first + _PAIRS_AT_A_TIME)
        keys = []
        for side in (left[part], right[part]):
            counts = postings.texts_at[side + 1] - postings.texts_at[side]
            places = postings.of_text[ranges(postings.texts_at[side], counts)]
            keys.append(np.repeat(np.arange(len(side), dtype=np.int64), counts) << 32 | postings.group_of[places])
        both = np.concatenate(keys)
        both.sort()
        both = both[1:][both[1:] == both[:-1]]
        sums = np.bincount(both >> 32, weights[both & 0xFFFFFFFF], minlength=len(left[part]))
        shared[part] = sums.astype(np.int64)
    return shared


@dataclass(frozen=True, slots=True)
class Weighed:
    """Pairs of texts, with the share of each one's weight that they have in common."""

    left: I32
    right: I32
    of_left: NDArray[np.float64]
    of_right: NDArray[np.float64]

    @property
    def of_lighter(self) -> NDArray[np.float64]:
        """The share of the text of less weight."""
        return np.maximum(self.of_left, self.of_right)

    @property
    def of_heavier(self) -> NDArray[np.float64]:
        """The share of the text of more weight."""
        return np.minimum(self.of_left, self.of_right)

    def where(self, mask: NDArray[np.bool_] | I64) -> Weighed:
        """The pairs that the mask keeps, or those at these places."""
        return Weighed(self.left[mask], self.right[mask], self.of_left[mask], self.of_right[mask])


def weigh_pairs(postings: Postings, levels: NDArray[np.uint8], weights: I64, left: I32, right: I32) -> Weighed:
    """Containment of each pair both ways, at the level that both sketches have."""
    totals = text_weights(postings, weights)
    common = np.maximum(levels[left], levels[right])
    one, other = totals[left, common], totals[right, common]
    shared = shared_weights(postings, weights, left, right)
    return Weighed(left, right, shared / np.maximum(one, 1), shared / np.maximum(other, 1))


def provisional_stories(postings: Postings, levels: NDArray[np.uint8], left: I32, right: I32) -> I64:
    """Each text's provisional story, named by its first text."""
    weighed = weigh_pairs(postings, levels, weights_of(postings.holders), left, right)
    linked = weighed.of_lighter >= STORY_LINK
    return components(len(levels), left[linked], right[linked])


def story_counts(postings: Postings, story: I64) -> I64:
    """How many stories hold each hash."""
    counts = np.zeros(len(postings.groups) - 1, np.int64)
    step = 1 << 22
    for first in range(0, len(counts), step):  # bounded memory: some million hashes at a time
        after = min(first + step, len(counts))
        places = slice(postings.groups[first], postings.groups[after])
        keys = (postings.group_of[places].astype(np.int64) << 32) | story[postings.texts[places]]
        keys.sort()
        counts += np.bincount(keys[run_starts(keys)] >> 32, minlength=len(counts))
    return counts
