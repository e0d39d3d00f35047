"""How many documents hold each block, and whose evidence that changes.

Reading notes in `pending` which blocks came and went; `count` takes that over into `held` in one transaction. Of blocks that
few documents hold it keeps which these are, so that those whose evidence moved are found without looking at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from triage.arrays import I32, I64, among, distinct, run_starts
from triage.corpus.index.meta import Db, chunks, count_to
from triage.corpus.scan.evidence import holding
from triage.model import COARSE_FROM

_FEW = 1024  # holders that are kept by name; of more, cleaning them again takes longer than looking for them
_SHARE = 4  # from this part of all blocks on, all are counted anew
Held = tuple[int, bytes | None]


def note(db: Db, added: Sequence[tuple[int, bytes]], removed: Sequence[tuple[int, bytes]]) -> None:
    """Documents (number, fingerprints) that came, and that went."""
    if added or removed:
        db.execute("INSERT INTO pending (added, removed) VALUES (?, ?)", (_packed(added), _packed(removed)))


def _packed(documents: Sequence[tuple[int, bytes]]) -> bytes:
    docs = np.repeat([doc for doc, _ in documents], [len(prints) // 8 for _, prints in documents]).astype(np.int64)
    return np.frombuffer(b"".join(prints for _, prints in documents), np.int64).tobytes() + docs.tobytes()


def _pending(db: Db, column: str) -> tuple[I64, I64]:
    """(fingerprints, documents) of all that is noted."""
    halves: tuple[list[bytes], list[bytes]] = [], []
    for (blob,) in db.execute(f"SELECT {column} FROM pending ORDER BY stamp"):
        halves[0].append(blob[: len(blob) // 2])
        halves[1].append(blob[len(blob) // 2 :])
    prints, docs = (np.frombuffer(b"".join(half), np.int64) for half in halves)
    return prints, docs


def steps(counts: NDArray[np.integer]) -> I64:
    """As `packing.bucket`, for many."""
    above = np.maximum(counts, COARSE_FROM) - 1
    return np.where(counts < COARSE_FROM, counts, (1 << (np.frexp(above.astype(np.float64))[1].astype(np.int64) - 1)) + 1)


def count(db: Db) -> None:
    """Takes over what is noted, and marks documents as due that hold a block whose count, the document itself left out, went
    to another step. To be called inside a transaction."""
    if not db.execute("SELECT 1 FROM pending LIMIT 1").fetchone():
        return
    added, removed = _pending(db, "added"), _pending(db, "removed")
    touched = distinct(np.concatenate((added[0], removed[0])))
    if count_to(db, "held", len(touched) * _SHARE) < len(touched) * _SHARE:
        _count_all(db)
    else:
        _count_some(db, touched, added, removed)
    db.execute("DELETE FROM pending")


def _count_all(db: Db) -> None:
    """All blocks of all documents anew: written in their order, which is much faster than one by one."""
    found = db.execute("SELECT doc, blocks FROM prints").fetchall()
    docs = np.repeat([doc for doc, _ in found], [len(blocks) // 8 for _, blocks in found]).astype(np.int64)
    prints = np.frombuffer(b"".join(blocks for _, blocks in found), np.int64)
    del found
    order = np.lexsort((docs, prints))
    prints, docs = prints[order], docs[order]
    starts = run_starts(prints)
    borders = np.append(starts, len(prints))
    if db.execute("SELECT 1 FROM documents WHERE NOT due AND problem = '' LIMIT 1").fetchone():
        moved = _moved(db, prints[starts], np.diff(borders))
        _mark(db, distinct(docs[among(prints, moved)]).tolist())
    db.execute("DELETE FROM held")
    db.executemany("INSERT INTO held VALUES (?, ?, ?)", _rows(prints, docs.astype(np.int32), borders))


def _rows(prints: I64, docs: I32, borders: I64) -> Iterator[tuple[int, int, bytes | None]]:
    raw = memoryview(docs.tobytes())
    names = prints[borders[:-1]].tolist()
    edges = borders.tolist()
    for at, name in enumerate(names):
        first, after = edges[at], edges[at + 1]
        yield name, after - first, bytes(raw[4 * first : 4 * after]) if after - first <= _FEW else None


def _moved(db: Db, prints: I64, counts: I64) -> I64:
    """The blocks whose count, one document left out, is at another step than in `held`."""
    known = db.execute("SELECT print, n FROM held ORDER BY print").fetchall()
    old = np.array(known, np.int64).reshape(-1, 2)
    every = distinct(np.concatenate((prints, old[:, 0])))
    before, after = np.zeros(len(every), np.int64), np.zeros(len(every), np.int64)
    before[np.searchsorted(every, old[:, 0])] = old[:, 1]
    after[np.searchsorted(every, prints)] = counts
    return every[_differ(before, after)]


def _differ(before: I64, after: I64) -> NDArray[np.bool_]:
    differ: NDArray[np.bool_] = steps(np.maximum(before - 1, 0)) != steps(np.maximum(after - 1, 0))
    return differ


def _count_some(db: Db, touched: I64, added: tuple[I64, I64], removed: tuple[I64, I64]) -> None:
    """A few blocks."""
    held: dict[int, Held] = {}
    for marks, part in chunks(touched.tolist()):
        rows = db.execute(f"SELECT print, n, docs FROM held WHERE print IN ({marks})", part)
        held.update((name, (n, docs)) for name, n, docs in rows)
    # A document may have come, gone and come again: what counts is how often more it came.
    net: dict[int, dict[int, int]] = {}
    for (prints, docs), by in ((added, 1), (removed, -1)):
        for name, doc in zip(prints.tolist(), docs.tolist(), strict=True):
            own = net.setdefault(name, {})
            own[doc] = own.get(doc, 0) + by
    due: set[int] = set()
    unknown: set[int] = set()
    for name, changes in net.items():
        n, known = held.get(name, (0, b""))
        now = n + sum(changes.values())
        holders = None if known is None else _changed(known, changes)
        if _differ(np.array([n]), np.array([now]))[0]:
            if holders is None:
                unknown.add(name)
            else:
                due.update(holders.tolist())
        if now > 0:
            packed = holders.tobytes() if holders is not None and now <= _FEW else None
            db.execute("INSERT OR REPLACE INTO held VALUES (?, ?, ?)", (name, now, packed))
        else:
            db.execute("DELETE FROM held WHERE print = ?", (name,))
    _mark(db, [*due, *holding(db, unknown)])


def _changed(known: bytes, changes: dict[int, int]) -> I32:
    """The holders after changes, ascending."""
    holders = np.frombuffer(known, np.int32)
    came = np.array([doc for doc, by in changes.items() if by > 0], np.int32)
    went = np.array([doc for doc, by in changes.items() if by < 0], np.int32)
    left = holders[~among(holders, np.sort(went))]
    return distinct(np.concatenate((left, came)))


def _mark(db: Db, docs: Sequence[int]) -> None:
    db.executemany("UPDATE documents SET due = 1 WHERE doc = ? AND NOT due AND problem = ''", ((doc,) for doc in docs))
