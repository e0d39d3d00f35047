"""Writing documents into the index, a batch at a time: each function is called inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from triage.corpus.packing import pack_prints, unpack_prints, unpack_text
from triage.corpus.schema import Value, put, take
from triage.corpus.words import spread
from triage.corpus.work import CleanRow, ReadRow

Db = sqlite3.Connection
Prints = list[tuple[int, bytes]]
_FEW = 8  # blocks that are looked for one by one


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


def count_documents(db: Db) -> int:
    """How many documents there are."""
    return int(db.execute("SELECT sum(n) FROM counters WHERE name <> 'problems'").fetchone()[0])


def count_to(db: Db, table: str, most: int) -> int:
    """How many rows a table has, counted up to so many: to count all of a large one takes milliseconds."""
    return int(db.execute(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT ?)", (most,)).fetchone()[0])


def set_meta(db: Db, key: str, value: str) -> None:
    """Sets such a note."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def parted(path: str) -> tuple[Value, Value]:
    """A path as folder, with its `/`, and name."""
    folder, slash, name = path.rpartition("/")
    return put(folder + slash), put(name)


def holding(db: Db, blocks: set[int]) -> set[int]:
    """The documents that hold one of some blocks, given by fingerprint; found by looking at all."""
    if not blocks:
        return set()
    if len(blocks) <= _FEW:
        # Eight bytes that stand across two fingerprints only make a document be cleaned in vain.
        held = " OR ".join("instr(blocks, ?)" for _ in blocks)
        return {doc for (doc,) in db.execute(f"SELECT doc FROM prints WHERE {held}", [pack_prints([one]) for one in blocks])}
    return {doc for doc, packed in db.execute("SELECT doc, blocks FROM prints") if not blocks.isdisjoint(unpack_prints(packed))}


def look_again(db: Db, paths: Iterable[str]) -> None:
    """Files that the next scan is to take for changed."""
    for path in paths:
        folder, name = parted(path)
        db.execute("UPDATE files SET size = -1 WHERE folder = ? AND name = ?", (folder, name))
        db.execute("DELETE FROM folders WHERE folder = ?", (folder,))


class Reading:
    """Takes in what was read, within one transaction; `finish` notes which blocks came and went."""

    def __init__(self, db: Db) -> None:
        self._db = db
        self.added = self.changed = self.removed = 0
        self.docs: list[int] = []
        self._came: Prints = []
        self._went: Prints = []

    def known(self, path: str) -> dict[str, int]:
        """The documents of a file, by id."""
        own = (
            "SELECT id, doc FROM documents WHERE path = ?1 UNION ALL SELECT id, doc FROM documents WHERE id = ?1 AND path IS NULL"
        )
        return {take(name): doc for name, doc in self._db.execute(own, (put(path),))}

    def put(self, row: ReadRow, doc: int | None) -> None:
        """A document that was read; `doc` is its row if it has one."""
        values = _values(row)
        if doc is None:
            self.added += 1
            doc = self._db.execute(_INSERT, tuple(values.values())).lastrowid
            assert doc is not None
        else:
            self.changed += 1
            self._forget(doc)
            self._db.execute(_UPDATE, (*values.values(), doc))
        if row.prints:
            self._db.execute("INSERT INTO prints VALUES (?, ?)", (doc, row.prints))
            self._came.append((doc, row.prints))
        self.docs.append(doc)

    def put_file(self, stat: tuple[str, int, int], rows: Iterable[ReadRow]) -> None:
        """Replaces the documents of a file."""
        known = self.known(stat[0])
        for row in rows:
            self.put(row, known.pop(row.id, None))
        self.end_file(stat, known.values())

    def end_file(self, stat: tuple[str, int, int], left: Iterable[int]) -> None:
        """A file is read; `left` are documents that it held before and holds no more."""
        for doc in left:
            self._drop(doc)
        path, size, mtime_ns = stat
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (*parted(path), size, mtime_ns))

    def drop_file(self, path: str) -> None:
        """Takes out a file that is gone."""
        for doc in self.known(path).values():
            self._drop(doc)
            self.removed += 1
        self._db.execute("DELETE FROM files WHERE folder = ? AND name = ?", parted(path))

    def finish(self) -> None:
        """Notes what came and went."""
        if self._came or self._went:
            from triage.corpus.counting import note

            note(self._db, self._came, self._went)

    def _drop(self, doc: int) -> None:
        self._forget(doc)
        self._db.execute("DELETE FROM documents WHERE doc = ?", (doc,))

    def _forget(self, doc: int) -> None:
        """Deletes all that was computed about a document but its row."""
        _unsearch(self._db, [doc])
        self._went += self._db.execute("SELECT doc, blocks FROM prints WHERE doc = ?", (doc,)).fetchall()
        leave_texts(self._db, [doc])
        for table in ("prints", "details", "members"):
            self._db.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))


