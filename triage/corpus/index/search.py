"""Full-text search of the index: documents are taken out of it before what it knows of them changes, and put in again."""

from __future__ import annotations

from collections.abc import Iterable

from triage.corpus.index.meta import Db
from triage.corpus.index.packing import unpack_text
from triage.corpus.index.schema import from_sql
from triage.corpus.index.words import spread


def unsearch(db: Db, docs: Iterable[int]) -> None:
    """Takes documents out of full-text search, which is told what stood there, since it keeps no copy."""
    db.executemany("INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)", _searched(db, docs))


def search_again(db: Db, docs: Iterable[int]) -> None:
    """Has full-text search find documents again that were taken out of it, by what their rows say now."""
    db.executemany("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", _searched(db, docs))


def _searched(db: Db, docs: Iterable[int]) -> list[tuple[int, str, str]]:
    select = "SELECT doc, title, details.text FROM details JOIN documents USING (doc) WHERE doc = ?"
    found = [row for doc in docs for row in db.execute(select, (doc,))]
    return [(doc, spread(from_sql(title)), spread(unpack_text(text))) for doc, title, text in found]
