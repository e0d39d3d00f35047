"""A sorted, filtered list of documents that never holds an object a row: an array of row numbers, pages read when drawn."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from triage.corpus.index.errors import guarded
from triage.corpus.index.meta import chunks
from triage.corpus.index.moved import taken_out
from triage.corpus.index.orders import ordered
from triage.corpus.index.places import found_places
from triage.corpus.index.schema import LANGUAGE, from_sql, index_file, to_sql
from triage.corpus.index.sorts import sort_key
from triage.model import Answer, Problem, Row, Staleness

_COLUMNS = f"""d.doc, d.id, d.title, d.date, d.source, d.words, d.blocks, d.boiler, d.dup, d.answer, s.tags, s.reasons,
    d.cluster, d.cluster_size, d.stale, CASE d.problem WHEN '' THEN d.sidecar_problem ELSE d.problem END,
    {LANGUAGE}, d.author FROM documents d LEFT JOIN decisions s ON s.id = d.id"""
_CHUNK = 500
_DOCS_OF = "SELECT doc FROM documents WHERE id IN (SELECT value FROM json_each(?))"
GONE = Row("", problem="gone")


def _with_held(fresh: array[int], old: array[int], held: set[int]) -> array[int]:
    """`fresh` with those of the held ones that were in `old`, each behind the last one before it there that is still listed."""
    places = found_places(old, held)
    held = {old[place] for place in places}
    stayed = taken_out(fresh, found_places(fresh, held))
    neighbours: list[int] = []
    for before, place in pairwise([-2, *places]):
        neighbours.append(neighbours[-1] if before == place - 1 else place - 1)
    there = {stayed[at]: at for at in found_places(stayed, {old[at] for at in neighbours if at >= 0})}
    if any(at >= 0 and old[at] not in there for at in neighbours):  # some are gone
        there = {doc: at for at, doc in enumerate(stayed)}
    behind: dict[int, list[int]] = {}
    last, asked = -1, -1
    for place, neighbour in zip(places, neighbours, strict=True):
        last = next((there[old[at]] for at in range(neighbour, asked, -1) if old[at] in there), last)
        asked = neighbour
        behind.setdefault(last, []).append(old[place])
    found = array("i")
    done = 0
    for at in sorted(behind):
        found.extend(stayed[done : at + 1])
        found.extend(behind[at])
        done = at + 1
    found.extend(stayed[done:])
    return found


def condition_of(where: str) -> tuple[str, tuple[object, ...]]:
    """An expression of the query language as SQL with its parameters. Raises UsageError."""
    if not where.strip():
        return "1", ()
    from triage.corpus.query.grammar import parse

    return parse(where).sql()


def _row(values: Sequence[Any]) -> Row:
    _, name, title, day, source, words, blocks, boiler, dup, answer, tags, reasons, *others = values
    cluster, size, stale, problem, language, author = others
    return Row(
        from_sql(name),
        from_sql(title),
        date.fromisoformat(day) if day else None,
        from_sql(source),
        words,
        blocks,
        boiler,
        dup,
        Answer(answer) if answer else None,
        tuple(json.loads(tags)) if tags else (),
        tuple(json.loads(reasons)) if reasons else (),
        cluster,
        size,
        Staleness(stale),
        problem,
        from_sql(language),
        from_sql(author),
    )


def row_of(db: sqlite3.Connection, name: str) -> Row | None:
    """The row of one document."""
    found = db.execute(f"SELECT {_COLUMNS} WHERE d.id = ?", (to_sql(name),)).fetchone()
    return _row(found) if found else None


def rows_of(db: sqlite3.Connection, names: Sequence[str]) -> dict[str, Row]:
    """The rows of some documents, by id; those that are gone have none."""
    found: dict[str, Row] = {}
    for marks, part in chunks([to_sql(name) for name in names]):
        for values in db.execute(f"SELECT {_COLUMNS} WHERE d.id IN ({marks})", part):
            row = _row(values)
            found[row.id] = row
    return found


def unusable(db: sqlite3.Connection) -> dict[str, Problem]:
    """The documents that can't be read, with why, by id; one in which there is nothing can be."""
    # The first condition is that of the index on problems.
    which = "(problem <> '' OR sidecar_problem <> '') AND problem NOT IN ('', 'empty')"
    found = db.execute(f"SELECT id, problem, problem_message, problem_line FROM documents WHERE {which} ORDER BY id")
    return {from_sql(name): Problem(code, from_sql(message), line) for name, code, message, line in found}


