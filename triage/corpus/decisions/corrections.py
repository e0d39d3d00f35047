"""Titles, dates, sources and authors that somebody corrected in a sidecar: lists, queries and orders go by these."""

from __future__ import annotations

import json
from collections.abc import Iterable

from triage.corpus.index.meta import Db
from triage.corpus.index.schema import folded, to_sql
from triage.corrections import is_corrected
from triage.model import Sidecar

_FIELDS = ("title", "folded", "date", "source", "author", "language")
_SAID = ", ".join(_FIELDS)
_OTHERWISE = """SELECT d.doc, coalesce(s.mended, '') FROM documents d LEFT JOIN decisions s ON s.id = d.id AND s.problem = ''
    LEFT JOIN mended m ON m.doc = d.doc WHERE coalesce(s.mended, '') <> coalesce(m.told, '')"""
_ANY = "SELECT doc FROM mended UNION SELECT doc FROM documents WHERE id IN (SELECT id FROM decisions WHERE mended <> '')"
_IS_ANY = "SELECT EXISTS (SELECT 1 FROM mended) OR EXISTS (SELECT 1 FROM decisions WHERE mended <> '')"


def as_json(sidecar: Sidecar) -> str:
    """What a sidecar says of its document that somebody corrected, as JSON; empty where nobody did."""
    if not is_corrected(sidecar):
        return ""
    said = sidecar.metadata
    day = said.date.isoformat() if said.date else ""
    fields = {"title": said.title, "date": day, "source": said.source, "author": said.author, "language": said.language}
    found = {name: value for name, value in fields.items() if value}
    return json.dumps(found, sort_keys=True) if found else ""


def apply_corrections(db: Db, where: str, values: Iterable[tuple[object, ...]]) -> None:
    """Copies what sidecars say of their documents into `documents`, or puts back what these say themselves, wherever `where`, an
    expression over `d`, holds with any of the values."""
    if not db.execute(_IS_ANY).fetchone()[0]:
        return  # as in most folders, and each value takes a query
    found = [row for value in values for row in db.execute(f"{_OTHERWISE} AND {where}", value)]
    if not found:
        return
    from triage.corpus.index.search import search_again, unsearch

    for doc, said in found:
        unsearch(db, [doc])
        db.execute(f"UPDATE documents SET ({_SAID}) = (SELECT {_SAID} FROM mended m WHERE m.doc = documents.doc)"
                   " WHERE doc = ? AND doc IN (SELECT doc FROM mended)", (doc,))  # fmt: skip
        db.execute("DELETE FROM mended WHERE doc = ?", (doc,))
        if said:
            db.execute(
                f"INSERT INTO mended (doc, told, {_SAID}) SELECT doc, ?, {_SAID} FROM documents WHERE doc = ?", (said, doc)
            )
            _say(db, doc, json.loads(said))
        search_again(db, [doc])
        # The best of copies may be another one by their dates and sources.
        db.execute("INSERT INTO dirty (text) SELECT text FROM documents WHERE doc = ? AND text IS NOT NULL", (doc,))


def apply_all_corrections(db: Db) -> None:
    """As `apply_corrections`, for all documents."""
    apply_corrections(db, f"d.doc IN ({_ANY})", [()])


def _say(db: Db, doc: int, said: dict[str, str]) -> None:
    fields = {name: to_sql(value) if name != "date" else value for name, value in said.items()}
    if "title" in said:
        fields["folded"] = to_sql(folded(said["title"]))
    if fields:
        db.execute(f"UPDATE documents SET {', '.join(f'{name} = ?' for name in fields)} WHERE doc = ?", (*fields.values(), doc))
