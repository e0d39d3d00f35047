"""The distinct texts of a corpus as matching keeps them between scans: numbers, sketches, posting lists, and what pairs share.

A text's number is that of its row. `columns` holds what is asked of all texts at once, as arrays cut into chunks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise

import numpy as np

from triage.arrays import I32, U64, boundaries
from triage.corpus.index.meta import Db, chunks
from triage.corpus.index.packing import unpack_text
from triage.corpus.matching.postings import HASH_BYTES, Postings, stored_count, stored_rows, unpack_hashes
from triage.match.body import Body, prepare, prepare_many
from triage.match.incremental_state import Columns, Index
from triage.match.lru import LruCache
from triage.match.pair_rows import NEAR, Near
from triage.match.sketch import Fingerprints, fingerprint

_CHUNK = 1024
_AHEAD = 2048  # texts made ready at a time
_TOKENS_KEPT = 1 << 21  # some 60 bytes each
_AS_TOKENS = 32  # what a text of no tokens takes
_NAMES = ("keys", "lengths", "levels", "provisional", "story")


class StoredTexts:
    """What is kept about texts, for `match.incremental_state.IncrementalState`, to be used inside one transaction."""

    def __init__(self, db: Db) -> None:
        self._db = db
        self.index: Index = Postings(db)

    def sketches(self, texts: Sequence[int]) -> list[U64]:
        """The hashes of each of some texts."""
        return sketches(self._db, texts)

    def near(self, text: int) -> Near:
        """What is known about a text and others."""
        found = self._db.execute("SELECT packed FROM near WHERE text = ?", (text,)).fetchone()
        return np.frombuffer(found[0] if found else b"", NEAR)


def sketches(db: Db, texts: Sequence[int]) -> list[U64]:
    """The hashes of texts: of those that aren't matched yet as they are kept, else made again from the texts. To keep them all
    would cost a third of the index."""
    found: dict[int, U64] = {}
    for marks, part in chunks(texts):
        rows = db.execute(f"SELECT text, hashes FROM fresh WHERE text IN ({marks})", part).fetchall()
        hashes = unpack_hashes(b"".join(packed for _, packed in rows))
        borders = accumulate((len(packed) // HASH_BYTES for _, packed in rows), initial=0)
        found.update((text, hashes[first:after]) for (text, _), (first, after) in zip(rows, pairwise(borders), strict=True))
    lacking = [text for text in texts if text not in found]
    if lacking:
        made = fingerprint([_packed(db, text) for text in lacking])
        found.update((text, made.sketch(at)) for at, text in enumerate(lacking))
    return [found[text] for text in texts]


_OWN = "SELECT coalesce(matched, details.text) FROM documents JOIN details USING (doc) WHERE documents.text = ?1 AND"
_ALL = (
    f"{_OWN} documents.body = (SELECT body FROM texts WHERE text = ?1) UNION ALL {_OWN} 1"
    " UNION ALL SELECT packed FROM left_texts WHERE text = ?1 LIMIT 1"
)

_STANDING = (
    "SELECT documents.text, coalesce(matched, details.text) FROM documents JOIN details USING (doc)"
    " JOIN texts ON texts.text = documents.text AND texts.body = documents.body WHERE documents.text IN"
)


def _packed(db: Db, text: int) -> str:
    """The text of a number: that of the document that stands for it, of any that holds it, or held it."""
    return unpack_text(db.execute(_ALL, (text,)).fetchone()[0])


def load_columns(db: Db) -> Columns:
    """What is known of each text."""
    parts = db.execute(f"SELECT {', '.join(_NAMES)} FROM columns ORDER BY chunk").fetchall()
    blobs = [b"".join(column) for column in zip(*parts, strict=True)] if parts else [b""] * len(_NAMES)
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
    rows = [db.execute("SELECT key, length, level FROM texts WHERE text = ?", (text,)).fetchone() for text in texts]
    keys, lengths, levels = np.array(rows, np.int64).reshape(-1, 3).T
    listed = sketches(db, texts)
    return Fingerprints(
        keys.astype(np.int64).view(np.uint64),
        lengths.astype(np.int32),
        levels.astype(np.uint8),
        np.concatenate([np.zeros(0, np.uint64), *listed]),
        boundaries(np.array([len(one) for one in listed], np.int64)),
    )


def all_texts(db: Db) -> tuple[Fingerprints, I32]:
    """All texts by ascending key, without their hashes, and their numbers."""
    rows = np.array(db.execute("SELECT text, key, length, level FROM texts").fetchall(), np.int64).reshape(-1, 4)
    keys = rows[:, 1].copy().view(np.uint64)
    order = np.argsort(keys)
    numbers, _, lengths, levels = rows[order].T
    none, borders = np.zeros(0, np.uint64), np.zeros(len(order) + 1, np.int64)
    return Fingerprints(keys[order], lengths.astype(np.int32), levels.astype(np.uint8), none, borders), numbers.astype(np.int32)


def all_postings(db: Db, numbers: I32, whole: bool) -> tuple[U64, I32]:
    """(hash, place among `numbers`) of all texts. `whole`: the posting lists are those of the last matching; else they are left
    aside, and what isn't kept elsewhere is made again."""
    place = np.full(int(numbers.max(initial=0)) + 1, -1, np.int32)
    place[numbers] = np.arange(len(numbers), dtype=np.int32)
    lacking = np.ones(len(numbers), np.bool_)
    (size,) = db.execute("SELECT coalesce(sum(length(hashes)), 0) FROM fresh").fetchone()
    gathered = _Gathered(size // HASH_BYTES + (stored_count(db) if whole else 0))
    for hashes, texts in stored_rows(db) if whole else ():
        held = texts < len(place)
        at = place[texts[held]]
        gathered.add(hashes[held][at >= 0], at[at >= 0])
        lacking[at[at >= 0]] = False
    for _, some in chunks(numbers[lacking].tolist()):
        listed = sketches(db, some)
        gathered.add(np.concatenate(listed), np.repeat(place[some], [len(one) for one in listed]))
    return gathered.hashes[: gathered.size], gathered.texts[: gathered.size]


class _Gathered:
    """Postings put together in two arrays: a list of parts would, at its end, be there twice."""

    def __init__(self, expected: int) -> None:
        self.hashes, self.texts = np.empty(expected, np.uint64), np.empty(expected, np.int32)
        self.size = 0

    def add(self, hashes: U64, texts: I32) -> None:
        end = self.size + len(hashes)
        if end > len(self.hashes):
            for array in (self.hashes, self.texts):
                array.resize(end + end // 4, refcheck=False)
        self.hashes[self.size : end], self.texts[self.size : end] = hashes, texts
        self.size = end


class Bodies:
    """Texts made ready, the latest kept: pairs of one component follow each other. `number_of` gives a text's number."""

    def __init__(self, db: Db, number_of: Callable[[int], int] = int) -> None:
        self._db, self._number_of = db, number_of
        self._kept: LruCache[Body] = LruCache(_TOKENS_KEPT)

    def __call__(self, asked: int) -> Body:
        found = self._kept.get(asked)
        if found is None:
            found = prepare(_packed(self._db, self._number_of(asked)))
            self._keep(asked, found)
        return found

    def ahead(self, wanted: Iterable[int]) -> None:
        """Makes texts ready that will be asked for next, all at once."""
        lacking = {self._number_of(one): one for one in wanted if one not in self._kept}
        texts: dict[int, str] = {}
        for marks, part in chunks(list(lacking)[:_AHEAD]):
            texts.update((number, unpack_text(packed)) for number, packed in self._db.execute(f"{_STANDING} ({marks})", part))
        for number, body in zip(texts, prepare_many([*texts.values()]), strict=True):
            self._keep(lacking[number], body)

    def _keep(self, asked: int, body: Body) -> None:
        self._kept.put(asked, body, len(body) + _AS_TOKENS)
