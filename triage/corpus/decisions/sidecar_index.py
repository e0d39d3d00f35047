"""The queryable copy of the sidecars. The files stay the truth."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from triage.corpus.decisions.corrections import apply_all_corrections, apply_corrections, as_json
from triage.corpus.index.meta import transaction
from triage.corpus.index.packing import digest_of, pack_overrides
from triage.corpus.index.schema import folded, from_sql, to_sql
from triage.errors import SidecarError, TriageError
from triage.model import Problem, Sidecar

Stamp = tuple[int, int]
"""The size of a file and the time of its last change in nanoseconds; both negative for what was indexed as it was saved."""

# A decision is stale where what was judged isn't there any more. What labels of the reviewer's own make of the document may not
# be known yet.
_COPY_DECISIONS = """UPDATE documents SET
    answer = coalesce((SELECT answer FROM decisions s WHERE s.id = documents.id), ''),
    sidecar_problem = coalesce((SELECT problem FROM decisions s WHERE s.id = documents.id), ''),
    stale = coalesce((SELECT CASE
        WHEN s.source_sha256 <> '' AND s.source_sha256 <> coalesce(nullif(lower(hex(documents.sha256)), ''), 'unread')
            THEN 'source-changed'
        WHEN documents.cleaned_sha256 = x'' OR documents.overridden <> s.overrides THEN 'current'
        WHEN s.clean_sha256 <> '' AND s.clean_sha256 <> lower(hex(documents.cleaned_sha256)) THEN 'clean-changed'
        ELSE 'current' END FROM decisions s WHERE s.id = documents.id AND s.problem = ''), 'current')"""


_OVERRIDDEN = "(SELECT id FROM decisions WHERE overrides <> '' UNION SELECT id FROM documents WHERE overridden <> '')"
_AWAITING_OVERRIDES = """SELECT d.doc FROM documents d LEFT JOIN decisions s ON s.id = d.id WHERE d.id {} {}
    AND coalesce(s.overrides, '') <> d.overridden AND NOT d.due AND d.problem = '' AND d.size <= :largest"""
_ANY_SIZE = 1 << 62


def copy_decisions(db: sqlite3.Connection, names: Iterable[str] | None = None) -> None:
    """Brings what `documents` copies from `decisions` up to date, for some documents or for all."""
    if names is None:
        db.execute(
            f"{_COPY_DECISIONS} WHERE id IN (SELECT id FROM decisions)"
            " OR answer <> '' OR stale <> 'current' OR sidecar_problem <> ''"
        )
        apply_all_corrections(db)
    else:
        keys = [(to_sql(name),) for name in names]
        db.executemany(f"{_COPY_DECISIONS} WHERE id = ?", keys)
        apply_corrections(db, "d.id = ?", keys)


def copy_decisions_to_rows(db: sqlite3.Connection, docs: Iterable[int]) -> None:
    """As `copy_decisions`, for documents by row number; to be called inside the transaction in which they change."""
    if db.execute("SELECT 1 FROM decisions LIMIT 1").fetchone():
        keys = [(doc,) for doc in docs]
        db.executemany(f"{_COPY_DECISIONS} WHERE doc = ? AND id IN (SELECT id FROM decisions)", keys)
        apply_corrections(db, "d.doc = ?", keys)


def stamp_of(path: Path) -> Stamp | None:
    """None where there is no such file, or it can't be looked at."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns


def is_due(db: sqlite3.Connection) -> bool:
    """Whether clusters have yet to go by what was indexed."""
    return db.execute("SELECT 1 FROM dirty LIMIT 1").fetchone() is not None


def awaiting_overrides(db: sqlite3.Connection, names: Sequence[str] | None = None, largest: int = _ANY_SIZE) -> list[int]:
    """The documents, of up to `largest` bytes, of which the index tells what other labels make of them than those that a
    reviewer gave their blocks by now: among `names`, or all."""
    if names is None:
        return [doc for (doc,) in db.execute(_AWAITING_OVERRIDES.format("IN", _OVERRIDDEN), {"largest": largest})]
    each = ({"id": to_sql(name), "largest": largest} for name in names)
    return [doc for values in each for (doc,) in db.execute(_AWAITING_OVERRIDES.format("=", ":id"), values)]


def _tell_apart(db: sqlite3.Connection, name: str, others: Iterable[str]) -> None:
    """What a document isn't a copy of; matching is told where that is news."""
    wanted = {to_sql(other) for other in others}
    if wanted == {other for (other,) in db.execute("SELECT other FROM apart WHERE id = ?", (to_sql(name),))}:
        return
    db.execute("DELETE FROM apart WHERE id = ?", (to_sql(name),))
    db.executemany("INSERT INTO apart VALUES (?, ?)", ((to_sql(name), other) for other in wanted))
    db.execute("INSERT INTO dirty (text) SELECT text FROM documents WHERE id = ? AND text IS NOT NULL", (to_sql(name),))


