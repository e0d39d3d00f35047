"""The distinct texts of a corpus as matching keeps them between scans: numbers, sketches, posting lists, and what pairs share.

A text's number is that of its row. `columns` holds what is asked of all texts at once, as arrays cut into chunks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

import numpy as np

from triage.corpus.packing import unpack_text
from triage.corpus.postings import HASH_BYTES, Postings, unpack_hashes
from triage.match.arrays import I32, U64, boundaries
from triage.match.body import Body, prepare
from triage.match.memory import Columns, Index
from triage.match.near import NEAR, Near
from triage.match.sketch import Fingerprints

Db = sqlite3.Connection
_CHUNK = 1024
_BODIES = 2048
_NAMES = ("keys", "lengths", "levels", "provisional", "story")


class Kept:
    """What is kept about texts, for `match.memory.Memory`, to be used inside one transaction."""

    def __init__(self, db: Db) -> None:
        self._db = db
        self.index: Index = Postings(db)

    def sketch(self, text: int) -> U64:
        """The hashes of a text."""
        return unpack_hashes(self._db.execute("SELECT hashes FROM texts WHERE text = ?", (text,)).fetchone()[0])

    def near(self, text: int) -> Near:
        """What is known about a text and others."""
        found = self._db.execute("SELECT packed FROM near WHERE text = ?", (text,)).fetchone()
        return np.frombuffer(found[0] if found else b"", NEAR)


def load_columns(db: Db) -> Columns:
    """What is known of each text."""
    chunks = db.execute(f"SELECT {', '.join(_NAMES)} FROM columns ORDER BY chunk").fetchall()
    blobs = [b"".join(column) for column in zip(*chunks, strict=True)] if chunks else [b""] * len(_NAMES)
    keys, lengths, levels, provisional, story = blobs
    return Columns(
        np.frombuffer(keys, np.uint64),
        np.frombuffer(lengths, np.int32),
        np.frombuffer(levels, np.uint8),
        np.frombuffer(provisional, np.int32),
        np.frombuffer(story, np.int32),
    )


def save_columns(db: Db, before: Columns, after: Columns) -> None:
    """Writes the chunks that differ."""
    known, size = len(before.keys), len(after.keys)
    changed = set(range(known // _CHUNK, -(-size // _CHUNK))) if size > known else set()
    for name in _NAMES:
        differ = getattr(before, name) != getattr(after, name)[:known]
        changed.update((np.flatnonzero(differ) // _CHUNK).tolist())
    for chunk in sorted(changed):
        part = slice(chunk * _CHUNK, (chunk + 1) * _CHUNK)
        blobs = [getattr(after, name)[part].tobytes() for name in _NAMES]
        db.execute("INSERT OR REPLACE INTO columns VALUES (?, ?, ?, ?, ?, ?)", (chunk, *blobs))


def fingerprints(db: Db, texts: Sequence[int]) -> Fingerprints:
    """The fingerprints of some texts, in the order asked for."""
    rows = [db.execute("SELECT key, length, level, hashes FROM texts WHERE text = ?", (text,)).fetchone() for text in texts]
    keys, lengths, levels, packed = zip(*rows, strict=True) if rows else ((), (), (), ())
    sketches = [unpack_hashes(blob) for blob in packed]
    return Fingerprints(
        np.array(keys, np.int64).view(np.uint64),
        np.array(lengths, np.int32),
        np.array(levels, np.uint8),
        np.concatenate([np.zeros(0, np.uint64), *sketches]),
        boundaries(np.array([len(sketch) for sketch in sketches], np.int64)),
    )


def all_fingerprints(db: Db) -> tuple[Fingerprints, I32]:
    """The fingerprints of all texts by ascending key, and their numbers."""
    rows = db.execute("SELECT text, key, length, level, length(hashes) FROM texts").fetchall()
    numbers, keys, lengths, levels, sizes = np.array(rows, np.int64).reshape(-1, 5).T
    order = np.argsort(keys.view(np.uint64))
    place = np.empty(int(numbers.max(initial=0)) + 1, np.int64)
    place[numbers[order]] = np.arange(len(order))
    borders = boundaries(sizes[order] // HASH_BYTES)
    # Filled in the order of rows, so that no second copy is made: at a million texts this is half a gigabyte.
    hashes = np.empty(int(borders[-1]), np.uint64)
    for text, packed in db.execute("SELECT text, hashes FROM texts"):
        at = place[text]
        hashes[borders[at] : borders[at + 1]] = unpack_hashes(packed)
    prints = Fingerprints(
        keys[order].copy().view(np.uint64),
        lengths[order].astype(np.int32),
        levels[order].astype(np.uint8),
        hashes,
        borders,
    )
    return prints, numbers[order].astype(np.int32)


def bodies(db: Db, number_of: Callable[[int], int] = int) -> Callable[[int], Body]:
    """Texts made ready, the latest kept: pairs of one component follow each other. `number_of` gives a text's number."""
    kept: dict[int, Body] = {}
    select = (
        "SELECT coalesce(matched, details.text) FROM texts JOIN documents ON documents.text = texts.text"
        " AND documents.body = texts.body JOIN details USING (doc) WHERE texts.text = ? LIMIT 1"
    )

    def body_of(asked: int) -> Body:
        found = kept.pop(asked, None)
        if found is None:
            found = prepare(unpack_text(db.execute(select, (number_of(asked),)).fetchone()[0]))
            if len(kept) >= _BODIES:
                del kept[next(iter(kept))]
        kept[asked] = found
        return found

    return body_of
