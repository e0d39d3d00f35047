"""Finding documents by a part of their name or title, likeness last."""

from __future__ import annotations

import sqlite3

from triage.corpus.index.orders import ordered
from triage.corpus.index.schema import folded, from_sql, to_sql
from triage.corpus.query.ids import LONGEST, part_of_id

MOST_COMPARED = 200_000  # more names aren't compared one by one while somebody types
_CANDIDATES = 500
_CUTOFF = 65.0


def find(db: sqlite3.Connection, query: str, limit: int) -> list[tuple[str, str]]:
    """Ids and titles that fit what was typed, best first: the name itself, its start, a part of it, of the path, of the
    title; then what is alike. What is longer than `LONGEST` fits nothing."""
    wanted = " ".join(query.split())
    if not wanted:
        first = ordered(db, "id", "1", ())[:limit]
        rows = [db.execute("SELECT id, title FROM documents WHERE doc = ?", (doc,)).fetchone() for doc in first]
        return [(from_sql(row[0]), from_sql(row[1])) for row in rows if row is not None]
    if len(wanted) > LONGEST:
        return []
    in_id, values = part_of_id(wanted)
    candidates = db.execute(
        f"SELECT id, title FROM documents WHERE {in_id} OR instr(folded, ?) ORDER BY length(id), id LIMIT ?",
        (*values, to_sql(folded(wanted)), _CANDIDATES),
    )
    rows = [(from_sql(id), from_sql(title)) for id, title in candidates]
    exact = db.execute("SELECT id, title FROM documents WHERE id = ?", (to_sql(wanted),)).fetchone()
    if exact is not None:
        rows.insert(0, (from_sql(exact[0]), from_sql(exact[1])))
    rows = sorted(dict.fromkeys(rows), key=lambda row: _rank(folded(wanted), row[0]))[:limit]
    return rows or _alike(db, wanted, limit)


def _rank(wanted: str, id: str) -> tuple[int, int, str]:
    path = folded(id)
    name = path.rpartition("/")[2]
    places = (wanted == path, wanted == name, name.startswith(wanted), wanted in name, wanted in path)
    return next((n for n, fits in enumerate(places) if fits), len(places)), len(id), id


def _alike(db: sqlite3.Connection, wanted: str, limit: int) -> list[tuple[str, str]]:
    from rapidfuzz import fuzz, process

    found = db.execute("SELECT id, title FROM documents LIMIT ?", (MOST_COMPARED,)).fetchall()
    rows = [(from_sql(id), from_sql(title)) for id, title in found]
    names = [folded(f"{id} {title}") for id, title in rows]
    best = process.extract(folded(wanted), names, scorer=fuzz.partial_ratio, processor=None, limit=limit, score_cutoff=_CUTOFF)
    return [rows[n] for _, _, n in best]