def _delete(db: sqlite3.Connection, name: str) -> None:
    _clear(db, name)
    _tell_apart(db, name, ())


def _clear(db: sqlite3.Connection, name: str) -> None:
    for table in ("decisions", "tags", "reasons"):
        db.execute(f"DELETE FROM {table} WHERE id = ?", (to_sql(name),))


def _put(db: sqlite3.Connection, name: str, sidecar: Sidecar, stamp: Stamp) -> None:
    """Stores a sidecar; its size and time are those of the file that it was read from, or -1: to be looked at again."""
    from triage.save import newer_schema

    made = sidecar.decision
    key = to_sql(name)
    own = pack_overrides(sidecar.blocks)
    _clear(db, name)
    _tell_apart(db, name, made.not_duplicate_of)
    values = {
        "id": key,
        "size": stamp[0],
        "mtime_ns": stamp[1],
        "answer": made.answer or "",
        "reasons": json.dumps(made.reasons),
        "tags": json.dumps(made.tags),
        "note": to_sql(made.note),
        "duplicate_of": to_sql(made.duplicate_of),
        "reviewer": to_sql(made.reviewer),
        "decided_at": made.decided_at.isoformat() if made.decided_at else "",
        "source_sha256": to_sql(sidecar.source.sha256) or _of_unread(sidecar),
        "clean_sha256": to_sql(sidecar.clean.sha256),
        "rules_sha256": to_sql(sidecar.clean.rules_sha256),
        "overrides": digest_of(own),
        "overriding": own,
        "problem_message": newer_schema(sidecar),
        "mended": as_json(sidecar),
    }
    db.execute(f"INSERT INTO decisions ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values()))
    tags = [(to_sql(tag), key, to_sql(folded(tag))) for tag in dict.fromkeys(made.tags)]
    db.executemany("INSERT INTO tags VALUES (?, ?, ?)", tags)
    reasons = [(to_sql(reason), key, to_sql(folded(reason))) for reason in dict.fromkeys(made.reasons)]
    db.executemany("INSERT INTO reasons VALUES (?, ?, ?)", reasons)


def _of_unread(sidecar: Sidecar) -> str:
    """What stands for the hash of bytes that couldn't be read as triage noted the decision; who wrote a sidecar by hand may have
    left it out."""
    return "unread" if sidecar.clean.version else ""


def index_sidecars(db: sqlite3.Connection, changes: Iterable[tuple[str, Sidecar | None]]) -> None:
    """Takes over sidecars as they are saved, all or none."""
    listed = list(changes)
    if not listed:
        return
    with transaction(db):
        for name, sidecar in listed:
            if sidecar is None:
                _delete(db, name)
            else:
                _put(db, name, sidecar, (-1, -1))
        copy_decisions(db, dict.fromkeys(name for name, _ in listed))


def _load(db: sqlite3.Connection, name: str, path: Path, stamp: Stamp) -> None:
    from triage.save import load_sidecar

    try:
        sidecar = load_sidecar(path)
    except TriageError as error:
        _delete(db, name)
        line = error.line if isinstance(error, SidecarError) else None
        values = (to_sql(name), *stamp, "sidecar", to_sql(str(error)), line)
        db.execute(
            "INSERT INTO decisions (id, size, mtime_ns, problem, problem_message, problem_line) VALUES (?, ?, ?, ?, ?, ?)", values
        )
        return
    if sidecar is None:
        _delete(db, name)
    else:
        _put(db, name, sidecar, stamp)


def take_over(db: sqlite3.Connection, changed: Sequence[tuple[str, Path, Stamp]], gone: Sequence[str]) -> int:
    """Reads sidecars that were changed or added, of the size and time that they were seen with, and forgets those that are gone;
    how many there are of both."""
    if not changed and not gone:
        return 0
    with transaction(db):
        for name, path, stamp in changed:
            _load(db, name, path, stamp)
        for name in gone:
            _delete(db, name)
        copy_decisions(db, [*(name for name, *_ in changed), *gone])
    return len(changed) + len(gone)


def problems(db: sqlite3.Connection) -> Iterator[tuple[str, Problem]]:
    """Sidecars that can't be used, or only be read, with why."""
    found = db.execute("SELECT id, problem, problem_message, problem_line FROM decisions WHERE problem_message <> '' ORDER BY id")
    for name, code, message, line in found.fetchall():
        yield from_sql(name), Problem(code or "newer", from_sql(message), line)


def repeats(db: sqlite3.Connection) -> dict[str, str]:
    """What documents were rejected as duplicates of, by id."""
    found = db.execute("SELECT id, duplicate_of FROM decisions WHERE answer = 'reject' AND duplicate_of <> ''")
    return {from_sql(name): from_sql(of) for name, of in found}


def orphans(db: sqlite3.Connection) -> list[str]:
    """Sidecars whose document is gone, by its id."""
    found = db.execute("SELECT id FROM decisions WHERE id NOT IN (SELECT id FROM documents) ORDER BY id")
    return [from_sql(name) for (name,) in found]
