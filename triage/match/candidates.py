"""Which texts might be copies: the inverted index of shared hashes, and the pairs that come out of it.

Only hashes that two or more texts hold are kept (about a quarter of all). A posting list of up to `LIST_CAP` texts gives
all its pairs; a longer one gives each text its next `CHAIN` neighbours in the order of keys, so that cost grows with the
number of postings and not with its square. The order is that of content-derived keys, so what pairs come out
depends on the set of texts alone. A pair needs two shared hashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.arrays import I32, I64, U64, boundaries, ranges, run_starts, sorted_within
from triage.match.sketch import LEVELS

LIST_CAP = 48
CHAIN = 4
LEAST_SHARED = 2
POSTINGS_PER_BLOCK = 1 << 19


@dataclass(frozen=True, slots=True)
class Postings:
    """The inverted index of n texts numbered by ascending key, reduced to hashes that at least two hold.

    Group g is one hash: `texts[groups[g]:groups[g + 1]]` hold it, ascending; `group_levels[g]` is the highest level at which
    it is still in a sketch. `of_text[texts_at[t]:texts_at[t + 1]]` are text t's places in `texts`, and `group_of` says
    which group a place belongs to. `alone[t, l]` counts t's hashes of highest level l that no other text holds.
    """

    groups: I64
    group_levels: NDArray[np.uint8]
    texts: I32
    group_of: I32
    texts_at: I64
    of_text: I32
    alone: I32

    @property
    def holders(self) -> I64:
        """How many texts hold each hash."""
        return np.diff(self.groups)


def highest_level(hashes: U64) -> NDArray[np.uint8]:
    """The highest level whose bound a hash is below: its number of leading zeros."""
    levels = np.zeros(len(hashes), np.uint8)
    for level in range(1, LEVELS):
        below = hashes <= np.uint64(0xFFFFFFFFFFFFFFFF >> level)
        if not below.any():
            break
        levels += below
    return levels


def partition(hashes: U64, texts: I32, parts: int) -> Iterator[tuple[U64, I32]]:
    """Postings cut by hash range and sorted, so that all of one hash stand together in one part, in the order in which they came:
    the shuffle between map and reduce.

    Most hashes are below 2^62, so the ranges divide that. One part at a time is in memory beside the whole.
    """
    part = np.minimum(hashes >> np.uint64(46), np.uint64(0xFFFF)).astype(np.uint32)
    part = (part * np.uint32(parts) >> np.uint32(16)).astype(np.uint16)
    for number in range(parts):
        own = np.flatnonzero(part == number)
        own = own[np.argsort(hashes[own], kind="stable")]
        yield hashes[own], texts[own]


def shared_part(hashes: U64, texts: I32) -> tuple[U64, I32, U64, I32]:
    """Of the postings of one part (hash, text), sorted by hash, those whose hash two texts or more hold, sorted by both, and the
    rest."""
    same = hashes[1:] == hashes[:-1]
    shared = np.zeros(len(hashes), np.bool_)
    shared[1:] |= same
    shared[:-1] |= same
    rest_hashes, rest_texts = hashes[~shared], texts[~shared]
    hashes = hashes[shared]
    group = np.cumsum(np.diff(hashes, prepend=hashes[:1]) > 0, dtype=np.int64)
    return hashes, sorted_within(group, texts[shared]), rest_hashes, rest_texts


def build_postings(parts: Iterable[tuple[U64, I32]], count: int) -> Postings:
    """The index of `count` texts from the parts of `partition`; what two parts hold may not overlap in hashes.

    A part may be computed and dropped while the next is read: only shared postings stay in memory.
    """
    alone = np.zeros((count, LEVELS), np.int32)
    sizes: list[I64] = []
    levels: list[NDArray[np.uint8]] = []
    holders: list[I32] = []
    for part_hashes, part_texts in parts:
        hashes, texts, rest, rest_texts = shared_part(part_hashes, part_texts)
        cell = rest_texts.astype(np.int64) * LEVELS + highest_level(rest)
        alone += np.bincount(cell, minlength=alone.size).reshape(alone.shape)
        starts = run_starts(hashes)
        sizes.append(np.diff(np.append(starts, len(hashes))))
        levels.append(highest_level(hashes[starts]))
        holders.append(texts)
    held = np.concatenate(sizes) if sizes else np.zeros(0, np.int64)
    all_texts = np.concatenate(holders) if holders else np.zeros(0, np.int32)
    return Postings(
        boundaries(held),
        np.concatenate(levels) if levels else np.zeros(0, np.uint8),
        all_texts,
        np.repeat(np.arange(len(held), dtype=np.int32), held),
        boundaries(np.bincount(all_texts, minlength=count)),
        sorted_within(all_texts, np.arange(len(all_texts), dtype=np.int32)),
        alone,
    )


def pair_block(postings: Postings, first: int, after: int) -> tuple[I32, I32]:
    """Candidate pairs (a, b), a < b, whose a is in `first` … `after` - 1, ordered by a then b."""
    places = postings.of_text[postings.texts_at[first] : postings.texts_at[after]].astype(np.int64)
    group = postings.group_of[places]
    begin, end = postings.groups[group], postings.groups[group + 1]
    reach = np.where(end - begin <= LIST_CAP, end - places - 1, np.minimum(end - places - 1, CHAIN))
    partner = postings.texts[ranges(places + 1, reach)]
    pairs = np.repeat(postings.texts[places], reach).astype(np.int64) << 32 | partner
    pairs.sort(kind="stable")  # runs that ascend already: merged
    starts = run_starts(pairs)
    enough = np.diff(np.append(starts, len(pairs))) >= LEAST_SHARED
    found = pairs[starts[enough]]
    return (found >> 32).astype(np.int32), (found & 0xFFFFFFFF).astype(np.int32)


def pair_blocks(postings: Postings) -> Iterator[tuple[I32, I32]]:
    """All candidate pairs, in blocks of bounded size: the same pairs however they are cut."""
    count = len(postings.texts_at) - 1
    first = 0
    while first < count:
        limit = postings.texts_at[first] + POSTINGS_PER_BLOCK
        after = max(first + 1, int(np.searchsorted(postings.texts_at, limit, "right")) - 1)
        yield pair_block(postings, first, min(after, count))
        first = after
