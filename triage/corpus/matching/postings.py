"""Posting lists in the index: which texts hold a hash, in rows of all hashes that begin alike.

A row is two arrays, one after the other: the lower 32 bits of each hash, ascending, and the text that holds it, in as many
bytes as its first byte says. There are 16,384 rows, and a few more, or that many times a power of two: so many that several
are on one page of the file, which is written for each row that changes. A text is in about as many rows as it has hashes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from triage.arrays import I32, I64, U64, among, boundaries, ranges, run_starts
from triage.corpus.index.meta import chunks, get_meta
from triage.match.incremental_stages import NO_LISTS, Lists

_BITS = 48  # below those that name the row, where there are 16,384
_ROW = 900  # bytes; rows are halved until they are shorter
_ROWS = 14  # the power of two that 16,384 is
_LEAST_BITS = 40
BITS = "posting bits"  # the note about the index
_LOW = np.uint64(16)  # bits below those that are kept: match.sketch.BITS
_ABOVE = np.uint64(48)  # bits below those that are not kept in a row
HASH_BYTES = 6
_KEPT = 1 << 15  # rows that are kept at hand, some 30 MB
_KNOWN = 1 << 22  # postings that are kept at hand as lists
U32 = NDArray[np.uint32]
Row = tuple[U32, I32]


def pack_hashes(hashes: U64) -> bytes:
    """Hashes without their lower 16 bits, which are empty: `HASH_BYTES` each, so that parts can be cut out."""
    return hashes.astype("<u8").view(np.uint8).reshape(-1, 8)[:, 8 - HASH_BYTES :].tobytes()


def unpack_hashes(blob: bytes) -> U64:
    """What `pack_hashes` packed, or several times packed, end to end."""
    hashes = np.zeros((len(blob) // HASH_BYTES, 8), np.uint8)
    hashes[:, 8 - HASH_BYTES :] = np.frombuffer(blob, np.uint8).reshape(-1, HASH_BYTES)
    return hashes.view("<u8").ravel()


def packed(lows: U32, texts: I32) -> bytes:
    """A row as it is stored."""
    head, low_bytes, text_bytes = _as_bytes(lows, texts)
    return head + low_bytes + text_bytes


def _as_bytes(lows: U32, texts: I32) -> tuple[bytes, bytes, bytes]:
    """The first byte of rows, and the two arrays that they are cut from."""
    size = 3 if texts.max(initial=0) < 1 << 24 else 4
    text_bytes = texts.astype("<i4").view(np.uint8).reshape(-1, 4)[:, :size].tobytes()
    return bytes([size]), lows.astype("<u4").tobytes(), text_bytes


def unpacked(blob: bytes) -> Row:
    """What `packed` made."""
    size = blob[0] if blob else 4
    count = len(blob) // (4 + size)
    texts = np.zeros((count, 4), np.uint8)
    texts[:, :size] = np.frombuffer(blob, np.uint8, count * size, len(blob) - count * size).reshape(count, size)
    return np.frombuffer(blob, "<u4", count, min(1, count)), texts.view("<i4").ravel()


def _together(blobs: Sequence[bytes]) -> tuple[U32, I32, list[int]]:
    """Rows as they are stored, end to end, and how many postings each has. All are unpacked at once where their texts take as
    many bytes."""
    widths = {blob[0] for blob in blobs if blob}
    if len(widths) > 1:
        rows = [unpacked(blob) for blob in blobs]
        lows, texts = (np.concatenate(column) for column in zip(*rows, strict=True))
        return lows, texts, [len(row[0]) for row in rows]
    width = widths.pop() if widths else 4
    sizes = [len(blob) // (4 + width) for blob in blobs]
    parts = [bytes([width])]
    parts += (blob[1 : 1 + 4 * size] for blob, size in zip(blobs, sizes, strict=True))
    parts += (blob[1 + 4 * size :] for blob, size in zip(blobs, sizes, strict=True))
    return (*unpacked(b"".join(parts)), sizes)


def bits_for(count: int) -> int:
    """The bits below those that name a row, for so many postings in all."""
    bits = _BITS
    while 7 * count > _ROW << (_ROWS + _BITS - bits) and bits > _LEAST_BITS:
        bits -= 1
    return bits


def rows(hashes: U64, texts: I32, bits: int) -> Iterator[tuple[int, bytes]]:
    """Postings sorted by hash as rows to be stored."""
    names, borders, lows = _by_row(hashes, np.uint64(bits))
    head, low_bytes, text_bytes = _as_bytes(lows, texts)
    size = head[0]
    for name, (first, after) in zip(names, pairwise(borders), strict=True):
        yield name, head + low_bytes[4 * first : 4 * after] + text_bytes[size * first : size * after]


def stored_rows(db: sqlite3.Connection) -> Iterator[tuple[U64, I32]]:
    """All postings, by hash, a row at a time."""
    bits = np.uint64(stored_bits(db))
    for name, blob in db.execute("SELECT bucket, packed FROM postings ORDER BY bucket"):
        lows, texts = unpacked(blob)
        yield (np.uint64(name) << bits) >> _ABOVE << _ABOVE | lows.astype(np.uint64) << _LOW, texts


def stored_count(db: sqlite3.Connection) -> int:
    """How many postings there are."""
    return sum(len(unpacked(blob)[0]) for (blob,) in db.execute("SELECT packed FROM postings"))


def stored_bits(db: sqlite3.Connection) -> int:
    """The bits that the rows of an index are named without."""
    return int(get_meta(db, BITS) or _BITS)


class Postings:
    """The index of a corpus, to be used inside one transaction. Meets `match.incremental_state.Index`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._bits = np.uint64(stored_bits(db))
        self._rows: dict[int, bytes] = {}  # as they are stored
        self._known = NO_LISTS

    def lists(self, hashes: U64) -> Lists:
        """The posting lists of hashes that are ascending and unique."""
        lacking = hashes[~among(hashes, self._known.hashes)]
        if len(lacking):
            if len(self._known.texts) > _KNOWN:
                self._known, lacking = NO_LISTS, hashes
            self._known = self._known.with_others(self._looked_up(lacking))
        return self._known.of(hashes)

    def _looked_up(self, hashes: U64) -> Lists:
        buckets = hashes >> self._bits
        starts = run_starts(buckets)
        names = buckets[starts].tolist()
        self._fetch(names)
        lows, texts, sizes = _together([self._rows[name] for name in names])
        held = np.repeat(hashes[starts] >> _ABOVE << _ABOVE, sizes) | lows.astype(np.uint64) << _LOW
        first = np.searchsorted(held, hashes, "left")
        lengths = np.searchsorted(held, hashes, "right") - first
        return Lists(hashes, boundaries(lengths), texts[ranges(first, lengths)])

    def add(self, hashes: U64, texts: I32) -> None:
        """Enters postings."""
        self._known = NO_LISTS
        for name, lows, owners in self._fetched(hashes, texts):
            old_lows, old_texts = unpacked(self._rows[name])
            at = np.searchsorted(old_lows, lows, "right")
            self._put(name, np.insert(old_lows, at, lows), np.insert(old_texts, at, owners))

    def remove(self, hashes: U64, texts: I32) -> None:
        """Takes postings out."""
        self._known = NO_LISTS
        for name, lows, owners in self._fetched(hashes, texts):
            old_lows, old_texts = unpacked(self._rows[name])
            leaving = among(_codes(old_lows, old_texts), np.sort(_codes(lows, owners)))
            self._put(name, old_lows[~leaving], old_texts[~leaving])

    def _put(self, name: int, lows: U32, texts: I32) -> None:
        self._rows[name] = packed(lows, texts)
        if len(lows):
            self._db.execute("INSERT OR REPLACE INTO postings VALUES (?, ?)", (name, self._rows[name]))
        else:
            self._db.execute("DELETE FROM postings WHERE bucket = ?", (name,))

    def _fetched(self, hashes: U64, texts: I32) -> list[tuple[int, U32, I32]]:
        """Postings by the row that they belong to; these rows are at hand."""
        order = np.argsort(hashes, kind="stable")
        owners = texts[order]
        names, borders, lows = _by_row(hashes[order], self._bits)
        self._fetch(names)
        parts = zip(names, pairwise(borders), strict=True)
        return [(name, lows[first:after], owners[first:after]) for name, (first, after) in parts]

    def _fetch(self, names: list[int]) -> None:
        lacking = [name for name in names if name not in self._rows]
        if len(self._rows) > _KEPT and lacking:
            self._rows = {name: self._rows[name] for name in names if name in self._rows}
        self._rows.update(dict.fromkeys(lacking, b""))
        for marks, part in chunks(lacking):
            self._rows.update(self._db.execute(f"SELECT bucket, packed FROM postings WHERE bucket IN ({marks})", part))


def _codes(lows: U32, texts: I32) -> I64:
    return lows.astype(np.int64) << 32 | texts


def _by_row(hashes: U64, bits: np.uint64) -> tuple[list[int], list[int], U32]:
    """Of ascending hashes: the rows that they are in, where each row begins (and, last, where all end), and what is kept of each
    hash."""
    buckets = hashes >> bits
    starts = run_starts(buckets)
    return buckets[starts].tolist(), [*starts.tolist(), len(hashes)], (hashes >> _LOW).astype(np.uint32)
