"""Posting lists that grow: hashes and the texts that hold them, in sorted segments that are merged as they grow.

A log-structured merge (O'Neil et al. 1996): what is added becomes a segment of its own, and a segment is merged into the one
before once it has reached half of its size. A segment is two arrays, (hash, text) sorted by both: what a corpus would
keep as blobs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from triage.match.arrays import I32, I64, U64, boundaries, ranges

Segment = tuple[U64, I32]


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


class Segments:
    """An inverted index in memory. The order in which texts are added changes nothing but the order inside lists."""

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        self._segments = list(segments)
        self._gone: I32 = np.zeros(0, np.int32)

    @property
    def segments(self) -> Sequence[Segment]:
        """What there is to keep, largest first."""
        return self._segments

    def add(self, hashes: U64, texts: I32) -> None:
        """Enters postings."""
        order = np.lexsort((texts, hashes))
        self._segments.append((hashes[order], texts[order]))
        while len(self._segments) > 1 and 2 * len(self._segments[-1][0]) > len(self._segments[-2][0]):
            last = self._segments.pop()
            before = self._segments.pop()
            self._segments.append(self._merged(before, last))

    def remove(self, texts: Iterable[int]) -> None:
        """Forgets texts; their postings go when their segment is merged. A number is never used again."""
        self._gone = np.union1d(self._gone, np.fromiter(texts, np.int32))

    def _merged(self, one: Segment, other: Segment) -> Segment:
        at = np.searchsorted(one[0], other[0], "right")
        hashes, texts = np.insert(one[0], at, other[0]), np.insert(one[1], at, other[1])
        if len(self._gone):
            kept = ~np.isin(texts, self._gone)
            return hashes[kept], texts[kept]
        return hashes, texts

    def counts(self, hashes: U64) -> I64:
        """How many texts hold each of some hashes, which are ascending and unique."""
        if len(self._gone):
            return self.lists(hashes).counts
        total = np.zeros(len(hashes), np.int64)
        for held, _ in self._segments:
            total += np.searchsorted(held, hashes, "right") - np.searchsorted(held, hashes, "left")
        return total

    def lists(self, hashes: U64) -> Lists:
        """The posting lists of hashes that are ascending and unique."""
        found: list[I32] = []
        owners: list[I64] = []
        for segment_hashes, segment_texts in self._segments:
            first = np.searchsorted(segment_hashes, hashes, "left")
            lengths = np.searchsorted(segment_hashes, hashes, "right") - first
            found.append(segment_texts[ranges(first, lengths)])
            owners.append(np.repeat(np.arange(len(hashes)), lengths))
        texts = np.concatenate(found) if found else np.zeros(0, np.int32)
        owner = np.concatenate(owners) if owners else np.zeros(0, np.int64)
        if len(self._gone):
            kept = ~np.isin(texts, self._gone)
            texts, owner = texts[kept], owner[kept]
        order = np.argsort(owner, kind="stable")
        return Lists(hashes, boundaries(np.bincount(owner, minlength=len(hashes))), texts[order])
