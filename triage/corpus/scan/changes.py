"""What changed in the folder since it was read: files are compared by size and time.

A folder's files are compared one by one only where a digest of all their names, sizes and times has changed: the second scan of a
million files costs little more than walking them.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triage.corpus.decisions.sidecar_changes import Noticed
from triage.corpus.index.meta import get_meta, set_meta, transaction
from triage.corpus.index.schema import Value, from_sql, to_sql
from triage.corpus.scan.quick_check import now, times
from triage.corpus.scan.store import Stat, look_again
from triage.corpus.scan.worker import Task

if TYPE_CHECKING:
    from triage.read.walk import Row

# As SELECT DISTINCT folder FROM files, without looking at each row.
_FOLDERS = """WITH RECURSIVE each_one(folder) AS (SELECT min(folder) FROM files UNION ALL
    SELECT (SELECT min(folder) FROM files WHERE folder > each_one.folder) FROM each_one WHERE folder IS NOT NULL)
    SELECT folder FROM each_one WHERE folder IS NOT NULL"""
Stamp = tuple[int, int]


class Changes:
    """Files that are `new` or changed, and those that are `gone`, by path; `digests` of folders, the folders that `left`, and the
    times of those that were `seen`."""

    def __init__(self) -> None:
        self.new: list[Stat] = []
        self.gone: list[str] = []
        self.digests: dict[Value, bytes] = {}
        self.left: list[Value] = []
        self.seen: list[tuple[Value, int]] = []

    def note(self, db: sqlite3.Connection) -> None:
        """All of this is taken in: the folders are as they were found."""
        if self.digests or self.left or sorted(self.seen, key=str) != sorted(db.execute("SELECT * FROM seen"), key=str):
            with transaction(db):
                db.execute("DELETE FROM seen")
                db.executemany("INSERT INTO seen VALUES (?, ?)", self.seen)
                db.executemany("INSERT OR REPLACE INTO folders VALUES (?, ?)", self.digests.items())
                db.executemany("DELETE FROM folders WHERE folder = ?", ((folder,) for folder in self.left))


def changes(db: sqlite3.Connection, task: Task, state: Path | None, sidecars: Noticed) -> Changes:
    """What changed since the last scan. `sidecars` looks at all that there are."""
    from triage.read import folders

    _forget_containers(db, task)
    known = dict(db.execute("SELECT folder, digest FROM folders"))
    unseen = {folder for (folder,) in db.execute(_FOLDERS)}
    closed = _closed(db, task.root)
    found = Changes()
    begun = now()
    if state is not None:
        sidecars.look_through()
    for folder, rows, beside in folders(task.root, state):
        if state is None:
            sidecars.look_among(folder, beside)
        if rows and rows[0][0] == (folder.rstrip("/") or "."):
            # It can't be listed: the row that says so has the name of a file in the folder above.
            path, _, time, _ = rows[0]
            stamp = _stored_size(rows[0]), time
            if closed.pop(path, None) != stamp:
                found.new.append((path, *stamp))
            continue
        found.seen += times(task.root, [folder], begun)
        key = to_sql(folder)
        digest = _digest(rows)
        unseen.discard(key)
        if known.pop(key, None) != digest:
            _compare(db, folder, rows, closed, found)
            found.digests[key] = digest
    for key in unseen:
        _compare(db, from_sql(key), [], closed, found)
    found.left = list(known)
    found.gone += closed
    found.new.sort()
    return found


def _stored_size(row: Row) -> int:
    """A problem (a lacking right) may come and go without a trace in size or time, so it is part of what is compared."""
    return -2 - row[1] if row[3] else row[1]


def _digest(rows: Sequence[Row]) -> bytes:
    problems = [(row[0], row[3].code) for row in rows if row[3]]
    # Version 2 of the format, since later ones depend on which objects are shared.
    return hashlib.blake2b(marshal.dumps(([row[:3] for row in rows], problems), 2), digest_size=16).digest()


def _compare(db: sqlite3.Connection, folder: str, rows: Sequence[Row], closed: dict[str, Stamp], found: Changes) -> None:
    """A folder's own files, one by one."""
    stored = db.execute("SELECT name, size, mtime_ns FROM files WHERE folder = ?", (to_sql(folder),))
    known = {folder + from_sql(name): (size, time) for name, size, time in stored}
    for row in rows:
        stamp = _stored_size(row), row[2]
        if known.pop(row[0], None) != stamp:
            found.new.append((row[0], *stamp))
    found.gone += (path for path in known if path not in closed)


def _closed(db: sqlite3.Connection, root: Path) -> dict[str, Stamp]:
    """The folders that couldn't be listed, as they stand among the files. A link to a folder is a row of the folder it is in."""
    rows = db.execute("SELECT folder, name, size, mtime_ns FROM files WHERE size = -2 AND mtime_ns = 0")
    found = {from_sql(folder) + from_sql(name): (size, time) for folder, name, size, time in rows}
    return {path: stamp for path, stamp in found.items() if os.path.isdir(root / path) and not os.path.islink(root / path)}


def _forget_containers(db: sqlite3.Connection, task: Task) -> None:
    """Has containers read again where their text is to be found in another field."""
    from triage.read.kinds import is_container

    field = task.text_field or ""
    if get_meta(db, "text field") == field:
        return
    with transaction(db):
        paths = (from_sql(folder) + from_sql(name) for folder, name in db.execute("SELECT folder, name FROM files").fetchall())
        look_again(db, [path for path in paths if is_container(path)])
        set_meta(db, "text field", field)
