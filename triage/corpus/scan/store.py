"""Writing documents into the index, a batch at a time: each function is called inside a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count

from triage.corpus.index.meta import Db, chunks
from triage.corpus.index.schema import Value, folded, from_sql, to_sql
from triage.corpus.index.search import unsearch
from triage.corpus.index.words import spread
from triage.corpus.scan.worker import CleanRow, ReadRow, TextRow

Prints = list[tuple[int, bytes]]
Stat = tuple[str, int, int]
"""The path, the size and the time of a file."""


def parted(path: str) -> tuple[Value, Value]:
    """A path as folder, with its `/`, and name."""
    folder, slash, name = path.rpartition("/")
    return to_sql(folder + slash), to_sql(name)


def look_again(db: Db, paths: Iterable[str]) -> None:
    """Files that the next scan is to take for changed."""
    for path in paths:
        folder, name = parted(path)
        db.execute("UPDATE files SET size = -1 WHERE folder = ? AND name = ?", (folder, name))
        db.execute("DELETE FROM folders WHERE folder = ?", (folder,))


class Reading:
    """Takes in what was read, within one transaction; `finish` writes what came, all at once, and notes which blocks came and
    went."""

    def __init__(self, db: Db) -> None:
        self._db = db
        self.added = self.changed = self.removed = 0
        self.docs: list[int] = []
        self._new: list[tuple[object, ...]] = []
        self._files: list[tuple[object, ...]] = []
        self._came: Prints = []
        self._went: Prints = []

    @cached_property
    def _numbers(self) -> Iterator[int]:
        return count(int(self._db.execute("SELECT coalesce(max(doc), 0) + 1 FROM documents").fetchone()[0]))

    def known(self, paths: Sequence[str]) -> dict[str, dict[str, int]]:
        """The documents of files, by id; files that have none are left out."""
        found: dict[str, dict[str, int]] = {}
        for marks, part in chunks([to_sql(path) for path in paths]):
            for own in (f"path IN ({marks})", f"id IN ({marks}) AND path IS NULL"):
                for path, name, doc in self._db.execute(f"SELECT coalesce(path, id), id, doc FROM documents WHERE {own}", part):
                    found.setdefault(from_sql(path), {})[from_sql(name)] = doc
        return found

    def numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """The rows of documents, by id; those that have none are left out."""
        found: dict[str, int] = {}
        for marks, part in chunks([to_sql(id) for id in ids]):
            for name, doc in self._db.execute(f"SELECT id, doc FROM documents WHERE id IN ({marks})", part):
                found[from_sql(name)] = doc
        return found

    def put(self, row: ReadRow, doc: int | None) -> None:
        """A document that was read; `doc` is its row if it has one."""
        values = _values(row)
        if doc is None:
            self.added += 1
            doc = next(self._numbers)
            self._new.append((doc, *values))
        else:
            self.changed += 1
            self._forget(doc)
            self._db.execute(_UPDATE, (*values, doc))
        if row.prints:
            self._came.append((doc, row.prints))
        self.docs.append(doc)

    def put_files(self, found: Sequence[tuple[Stat, Iterable[ReadRow]]]) -> None:
        """Replaces the documents of files."""
        known = self.known([stat[0] for stat, _ in found])
        for stat, rows in found:
            own = known.get(stat[0], {})
            for row in rows:
                self.put(row, own.pop(row.id, None))
            self.end_file(stat, own.values())

    def end_file(self, stat: Stat, left: Iterable[int]) -> None:
        """A file is read; `left` are documents that it held before and holds no more."""
        for doc in left:
            self._drop(doc)
        path, size, mtime_ns = stat
        self._files.append((*parted(path), size, mtime_ns))

    def drop_file(self, path: str) -> None:
        """Takes out a file that is gone."""
        for doc in self.known([path]).get(path, {}).values():
            self._drop(doc)
            self.removed += 1
        self._db.execute("DELETE FROM files WHERE folder = ? AND name = ?", parted(path))

    def finish(self) -> None:
        """Writes what came."""
        self._db.executemany(_INSERT, self._new)
        self._db.executemany("INSERT INTO prints VALUES (?, ?)", self._came)
        self._db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", self._files)
        if self._came or self._went:
            from triage.corpus.scan.block_counts import note

            note(self._db, self._came, self._went)

    def _drop(self, doc: int) -> None:
        self._forget(doc)
        self._db.execute("DELETE FROM documents WHERE doc = ?", (doc,))

    def _forget(self, doc: int) -> None:
        """Deletes all that was computed about a document but its row."""
        unsearch(self._db, [doc])
        self._went += self._db.execute("SELECT doc, blocks FROM prints WHERE doc = ?", (doc,)).fetchall()
        leave_texts(self._db, [doc])
        for table in ("prints", "details", "members", "mended"):
            self._db.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))


def _values(row: ReadRow) -> tuple[object, ...]:
    """What reading tells of a document, in the order of `_READ`."""
    problem = row.problem
    return (
        to_sql(row.id),
        to_sql(row.path) if row.path != row.id else None,
        row.size,
        bytes.fromhex(row.sha256),
        row.encoding,
        to_sql(row.title),
        to_sql(folded(row.title)),
        row.date,
        to_sql(row.source),
        to_sql(row.author),
        to_sql(row.language),
        problem.code if problem else "",
        to_sql(problem.message) if problem else "",
        problem.line if problem else None,
        0 if problem else 1,
    )


_READ = (
    "id, path, size, sha256, encoding, title, folded, date, source, author, language, problem, problem_message, problem_line, due"
)
_MARKS = ", ".join("?" for _ in _READ.split())
_INSERT = f"INSERT INTO documents (doc, {_READ}) VALUES (?, {_MARKS})"
_UPDATE = (
    f"UPDATE documents SET ({_READ}) = ({_MARKS}), words = 0, blocks = 0, chars = 0, boiler = 0, dup = 0, rules = 0,"
    " cluster_size = 0, detected = '', cleaned_sha256 = x'', overridden = '', cluster = '' WHERE doc = ?"
)


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


def _hold_texts(db: Db, rows: Sequence[CleanRow]) -> list[int]:
    """The numbers of documents' texts; matching is told that other documents hold them."""
    known: dict[int, int] = {}
    for marks, part in chunks([row.key for row in rows]):
        known.update(db.execute(f"SELECT key, text FROM texts WHERE key IN ({marks})", part))
    new = {row.key: row for row in reversed(rows) if row.key not in known}
    numbers = count(int(db.execute("SELECT coalesce(max(text), 0) + 1 FROM texts").fetchone()[0]))
    came = [(next(numbers), one) for one in reversed(new.values())]
    sketched = [(number, one.key, one.length, one.level) for number, one in came]
    db.executemany("INSERT INTO texts (text, key, length, level) VALUES (?, ?, ?, ?)", sketched)
    db.executemany("INSERT OR REPLACE INTO fresh VALUES (?, ?)", [(number, one.hashes) for number, one in came])
    known.update((one.key, number) for number, one in came)
    texts = [known[row.key] for row in rows]
    db.executemany("INSERT INTO dirty (text) VALUES (?)", [(text,) for text in texts])
    return texts


