"""Whether a large folder is, at a glance, as it was scanned: by the times of its folders and containers, without its files.

A folder's time changes when a file comes, goes or is replaced, as programs that save do; not when one is written in place. So
this is for looking, where a walk through a hundred thousand files would take longer than the answer; a scan looks at each.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from triage.corpus.decisions.sidecar_index import awaiting_overrides
from triage.corpus.index.meta import count_documents
from triage.corpus.index.schema import from_sql, to_sql

LEAST = 5000  # documents; smaller folders are walked as quickly
_UNSURE = 2_000_000_000  # nanoseconds; what changed so shortly before may change again without another time
_DUE = ("documents WHERE due", "dirty", "pending")
# As SELECT DISTINCT path, without looking at each record.
_CONTAINERS = """WITH RECURSIVE each_one(path) AS (SELECT min(path) FROM documents WHERE path IS NOT NULL UNION ALL
    SELECT (SELECT min(path) FROM documents WHERE path > each_one.path AND path IS NOT NULL) FROM each_one
    WHERE path IS NOT NULL) SELECT path FROM each_one WHERE path IS NOT NULL"""


def times(root: Path, folders: Iterable[str], begun: int) -> list[tuple[str | bytes, int]]:
    """The times of folders (paths with a `/` behind them) for `seen`; `begun` is when they began to be looked at."""
    found = []
    for folder in folders:
        stamp = _time(root / folder)
        found.append((to_sql(folder), stamp if stamp is not None and stamp < begun - _UNSURE else 0))
    return found


def now() -> int:
    """The time as files have it."""
    return time.time_ns()


def is_current(db: sqlite3.Connection, root: Path, notes: dict[str, str]) -> bool:
    """Whether nothing seems to have changed since a scan of a large folder was through. `notes`: what it must have noted."""
    if count_documents(db) < LEAST:
        return False
    if any(db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in _DUE):
        return False
    if awaiting_overrides(db):
        return False
    noted = dict(db.execute("SELECT key, value FROM meta"))
    if any(noted.get(key, "") != value for key, value in notes.items()):
        return False
    seen = db.execute("SELECT folder, mtime_ns FROM seen").fetchall()
    return bool(seen) and all(_time(root / from_sql(folder)) == stamp for folder, stamp in seen) and _containers_are(db, root)


def _containers_are(db: sqlite3.Connection, root: Path) -> bool:
    for (path,) in db.execute(_CONTAINERS).fetchall():
        folder, slash, name = from_sql(path).rpartition("/")
        known = db.execute(
            "SELECT mtime_ns FROM files WHERE folder = ? AND name = ?", (to_sql(folder + slash), to_sql(name))
        ).fetchone()
        if known is None or _time(root / from_sql(path)) != known[0]:
            return False
    return True


def _time(path: Path) -> int | None:
    try:
        return os.stat(path).st_mtime_ns
    except (OSError, ValueError):
        return None
