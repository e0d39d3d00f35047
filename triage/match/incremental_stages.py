"""The stages of matching for a few texts among many, with the same outcome as for all at once.

Texts have numbers that never change; wherever order matters it is that of their keys, as in the full run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from triage.arrays import I32, I64, U64, boundaries, distinct, ranges, run_starts
from triage.match.candidates import CHAIN, LEAST_SHARED, LIST_CAP, Postings, highest_level
from triage.match.sketch import LEVELS
from triage.match.weigh import MOST_STORIES

_LOOKED_AT = 2 * MOST_STORIES  # texts of a posting list


@dataclass(frozen=True, slots=True)
class Lists:
    """Posting lists: `hashes` (h), ascending and unique, and `texts[offsets[i]:offsets[i + 1]]`, which hold hash i."""

    hashes: U64
    offsets: I64
    texts: I32

    @property
    def counts(self) -> I64:
        """How many texts hold each hash."""
        return np.diff(self.offsets)

    def place(self, hashes: U64) -> I64:
        """Where hashes that are listed stand in `hashes`."""
        return np.searchsorted(self.hashes, hashes)

    def of(self, hashes: U64) -> Lists:
        """The lists of some of the hashes, in the order asked for."""
        at = self.place(hashes)
        counts = self.counts[at]
        return Lists(hashes, boundaries(counts), self.texts[ranges(self.offsets[:-1][at], counts)])

    def with_others(self, others: Lists) -> Lists:
        """These lists and those of hashes that aren't among them."""
        every = np.concatenate((self.hashes, others.hashes))
        texts = np.concatenate((self.texts, others.texts))
        counts = np.concatenate((self.counts, others.counts))
        order = np.argsort(every)
        return Lists(every[order], boundaries(counts[order]), texts[ranges(boundaries(counts)[order], counts[order])])


NO_LISTS = Lists(np.zeros(0, np.uint64), np.zeros(1, np.int64), np.zeros(0, np.int32))


class Graph:
    """Which texts are beside which. `load` is called before a text is looked at, and fills in what is kept about it."""

    def __init__(self, load: Callable[[int], None]) -> None:
        self._load = load
        self._beside: dict[int, set[int]] = {}

    def fill(self, text: int, others: set[int]) -> None:
        """Enters what is kept about a text."""
        self._beside[text] = others

    def of(self, text: int) -> set[int]:
        """The texts beside one, to be read and changed."""
        self._load(text)
        return self._beside.setdefault(text, set())

    def connect(self, one: int, other: int) -> None:
        """Enters an edge both ways."""
        self.of(one).add(other)
        self.of(other).add(one)

    def disconnect(self, one: int) -> set[int]:
        """Drops all edges of a text, both ways; returns where they led."""
        others = self.of(one)
        self._beside[one] = set()
        for other in others:
            self.of(other).discard(one)
        return others


def pair(one: int, other: int) -> tuple[int, int]:
    """Two numbers, the smaller first."""
    return (one, other) if one < other else (other, one)


def merged(sketches: Sequence[U64]) -> U64:
    """The hashes of some sketches, ascending and unique."""
    return distinct(np.concatenate([np.zeros(0, np.uint64), *sketches]))


def in_order_of_keys(lists: Lists, keys: U64) -> Lists:
    """The same lists, each of more than `LIST_CAP` in the order of its texts' keys."""
    long = np.flatnonzero(lists.counts > LIST_CAP)
    sizes = lists.counts[long]
    at = ranges(lists.offsets[long], sizes)
    order = np.argsort(keys[lists.texts[at]])
    small = np.uint16 if len(long) <= 0xFFFF else np.int64  # numpy sorts 16-bit numbers by radix
    owner = np.repeat(np.arange(len(long), dtype=small), sizes)
    texts = lists.texts.copy()
    texts[at] = lists.texts[at[order[np.argsort(owner[order], kind="stable")]]]
    return Lists(lists.hashes, lists.offsets, texts)


