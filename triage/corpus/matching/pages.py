"""Clusters as `triage clusters` prints them, kept in pages: to look up and to print a hundred thousand members takes a second.

A scan of a large folder makes the pages. Clusters of which a member came or went since are in `outdated` (triggers in
`tables.sql`): a few of them are put in their places where they are asked for, more by the next scan. Texts are as they are in
documents and names, to be guarded where they are shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from triage.corpus.index.meta import Db, count_to, snapshot, transaction
from triage.corpus.index.packing import pack_text, unpack_text
from triage.corpus.index.schema import Value, from_sql
from triage.corpus.matching.cluster_text import Cells, MemberFacts, printed

_LEAST = 1000  # members; fewer are read as fast as they are
_CLUSTERS = 50  # of a page
_FEW = 20  # clusters; fewer are put in their places where they are asked for
_END = b""  # after every text
_MEMBERS = """SELECT m.cluster, d.id, m.similarity, m.role, coalesce(v.id, ''), m.of_member, m.of_representative
    FROM members m JOIN documents d USING (doc) LEFT JOIN documents v ON v.doc = m.via"""
_ID = len('{"id": "')  # where a cluster's name stands in its line

# Clusters by name, each as a line and as its members; None where there is none of this name any more.
Shown = Mapping[str, tuple[str, list[Cells]] | None]


def lines(db: Db) -> Iterator[list[str]]:
    """A JSON object a cluster, by id, some hundred at a time."""
    return (page.split("\n") for page in _pages(db, "lines", _with_lines) if page)


def cells(db: Db) -> Iterator[list[Cells]]:
    """The members of all clusters in the same order, some hundred at a time."""
    return (_rows(page) for page in _pages(db, "cells", _with_cells))


def _pages(db: Db, column: str, to_sql: Callable[[str, Shown], str]) -> Iterator[str]:
    """The pages as they are kept in a column, with what is out of date put in its place."""
    with snapshot(db):
        kept = db.execute(f"SELECT first, {column} FROM pages ORDER BY first").fetchall()
        if not kept:
            return iter([to_sql("", _shown(db, "1", ()))])
        outdated = _by_page([first for first, _ in kept], _outdated(db))
    pages = (unpack_text(packed) for _, packed in kept)
    return (to_sql(page, outdated[at]) if at in outdated else page for at, page in enumerate(pages))


def keep(db: Db) -> None:
    """Brings the pages up to date, once they are out of date by more than a few clusters."""
    pages = db.execute("SELECT count(*) FROM pages").fetchone()[0]
    if count_to(db, "outdated", _FEW) < _FEW if pages else count_to(db, "members", _LEAST) < _LEAST:
        return
    with transaction(db):
        if count_to(db, "outdated", pages * _CLUSTERS // 2) == pages * _CLUSTERS // 2:
            _make(db)
        else:
            _renew(db)
        db.execute("DELETE FROM outdated")


def _make(db: Db) -> None:
    """All pages anew, of so many clusters each."""
    names = db.execute("SELECT DISTINCT cluster FROM members ORDER BY cluster").fetchall()
    firsts: list[Value] = ["", *(name for (name,) in names[_CLUSTERS::_CLUSTERS])]
    db.execute("DELETE FROM pages")
    for first, end in zip(firsts, [*firsts[1:], _END], strict=True):
        shown = _shown(db, "m.cluster >= ? AND m.cluster < ?", (first, end))
        made = (pack_text(to_sql("", shown)) for to_sql in (_with_lines, _with_cells))
        db.execute("INSERT INTO pages VALUES (?, ?, ?)", (first, *made))


def _renew(db: Db) -> None:
    """Puts the clusters that are out of date in their places."""
    firsts = [first for (first,) in db.execute("SELECT first FROM pages ORDER BY first")]
    for at, shown in _by_page(firsts, _outdated(db)).items():
        kept = db.execute("SELECT lines, cells FROM pages WHERE first = ?", (firsts[at],)).fetchone()
        puts = zip((_with_lines, _with_cells), map(unpack_text, kept), strict=True)
        renewed = (pack_text(to_sql(page, shown)) for to_sql, page in puts)
        db.execute("UPDATE pages SET lines = ?, cells = ? WHERE first = ?", (*renewed, firsts[at]))


def _by_page(firsts: Sequence[str], shown: Shown) -> dict[int, Shown]:
    """Clusters by the number of the page that they belong to."""
    pages: dict[int, dict[str, tuple[str, list[Cells]] | None]] = {}
    for name, one in shown.items():
        pages.setdefault(bisect_right(firsts, name) - 1, {})[name] = one
    return dict(pages)


def _outdated(db: Db) -> Shown:
    names = (name for (name,) in db.execute("SELECT cluster FROM outdated"))
    return dict.fromkeys(names) | _shown(db, "m.cluster IN (SELECT cluster FROM outdated)", ())


def _shown(db: Db, condition: str, values: Sequence[Value]) -> dict[str, tuple[str, list[Cells]]]:
    found: dict[str, tuple[str, list[Cells]]] = {}
    every = db.execute(f"{_MEMBERS} WHERE {condition} ORDER BY m.cluster, m.place", values)
    for cluster, members in groupby(every, itemgetter(0)):
        found_in = [
            MemberFacts(from_sql(id), similarity, role, from_sql(via), *shares)
            for _, id, similarity, role, via, *shares in members
        ]
        found[cluster] = printed(cluster, found_in)
    return found


def _with_lines(page: str, shown: Shown) -> str:
    """A page of lines with some clusters in their places, or without those that are no more."""
    kept = {line[_ID : line.index('"', _ID)]: line for line in page.split("\n") if line}
    kept |= {name: one[0] if one else "" for name, one in shown.items()}
    return "\n".join(filter(None, map(kept.__getitem__, sorted(kept))))


def _with_cells(page: str, shown: Shown) -> str:
    """As `_with_lines`, for a page of members."""
    kept = {name: list(rows) for name, rows in groupby(_rows(page), itemgetter(0))}
    kept |= {name: one[1] if one else [] for name, one in shown.items()}
    rows = [row for name in sorted(kept) for row in kept[name]]
    return "\0".join(cell for column in zip(*rows, strict=True) for cell in column)  # no name of a file holds a zero byte


def _rows(page: str) -> list[Cells]:
    """The members on a page, which has all clusters, then all roles …"""
    found = page.split("\0") if page else []
    size = len(found) // 5
    columns = (found[at : at + size] for at in range(0, len(found), size or 1))
    return list(zip(*columns, strict=True))
