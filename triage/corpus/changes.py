"""What changed in the folder since it was read: files are compared by size and time, in the order of their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from triage.corpus.schema import take
from triage.corpus.store import get_meta, set_meta, transaction
from triage.corpus.work import Task

Stat = tuple[str, int, int]


def changes(db: sqlite3.Connection, task: Task, state: Path | None) -> tuple[list[Stat], list[str]]:
    """Files that are new or changed, and those that are gone."""
    from triage.read import walk

    _forget_containers(db, task)
    # What was passed and not found: mostly files that are gone. A folder that can't be listed comes later in the walk than its
    # name would, and names that aren't UTF-8 stand last in the index.
    passed = {take(path): (size, time) for path, size, time in _files(db, "blob")}
    known = _files(db, "text")
    row = next(known, None)
    new: list[Stat] = []
    for found in walk(task.root, state):
        # A problem (a lacking right) may come and go without a trace in size or time, so it is part of what is compared.
        now = (-2 - found.size if found.problem else found.size), found.mtime_ns
        while row is not None and row[0] < found.path:
            passed[row[0]] = row[1:]
            row = next(known, None)
        if row is not None and row[0] == found.path:
            was: tuple[int, int] | None = row[1:]
            row = next(known, None)
        else:
            was = passed.pop(found.path, None)
        if was != now:
            new.append((found.path, *now))
    if row is not None:
        passed.update((path, (size, time)) for path, size, time in (row, *known))
    return new, list(passed)


def _files(db: sqlite3.Connection, kind: str) -> Iterator[Stat]:
    """Path, size and time of the files that were read, by path: those whose names are text, or bytes."""
    return iter(db.execute("SELECT path, size, mtime_ns FROM files WHERE typeof(path) = ? ORDER BY path", (kind,)))


def _forget_containers(db: sqlite3.Connection, task: Task) -> None:
    """Has containers read again where their text is to be found in another field."""
    from triage.read.kinds import is_container

    field = task.text_field or ""
    if get_meta(db, "text field") == field:
        return
    with transaction(db):
        paths = [path for (path,) in db.execute("SELECT path FROM files") if is_container(take(path))]
        db.executemany("UPDATE files SET size = -1 WHERE path = ?", ((path,) for path in paths))
        set_meta(db, "text field", field)