def candidates_of(texts: I64, sketches: Sequence[U64], lists: Lists) -> tuple[I64, I64]:
    """Candidate pairs (text, partner) of some texts: each text with all its partners.

    `sketches` are the texts'; `lists` hold at least their hashes, in the order of keys.
    """
    groups = lists.place(np.concatenate([np.zeros(0, np.uint64), *sketches]))
    owner = np.repeat(texts, [len(sketch) for sketch in sketches])
    lengths = lists.counts[groups]
    begins = lists.offsets[:-1][groups]
    long = np.flatnonzero(lengths > LIST_CAP)
    for at in long.tolist():  # only neighbours in the order of keys
        holders = lists.texts[begins[at] : begins[at] + lengths[at]]
        place = int(np.flatnonzero(holders == owner[at])[0])
        first = max(0, place - CHAIN)
        begins[at], lengths[at] = begins[at] + first, min(int(lengths[at]), place + CHAIN + 1) - first
    partners = lists.texts[ranges(begins, lengths)].astype(np.int64)
    owners = np.repeat(owner, lengths)
    different = owners != partners
    pairs = np.sort(owners[different] << 32 | partners[different])
    starts = run_starts(pairs)
    found = pairs[starts[np.diff(np.append(starts, len(pairs))) >= LEAST_SHARED]]
    return found >> 32, found & 0xFFFFFFFF


def small_index(sketches: Sequence[U64]) -> tuple[U64, Postings]:
    """The hashes of some texts and an index over these texts alone, in which hashes that one text holds are kept as well.

    Texts are numbered as they are given, which must be by ascending key.
    """
    counts = np.array([len(sketch) for sketch in sketches], np.int64)
    every = np.concatenate([np.zeros(0, np.uint64), *sketches])
    owner = np.repeat(np.arange(len(sketches), dtype=np.int32), counts)
    order = np.argsort(every, kind="stable")
    hashes, texts = every[order], owner[order]
    starts = run_starts(hashes)
    held = np.diff(np.append(starts, len(hashes)))
    postings = Postings(
        boundaries(held),
        highest_level(hashes[starts]),
        texts,
        np.repeat(np.arange(len(held), dtype=np.int32), held),
        boundaries(counts),
        np.argsort(texts, kind="stable").astype(np.int32),
        np.zeros((len(sketches), LEVELS), np.int32),
    )
    return hashes[starts], postings


def distinct_stories(lists: Lists, story: I32) -> I64:
    """How many stories hold each hash; where they are more than weights tell apart, `MOST_STORIES` at least."""
    counts = lists.counts
    # The line that stands in every tenth document needn't be followed through all of these.
    found = _distinct(lists, np.arange(len(counts)), np.minimum(counts, _LOOKED_AT), story)
    left = np.flatnonzero((counts > _LOOKED_AT) & (found < MOST_STORIES))
    if len(left):
        found[left] = _distinct(lists, left, counts[left], story)
    return found


def _distinct(lists: Lists, at: I64, sizes: I64, story: I32) -> I64:
    """How many stories are among the first texts, so many, of some lists."""
    pairs = np.repeat(np.arange(len(at)) << 32, sizes) | story[lists.texts[ranges(lists.offsets[at], sizes)]]
    return np.bincount(distinct(pairs) >> 32, minlength=len(at))


def reached(starts: Iterable[int], graphs: Sequence[Graph]) -> list[int]:
    """All texts that can be reached from `starts` over the edges of several graphs."""
    seen = set(starts)
    frontier = list(seen)
    while frontier:
        text = frontier.pop()
        for graph in graphs:
            new = graph.of(text) - seen
            seen |= new
            frontier.extend(new)
    return list(seen)


def numbers(texts: Sequence[int] | Sequence[tuple[int, int]]) -> I32:
    """Text numbers as an array."""
    return np.array(texts, np.int32)