def rules_number(db: Db, sha256: str) -> int:
    """The number of a hash of rules."""
    db.execute("INSERT OR IGNORE INTO rules (sha256) VALUES (?)", (sha256,))
    return int(db.execute("SELECT rules FROM rules WHERE sha256 = ?", (sha256,)).fetchone()[0])


def put_texts(db: Db, rows: Sequence[TextRow]) -> None:
    """Stores labels and texts alone, in an index that has none yet: nothing in it can be searched or matched."""
    rules = {name: rules_number(db, name) for name in {row.rules_sha256 for row in rows}}
    db.executemany("INSERT INTO details VALUES (?, ?, ?, NULL)", [(row.doc, row.labels, row.text) for row in rows])
    db.executemany(
        "UPDATE documents SET due = 0, cleaned_sha256 = ?, rules = ? WHERE doc = ?",
        [(bytes.fromhex(row.cleaned_sha256), rules[row.rules_sha256], row.doc) for row in rows],
    )


def put_cleaned(db: Db, rows: Sequence[CleanRow]) -> int:
    """Stores what cleaning found of documents that are still due, and as they were read; how many that had labels got others."""
    return _put(db, rows, "due", {})


def put_overridden(db: Db, rows: Sequence[CleanRow], overridden: Mapping[int, str]) -> None:
    """Stores what becomes of documents that are no longer due, and as they were read, by the labels of a reviewer's own;
    `overridden` has a hash of these."""
    _put(db, rows, "NOT due", overridden)


def _put(db: Db, rows: Sequence[CleanRow], which: str, overridden: Mapping[int, str]) -> int:
    before: dict[int, bytes] = {}
    titles: dict[int, str] = {}
    made_from = {row.doc: bytes.fromhex(row.sha256) for row in rows}
    for marks, part in chunks([row.doc for row in rows]):
        select = "SELECT doc, sha256, title, labels FROM documents LEFT JOIN details USING (doc)"
        for doc, sha256, title, labels in db.execute(f"{select} WHERE {which} AND doc IN ({marks})", part):
            if sha256 != made_from[doc]:
                continue  # another scan has read other bytes, or given the number to another document
            titles[doc] = from_sql(title)
            if labels is not None:
                before[doc] = labels
    rows = [row for row in rows if row.doc in titles]
    if before:
        unsearch(db, before)
        leave_texts(db, list(before))
    searched = [(row.doc, spread(titles[row.doc]), row.searched) for row in rows]
    db.executemany("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", searched)
    details = [(row.doc, row.labels, row.text, row.matched) for row in rows]
    db.executemany("INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?)", details)
    texts = _hold_texts(db, rows)
    rules = {name: rules_number(db, name) for name in {row.rules_sha256 for row in rows}}
    numbers = [
        (
            r.detected,
            r.words,
            r.blocks,
            r.chars,
            r.boiler,
            r.dup,
            bytes.fromhex(r.cleaned_sha256),
            rules[r.rules_sha256],
            text,
            r.body,
            overridden.get(r.doc, ""),
            r.doc,
        )
        for r, text in zip(rows, texts, strict=True)
    ]
    db.executemany(
        "UPDATE documents SET due = 0, detected = ?, words = ?, blocks = ?, chars = ?, boiler = ?,"
        " dup = ?, cleaned_sha256 = ?, rules = ?, text = ?, body = ?, overridden = ? WHERE doc = ?",
        numbers,
    )
    return sum(before.get(row.doc, row.labels) != row.labels for row in rows)
