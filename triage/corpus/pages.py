"""Clusters as `triage clusters` prints them, kept in pages: to look up and to print a hundred thousand members takes a second.

A scan of a large folder makes the pages. One goes empty as soon as a member of it comes or goes (triggers in `schema.py`); a few
of those are made anew where they are asked for. Texts are as they are in documents and names, to be guarded where they are shown.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from triage.corpus.packing import pack_text, unpack_text
from triage.corpus.schema import Value, take

Db = sqlite3.Connection
_LEAST = 1000  # members; fewer are read as fast as they are
_CLUSTERS = 50  # of a page
_EMPTY = 4  # pages; fewer are made where they are asked for
_END = b""  # after every text
_MEMBERS = """SELECT m.cluster, d.id, m.similarity, m.role, m.kind, coalesce(v.id, ''), m.of_member, m.of_representative
    FROM members m JOIN documents d USING (doc) LEFT JOIN documents v ON v.doc = m.via
    WHERE m.cluster >= ? AND m.cluster < ? ORDER BY m.cluster, m.place"""

# Cluster, role, similarity, why and id of a member, as text.
Cells = tuple[str, str, str, str, str]


def lines(db: Db) -> Iterator[list[str]]:
    """A JSON object a cluster, by id, some hundred at a time."""
    return (page.split("\n") for page in _pages(db, 0) if page)


def cells(db: Db) -> Iterator[list[Cells]]:
    """The members of all clusters in the same order, some hundred at a time."""
    for page in _pages(db, 1):
        found = page.split("\0") if page else []
        size = len(found) // 5
        columns = (found[at : at + size] for at in range(0, len(found), size or 1))
        yield list(zip(*columns, strict=True))


def _pages(db: Db, which: int) -> Iterator[str]:
    db.execute("BEGIN")
    try:
        kept = db.execute(f"SELECT first, {('lines', 'cells')[which]} FROM pages ORDER BY first").fetchall() or [("", None)]
        ends = [first for first, _ in kept[1:]] + [_END]
        pages = [page or _made(db, first, end)[which] for (first, page), end in zip(kept, ends, strict=True)]
    finally:
        db.execute("COMMIT")
    return map(unpack_text, pages)


def keep(db: Db) -> None:
    """Makes the pages that lack, once they are more than a few."""
    pages, made = db.execute("SELECT count(*), count(lines) FROM pages").fetchone()
    if pages and pages - made < _EMPTY:
        return
    if not pages and db.execute("SELECT count(*) FROM members").fetchone()[0] < _LEAST:
        return
    from triage.corpus.store import transaction

    with transaction(db):
        if made * 2 <= pages:
            _cut(db)
        kept = db.execute("SELECT first, lines IS NULL FROM pages ORDER BY first").fetchall()
        ends = [first for first, _ in kept[1:]] + [_END]
        for (first, lacks), end in zip(kept, ends, strict=True):
            if lacks:
                db.execute("UPDATE pages SET lines = ?, cells = ? WHERE first = ?", (*_made(db, first, end), first))


def _cut(db: Db) -> None:
    """Empty pages of so many clusters each."""
    names = db.execute("SELECT DISTINCT cluster FROM members ORDER BY cluster").fetchall()
    db.execute("DELETE FROM pages")
    db.executemany("INSERT INTO pages (first) VALUES (?)", [("",), *names[_CLUSTERS::_CLUSTERS]])


def _made(db: Db, first: str, end: Value) -> tuple[bytes, bytes]:
    """The page of the clusters from `first` to before `end`, as lines and as cells."""
    found: list[str] = []
    rows: list[Cells] = []
    for cluster, members in groupby(db.execute(_MEMBERS, (first, end)), itemgetter(0)):
        listed = [_member(*member) for _, *member in members]
        shown = {"id": cluster, "representative": listed[0]["id"], "members": listed}
        found.append(json.dumps(shown, ensure_ascii=False))
        rows += ((cluster, one["role"], f"{one['similarity']:.2f}", one["why"], one["id"]) for one in listed)
    columns = [cell for column in zip(*rows, strict=True) for cell in column]
    return pack_text("\n".join(found)), pack_text("\0".join(columns))  # no name of a file holds a zero byte


def _member(
    id: Value, similarity: float, role: str, kind: str, via: Value, of_member: float, of_representative: float
) -> dict[str, Any]:
    shares = f"{of_member:.0%} of it in the representative, {of_representative:.0%} back"
    why = f"{kind} of {take(via)}: {shares}" if via else kind
    return {"id": take(id), "similarity": round(similarity, 4), "role": role, "why": why}
