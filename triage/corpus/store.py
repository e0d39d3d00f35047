"""Writing documents into the index: each function is called inside a transaction."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from triage.corpus.packing import unpack_prints, unpack_text
from triage.corpus.schema import put, take
from triage.corpus.words import spread
from triage.corpus.work import CleanRow, ReadRow

Db = sqlite3.Connection


@contextmanager
def transaction(db: Db) -> Iterator[None]:
    """All of it or none."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def get_meta(db: Db, key: str) -> str:
    """A note about the whole index; empty where there is none."""
    found = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(found[0]) if found else ""


def set_meta(db: Db, key: str, value: str) -> None:
    """Sets such a note."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def put_file(db: Db, stat: tuple[str, int, int], rows: Iterable[ReadRow]) -> tuple[int, int]:
    """Replaces the documents of a file; how many are new, and how many changed."""
    path, size, mtime_ns = stat
    known = {take(name): doc for name, doc in db.execute("SELECT id, doc FROM documents WHERE path = ?", (put(path),))}
    moved: Counter[int] = Counter()
    added = changed = 0
    for row in rows:
        doc = known.pop(row.id, None)
        if doc is None:
            added += 1
        else:
            changed += 1
            _forget(db, doc, moved)
        _put_read(db, doc, row, moved)
    for doc in known.values():
        _drop(db, doc, moved)
    _count(db, moved)
    db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (put(path), size, mtime_ns))
    return added, changed


def drop_file(db: Db, path: str) -> int:
    """Takes out a file that is gone; how many documents it held."""
    docs = [doc for (doc,) in db.execute("SELECT doc FROM documents WHERE path = ?", (put(path),))]
    moved: Counter[int] = Counter()
    for doc in docs:
        _drop(db, doc, moved)
    _count(db, moved)
    db.execute("DELETE FROM files WHERE path = ?", (put(path),))
    return len(docs)


def _put_read(db: Db, doc: int | None, row: ReadRow, moved: Counter[int]) -> None:
    problem = row.problem
    values = {
        "id": put(row.id),
        "path": put(row.path),
        "size": row.size,
        "sha256": row.sha256,
        "encoding": row.encoding,
        "title": put(row.title),
        "folded": put(row.title.casefold()),
        "date": row.date,
        "source": put(row.source),
        "language": put(row.language),
        "problem": problem.code if problem else "",
        "problem_message": put(problem.message) if problem else "",
        "problem_line": problem.line if problem else None,
        "due": 0 if problem else 1,
        **dict.fromkeys(("words", "blocks", "chars", "boiler", "dup"), 0),
        **dict.fromkeys(("cleaned_sha256", "rules_sha256", "cluster"), ""),
        "cluster_size": 0,
    }
    if doc is None:
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        doc = db.execute(f"INSERT INTO documents ({names}) VALUES ({marks})", tuple(values.values())).lastrowid
    else:
        sets = ", ".join(f"{name} = ?" for name in values)
        db.execute(f"UPDATE documents SET {sets} WHERE doc = ?", (*values.values(), doc))
    db.execute("INSERT INTO prints VALUES (?, ?)", (doc, row.prints))
    db.execute("INSERT INTO search (rowid, title, body) VALUES (?, ?, '')", (doc, spread(row.title)))
    moved.update(dict.fromkeys(unpack_prints(row.prints), 1))


def _unsearch(db: Db, doc: int) -> None:
    """Takes a document out of full-text search, which is told what stood there, since it keeps no copy."""
    found = db.execute("SELECT title, details.text FROM documents LEFT JOIN details USING (doc) WHERE doc = ?", (doc,)).fetchone()
    old = (doc, spread(take(found[0])), spread(unpack_text(found[1])) if found[1] is not None else "")
    db.execute("INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)", old)


def _forget(db: Db, doc: int, moved: Counter[int]) -> None:
    """Deletes all that was computed about a document but its row."""
    _unsearch(db, doc)
    for (packed,) in db.execute("SELECT blocks FROM prints WHERE doc = ?", (doc,)):
        moved.subtract(unpack_prints(packed))
    for table in ("prints", "details", "members"):
        db.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))
    _leave_text(db, doc)


def _leave_text(db: Db, doc: int) -> None:
    """A document no longer holds its text: matching is told."""
    db.execute("INSERT INTO dirty (text) SELECT text FROM documents WHERE doc = ? AND text IS NOT NULL", (doc,))
    db.execute("UPDATE documents SET text = NULL, body = NULL WHERE doc = ? AND text IS NOT NULL", (doc,))


def _hold_text(db: Db, row: CleanRow) -> int:
    """The number of a document's text; matching is told that another document holds it."""
    sketch = (row.key, row.length, row.level, row.hashes)
    db.execute("INSERT OR IGNORE INTO texts (key, length, level, hashes) VALUES (?, ?, ?, ?)", sketch)
    text = int(db.execute("SELECT text FROM texts WHERE key = ?", (row.key,)).fetchone()[0])
    db.execute("INSERT INTO dirty (text) VALUES (?)", (text,))
    return text


def _drop(db: Db, doc: int, moved: Counter[int]) -> None:
    _forget(db, doc, moved)
    db.execute("DELETE FROM documents WHERE doc = ?", (doc,))


def _count(db: Db, moved: Counter[int]) -> None:
    """Changes how many documents hold each block. `touched` keeps the count that documents were last cleaned by."""
    changes = [(one, by) for one, by in moved.items() if by]
    db.executemany(
        "INSERT OR IGNORE INTO touched VALUES (?1, coalesce((SELECT n FROM held WHERE print = ?1), 0))",
        ((one,) for one, _ in changes),
    )
    db.executemany("INSERT INTO held VALUES (?, ?) ON CONFLICT (print) DO UPDATE SET n = n + excluded.n", changes)
    db.executemany("DELETE FROM held WHERE print = ? AND n <= 0", ((one,) for one, by in changes if by < 0))


def put_cleaned(db: Db, row: CleanRow) -> bool:
    """Stores what cleaning found; whether a document that had labels got others."""
    before = db.execute("SELECT labels FROM details WHERE doc = ?", (row.doc,)).fetchone()
    _unsearch(db, row.doc)
    title = take(db.execute("SELECT title FROM documents WHERE doc = ?", (row.doc,)).fetchone()[0])
    body = spread(unpack_text(row.text))
    db.execute("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", (row.doc, spread(title), body))
    db.execute("INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?)", (row.doc, row.labels, row.text, row.matched))
    _leave_text(db, row.doc)
    text = _hold_text(db, row)
    numbers = (row.words, row.blocks, row.chars, row.boiler, row.dup, row.cleaned_sha256, row.rules_sha256, text, row.body)
    db.execute(
        "UPDATE documents SET due = 0, words = ?, blocks = ?, chars = ?, boiler = ?, dup = ?, cleaned_sha256 = ?,"
        " rules_sha256 = ?, text = ?, body = ? WHERE doc = ?",
        (*numbers, row.doc),
    )
    return before is not None and bytes(before[0]) != row.labels
