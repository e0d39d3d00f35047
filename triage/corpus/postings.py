"""Posting lists in the index: which texts hold a hash, in rows of all hashes that begin alike.

A row is two arrays, one after the other: the lower half of each hash, ascending, and the text that holds it. 16,384 rows
and a few more hold a corpus; a text is in about as many of them as it has hashes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from triage.match.arrays import I32, I64, U64, boundaries, ranges, run_starts
from triage.match.local import Lists

_BUCKET = np.uint64(48)  # bits below those that name the row
_LOW = np.uint64(16)  # bits below those that are kept: match.sketch.BITS
HASH_BYTES = 6
_KEPT = 512  # rows that are kept at hand
U32 = NDArray[np.uint32]
Row = tuple[U32, I32]


def pack_hashes(hashes: U64) -> bytes:
    """Hashes without their lower 16 bits, which are empty: 6 bytes each."""
    upper = hashes >> _LOW
    return (upper & np.uint64(0xFFFF)).astype("<u2").tobytes() + (upper >> _LOW).astype("<u4").tobytes()


def unpack_hashes(blob: bytes) -> U64:
    """What `pack_hashes` packed."""
    count = len(blob) // HASH_BYTES
    low, high = np.frombuffer(blob, "<u2", count), np.frombuffer(blob, "<u4", count, 2 * count)
    return high.astype(np.uint64) << np.uint64(32) | low.astype(np.uint64) << _LOW


def packed(lows: U32, texts: I32) -> bytes:
    """A row as it is stored."""
    return lows.astype("<u4").tobytes() + texts.astype("<i4").tobytes()


def unpacked(blob: bytes) -> Row:
    """What `packed` made."""
    half = len(blob) // 2
    return np.frombuffer(blob, "<u4", half // 4), np.frombuffer(blob, "<i4", half // 4, half)


def rows(hashes: U64, texts: I32) -> Iterator[tuple[int, bytes]]:
    """Postings sorted by hash as rows to be stored."""
    for name, lows, owners in _by_row(hashes, texts):
        yield name, packed(lows, owners)


def stored_rows(db: sqlite3.Connection) -> Iterator[tuple[U64, I32]]:
    """All postings, by hash, a row at a time."""
    for name, blob in db.execute("SELECT bucket, packed FROM postings ORDER BY bucket"):
        lows, texts = unpacked(blob)
        yield np.uint64(name) << _BUCKET | lows.astype(np.uint64) << _LOW, texts


class Postings:
    """The index of a corpus, to be used inside one transaction. Meets `match.memory.Index`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._rows: dict[int, Row] = {}

    def lists(self, hashes: U64) -> Lists:
        """The posting lists of hashes that are ascending and unique."""
        if not len(hashes):
            return Lists(hashes, np.zeros(1, np.int64), np.zeros(0, np.int32))
        buckets = hashes >> _BUCKET
        starts = run_starts(buckets)
        names = buckets[starts].tolist()
        self._fetch(names)
        own = [self._rows[name] for name in names]
        sizes = [len(lows) for lows, _ in own]
        prefixes = np.repeat(buckets[starts] << _BUCKET, sizes)
        held = prefixes | np.concatenate([lows for lows, _ in own]).astype(np.uint64) << _LOW
        texts = np.concatenate([texts for _, texts in own])
        first = np.searchsorted(held, hashes, "left")
        lengths = np.searchsorted(held, hashes, "right") - first
        return Lists(hashes, boundaries(lengths), texts[ranges(first, lengths)])

    def add(self, hashes: U64, texts: I32) -> None:
        """Enters postings."""
        for name, lows, owners in _by_row(*_sorted(hashes, texts)):
            old_lows, old_texts = self._row(name)
            at = np.searchsorted(old_lows, lows, "right")
            self._put(name, np.insert(old_lows, at, lows), np.insert(old_texts, at, owners))

    def remove(self, hashes: U64, texts: I32) -> None:
        """Takes postings out."""
        for name, lows, owners in _by_row(*_sorted(hashes, texts)):
            old_lows, old_texts = self._row(name)
            leaving = np.isin(_codes(old_lows, old_texts), _codes(lows, owners))
            self._put(name, old_lows[~leaving], old_texts[~leaving])

    def _put(self, name: int, lows: U32, texts: I32) -> None:
        self._rows[name] = lows, texts
        if len(lows):
            self._db.execute("INSERT OR REPLACE INTO postings VALUES (?, ?)", (name, packed(lows, texts)))
        else:
            self._db.execute("DELETE FROM postings WHERE bucket = ?", (name,))

    def _row(self, name: int) -> Row:
        self._fetch([name])
        return self._rows[name]

    def _fetch(self, names: list[int]) -> None:
        lacking = [name for name in names if name not in self._rows]
        if len(self._rows) > _KEPT and lacking:
            self._rows = {name: self._rows[name] for name in names if name in self._rows}
        for name in lacking:
            found = self._db.execute("SELECT packed FROM postings WHERE bucket = ?", (name,)).fetchone()
            self._rows[name] = unpacked(found[0] if found else b"")


def _codes(lows: U32, texts: I32) -> I64:
    return lows.astype(np.int64) << 32 | texts


def _sorted(hashes: U64, texts: I32) -> tuple[U64, I32]:
    order = np.argsort(hashes, kind="stable")
    return hashes[order], texts[order]


def _by_row(hashes: U64, texts: I32) -> Iterator[tuple[int, U32, I32]]:
    """Postings sorted by hash, a row at a time."""
    buckets = hashes >> _BUCKET
    starts = run_starts(buckets)
    lows = (hashes >> _LOW).astype(np.uint32)
    for first, after in pairwise([*starts.tolist(), len(hashes)]):
        yield int(buckets[first]), lows[first:after], texts[first:after]