def _values(row: ReadRow) -> dict[str, Any]:
    problem = row.problem
    return {
        "id": put(row.id),
        "path": put(row.path) if row.path != row.id else None,
        "size": row.size,
        "sha256": bytes.fromhex(row.sha256),
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
        **dict.fromkeys(("words", "blocks", "chars", "boiler", "dup", "rules", "cluster_size"), 0),
        "cleaned_sha256": b"",
        **dict.fromkeys(("overridden_sha256", "cluster"), ""),
    }


_NAMES = tuple(_values(ReadRow("", "", 0, "", "", "", "", "", "", None, b"")))
_INSERT = f"INSERT INTO documents ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"
_UPDATE = f"UPDATE documents SET {', '.join(f'{name} = ?' for name in _NAMES)} WHERE doc = ?"


def _unsearch(db: Db, docs: Iterable[int]) -> None:
    """Takes documents out of full-text search, which is told what stood there, since it keeps no copy."""
    select = "SELECT doc, title, details.text FROM details JOIN documents USING (doc) WHERE doc = ?"
    found = [row for doc in docs for row in db.execute(select, (doc,))]
    old = [(doc, spread(take(title)), spread(unpack_text(text))) for doc, title, text in found]
    db.executemany("INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)", old)


def leave_texts(db: Db, docs: Sequence[int]) -> None:
    """Documents no longer hold their texts: matching is told, and finds the texts in `left_texts`."""
    each = [(doc,) for doc in docs]
    db.executemany(
        "INSERT OR IGNORE INTO left_texts SELECT documents.text, coalesce(matched, details.text)"
        " FROM documents JOIN details USING (doc) WHERE doc = ? AND documents.text IS NOT NULL",
        each,
    )
    db.executemany("INSERT INTO dirty (text) SELECT text FROM documents WHERE doc = ? AND text IS NOT NULL", each)
    db.executemany("UPDATE documents SET text = NULL, body = NULL WHERE doc = ? AND text IS NOT NULL", each)


def _hold_text(db: Db, row: CleanRow) -> int:
    """The number of a document's text; matching is told that another document holds it."""
    found = db.execute("SELECT text FROM texts WHERE key = ?", (row.key,)).fetchone()
    if found is None:
        text = db.execute("INSERT INTO texts (key, length, level) VALUES (?, ?, ?)", (row.key, row.length, row.level)).lastrowid
        assert text is not None
        db.execute("INSERT OR REPLACE INTO fresh VALUES (?, ?)", (text, row.hashes))
    else:
        text = found[0]
    db.execute("INSERT INTO dirty (text) VALUES (?)", (text,))
    return int(text)


def rules_number(db: Db, sha256: str) -> int:
    """The number of a hash of rules."""
    db.execute("INSERT OR IGNORE INTO rules (sha256) VALUES (?)", (sha256,))
    return int(db.execute("SELECT rules FROM rules WHERE sha256 = ?", (sha256,)).fetchone()[0])


def put_cleaned(db: Db, rows: Sequence[CleanRow]) -> int:
    """Stores what cleaning found; how many documents that had labels got others."""
    before: dict[int, bytes] = {}
    titles: dict[int, str] = {}
    select = "SELECT title, labels FROM documents LEFT JOIN details USING (doc) WHERE doc = ?"
    for row in rows:
        title, labels = db.execute(select, (row.doc,)).fetchone()
        titles[row.doc] = take(title)
        if labels is not None:
            before[row.doc] = labels
    if before:
        _unsearch(db, before)
        leave_texts(db, list(before))
    searched = [(row.doc, spread(titles[row.doc]), spread(unpack_text(row.text))) for row in rows]
    db.executemany("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", searched)
    details = [(row.doc, row.labels, row.text, row.matched) for row in rows]
    db.executemany("INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?)", details)
    texts = [_hold_text(db, row) for row in rows]
    rules = {name: rules_number(db, name) for name in {row.rules_sha256 for row in rows}}
    numbers = [
        (r.words, r.blocks, r.chars, r.boiler, r.dup, bytes.fromhex(r.cleaned_sha256), rules[r.rules_sha256], text, r.body, r.doc)
        for r, text in zip(rows, texts, strict=True)
    ]
    db.executemany(
        "UPDATE documents SET due = 0, overridden_sha256 = '', words = ?, blocks = ?, chars = ?, boiler = ?, dup = ?,"
        " cleaned_sha256 = ?, rules = ?, text = ?, body = ? WHERE doc = ?",
        numbers,
    )
    return sum(before.get(row.doc, row.labels) != row.labels for row in rows)
