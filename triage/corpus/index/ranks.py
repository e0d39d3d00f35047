"""All documents in several orders at once, from the ranks of their values: each column is read and compared once for both ways of
sorting by it. Numpy is loaded where it is needed: what sorts a few documents compares keys alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.corpus.index.schema import BY_ID, connect

if TYPE_CHECKING:
    from triage.arrays import I32


def sqlite_key(value: object) -> tuple[int, Any]:
    """Compares as SQLite does: numbers, texts by their bytes in UTF-8, which is by code points, then blobs."""
    return isinstance(value, str) + 2 * isinstance(value, bytes), value


def both_ways(db: sqlite3.Connection, columns: Mapping[str, str]) -> Iterator[tuple[str, I32, I32]]:
    """For each of `columns` (what to sort by, as SQL) its name and the row numbers of all documents, sorted and sorted backwards.
    Equal ones are in the order of ids, and empty texts come last either way."""
    import numpy as np

    docs = np.array([doc for (doc,) in db.execute(f"SELECT doc FROM documents ORDER BY {BY_ID}")], np.int32)
    by_row = np.argsort(docs)
    for name, column in columns.items():
        ranks = np.empty(len(docs), np.int64)
        ranks[by_row] = _ranks([value for (value,) in db.execute(f"SELECT {column} FROM documents ORDER BY doc")])
        unknown = ranks < 0
        onwards, backwards = (np.argsort(np.where(unknown, len(docs), way), kind="stable") for way in (ranks, -ranks))
        yield name, docs[onwards], docs[backwards]


def both_ways_in(index: Path, columns: Mapping[str, str]) -> list[tuple[str, I32, I32]]:
    """As `both_ways`, in a process of its own."""
    with closing(connect(index)) as db:
        return list(both_ways(db, columns))


def _ranks(values: list[Any]) -> list[int]:
    """The place of each value among the different ones; -1 for an empty text."""
    different = set(values) - {""}
    try:
        listed = sorted(different)
    except TypeError:  # texts and blobs
        listed = sorted(different, key=sqlite_key)
    place = dict(zip(listed, range(len(listed)), strict=True))
    return [place.get(value, -1) for value in values]
