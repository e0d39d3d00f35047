"""How much of a text's own story another holds: containment, with every hash weighted by how few stories hold it.

Two passes. In the first a hash weighs 1 / (number of texts that hold it); pairs that share half of the weight of the
smaller are taken for one provisional story. Weights can't tell fifty edited copies of one story from fifty reports made
from one template, so of the pairs that share most and are still apart each text's first few (`suspects`) are laid side
by side, and join if their facts agree. In the second pass a hash weighs 1 / (number of provisional stories that hold it). A
publisher's disclaimer or the frame of a table is held by many stories and weighs next to nothing; the text of one story
keeps its weight, however many copies of it there are.

Weights are whole numbers, so sums don't depend on the order of addition; and they fall in steps (`stepped`), so that one
more text under a long posting list changes nothing for the texts already there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.arrays import I32, I64, boundaries, ranges, run_starts
from triage.match.candidates import Postings

ONE = 1 << 16
STORY_LINK = 0.5
SUSPECTS = 3
SUSPECT_SHARE = 0.4
SUSPECT_LENGTH = 80
MOST_STORIES = 256
"""So many stories under a hash and more weigh the same."""
_STEPS = np.array(
    [n if n < 8 else n >> max(n.bit_length() - 3, 0) << max(n.bit_length() - 3, 0) for n in range(MOST_STORIES + 1)]
)
_STEPS[64:128], _STEPS[128:256] = 64, 128
_PAIRS_AT_A_TIME = 1 << 15


def stepped(counts: NDArray[np.integer]) -> I64:
    """Counts rounded down to three significant bits (1 … 8, 10, 12, 14, 16, 20 … 56), from 64 on to 64, 128 and 256."""
    steps: I64 = _STEPS[np.minimum(counts, MOST_STORIES)]
    return steps


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
    """(pairs, columns): the weight of what the sketches of each pair share, for each column of `weights` (hashes, columns)."""
    shared = np.zeros((len(left), weights.shape[1]), np.int64)
    for first in range(0, len(left), _PAIRS_AT_A_TIME):
        part = slice(first, first + _PAIRS_AT_A_TIME)
        keys = []
        for side in (left[part], right[part]):
            counts = postings.texts_at[side + 1] - postings.texts_at[side]
            places = postings.of_text[ranges(postings.texts_at[side], counts)]
            keys.append(np.repeat(np.arange(len(side), dtype=np.int64), counts) << 32 | postings.group_of[places])
        both = np.concatenate(keys)
        both.sort(kind="stable")  # two ascending halves: merged, a fifth of the time of sorting them anew
        both = both[1:][both[1:] == both[:-1]]
        pair, group = both >> 32, both & 0xFFFFFFFF
        for column in range(weights.shape[1]):
            shared[part, column] = np.bincount(pair, weights[group, column], minlength=len(left[part]))
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


def weigh_columns(postings: Postings, levels: NDArray[np.uint8], columns: list[I64], left: I32, right: I32) -> list[Weighed]:
    """Containment of each pair under several weightings, at the level that both sketches have."""
    common = np.maximum(levels[left], levels[right])
    shared = shared_weights(postings, np.column_stack(columns), left, right)
    weighed = []
    for column, weights in enumerate(columns):
        totals = text_weights(postings, weights)
        one, other = np.maximum(totals[left, common], 1), np.maximum(totals[right, common], 1)
        weighed.append(Weighed(left, right, shared[:, column] / one, shared[:, column] / other))
    return weighed


def weigh_pairs(postings: Postings, levels: NDArray[np.uint8], weights: I64, left: I32, right: I32) -> Weighed:
    """Containment of each pair both ways. `weights` (hashes) as from `weights_of`."""
    return weigh_columns(postings, levels, [weights], left, right)[0]


def first_few(pairs: Weighed, texts: int) -> NDArray[np.bool_]:
    """(2, pairs): whether a pair is among the `SUSPECTS` that its left, its right text shares most with.

    Ties by the partner's number.
    """
    count = len(pairs.left)
    owners = np.concatenate((pairs.left, pairs.right)).astype(np.int64)
    partners = np.concatenate((pairs.right, pairs.left))
    order = np.lexsort((partners, -np.tile(pairs.of_heavier, 2), owners))
    begins = boundaries(np.bincount(owners, minlength=texts))
    among = np.zeros(2 * count, np.bool_)
    among[order] = np.arange(2 * count) - begins[owners[order]] < SUSPECTS
    return among.reshape(2, count)


def first_pass(
    postings: Postings, holders: I64, levels: NDArray[np.uint8], lengths: I32, left: I32, right: I32
) -> tuple[NDArray[np.bool_], Weighed]:
    """For candidate pairs: which are linked, and those that are suspects if they are among the first few of a text.

    `holders` (hashes) says how many texts hold each; `levels` and `lengths` (tokens) are the texts'.
    """
    plain = np.full(len(holders), ONE, np.int64)
    by_texts, by_hashes = weigh_columns(postings, levels, [weights_of(holders), plain], left, right)
    linked = by_texts.of_lighter >= STORY_LINK
    long = np.minimum(lengths[left], lengths[right]) >= SUSPECT_LENGTH
    return linked, by_hashes.where(~linked & long & (by_hashes.of_heavier >= SUSPECT_SHARE))


def story_counts(postings: Postings, story: I64) -> I64:
    """How many stories hold each hash."""
    counts = np.zeros(len(postings.groups) - 1, np.int64)
    step = 1 << 22
    for first in range(0, len(counts), step):  # bounded memory: some million hashes at a time
        after = min(first + step, len(counts))
        places = slice(postings.groups[first], postings.groups[after])
        keys = (postings.group_of[places].astype(np.int64) << 32) | story[postings.texts[places]]
        keys.sort(kind="stable")  # ascending but within a hash: hardly more than a look at each
        counts += np.bincount(keys[run_starts(keys)] >> 32, minlength=len(counts))
    return counts