@guarded
class Listing:
    """The documents of a query in an order, as they were when it was made; rows show what is now."""

    def __init__(self, db: sqlite3.Connection, where: str = "", sort: str = "id") -> None:
        self._db = db
        self.where, self.sort = where, sort
        self._read = 0
        condition, values = condition_of(where)
        self._docs = ordered(db, sort_key(sort), condition, values)

    @property
    def index(self) -> Path:
        """The file of the index."""
        return index_file(self._db)

    def __len__(self) -> int:
        return len(self._docs)

    def ids(self, start: int = 0, stop: int | None = None) -> list[str]:
        """The ids of positions `start` … `stop` - 1; empty for a document that is gone by now."""
        return [row.id for row in self._page(start, stop, ids_only=True)]

    def rows(self, start: int = 0, stop: int | None = None) -> list[Row]:
        """The rows of positions `start` … `stop` - 1; `GONE` for a document that is gone by now."""
        return self._page(start, stop, ids_only=False)

    def every(self) -> Iterator[Row]:
        """All rows in order, read a page at a time, without documents that are gone by then."""
        for start in range(0, len(self), _CHUNK):
            yield from (row for row in self.rows(start, start + _CHUNK) if row.id)

    def every_id(self) -> Iterator[str]:
        """As `every`, the ids alone."""
        for start in range(0, len(self), _CHUNK):
            yield from filter(None, self.ids(start, start + _CHUNK))

    def position(self, name: str) -> int | None:
        """Where a document stands in the list."""
        found = self._db.execute("SELECT doc FROM documents WHERE id = ?", (to_sql(name),)).fetchone()
        if found is None:
            return None
        try:  # most are asked for that have just been read
            return self._docs.index(found[0], max(0, self._read - _CHUNK), self._read + _CHUNK)
        except ValueError:
            return next(iter(found_places(self._docs, found)), None)

    def first_of(self, names: Iterable[str]) -> str:
        """That of the documents which stands first in the list; empty where none does."""
        found = found_places(self._docs, self._docs_of(names))
        return self.ids(found[0], found[0] + 1)[0] if found else ""

    def _docs_of(self, names: Iterable[str]) -> set[int]:
        keys = [to_sql(name) for name in names]
        docs = {doc for (doc,) in self._db.execute(_DOCS_OF, (json.dumps([key for key in keys if isinstance(key, str)]),))}
        for key in (key for key in keys if isinstance(key, bytes)):
            docs.update(doc for (doc,) in self._db.execute("SELECT doc FROM documents WHERE id = ?", (key,)))
        return docs

    def renewed(self, held: Collection[str] = ()) -> Listing:
        """The same query asked again, with what has come and gone since. Documents of this listing in `held` stay, each behind
        the one that it stood behind, whatever has become of it."""
        fresh = Listing(self._db, self.where, self.sort)
        if docs := self._docs_of(held):
            fresh._docs = _with_held(fresh._docs, self._docs, docs)
        return fresh

    def within(self, start: int, stop: int, where: str) -> Listing:
        """Those of these positions that fit `where` by now, in this order. Raises UsageError."""
        condition, values = condition_of(where)
        fitting = {doc for (doc,) in self._db.execute(f"SELECT doc FROM documents WHERE {condition}", values)}
        found = copy(self)
        found._docs = array("i", (doc for doc in self._docs[start:stop] if doc in fitting))
        return found

    def _page(self, start: int, stop: int | None, ids_only: bool) -> list[Row]:
        wanted, self._read = self._docs[start:stop], start
        found: dict[int, Row] = {}
        select = "SELECT d.doc, d.id FROM documents d" if ids_only else f"SELECT {_COLUMNS}"
        for first in range(0, len(wanted), _CHUNK):
            docs = wanted[first : first + _CHUNK]
            marks = ",".join("?" * len(docs))
            for values in self._db.execute(f"{select} WHERE d.doc IN ({marks})", docs.tolist()):
                found[values[0]] = Row(from_sql(values[1])) if ids_only else _row(values)
        return [found.get(doc, GONE) for doc in wanted]
