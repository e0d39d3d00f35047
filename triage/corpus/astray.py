"""Decisions whose documents aren't where they were, and where documents of the same bytes are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from triage.corpus.meta import Db, chunks
from triage.corpus.schema import from_sql, to_sql
from triage.naming import RECORD

_CHANGED = """SELECT s.id, s.source_sha256, d.doc IS NULL, s.duplicate_of, s.problem_message
    FROM decisions s LEFT JOIN documents d ON d.id = s.id WHERE s.source_sha256 NOT IN ('', 'unread')
    AND s.problem = '' AND (d.doc IS NULL OR lower(hex(d.sha256)) <> s.source_sha256) ORDER BY s.id"""


class Astray(NamedTuple):
    """`judged`: by id, the hash of the bytes that were judged, of decisions whose document is gone, or is a record of other bytes
    now; `places`: by hash, the documents that have these bytes and no decision of their own, or one that is astray itself;
    `unlike`: by id, the documents that a decision names as others than its own."""

    judged: dict[str, str]
    places: dict[str, list[str]]
    unlike: dict[str, set[str]]


def astray(db: Db) -> Astray:
    """What went elsewhere. A file of other bytes was edited: its decision stays with it."""
    changed = db.execute(_CHANGED).fetchall()
    moved = [
        (from_sql(id), from_sql(digest), from_sql(of))
        for id, digest, gone, of, newer in changed
        if not newer and (gone or _is_record(id))
    ]
    judged = {id: digest for id, digest, _ in moved}
    unlike = {id: {of} for id, _, of in moved if of}
    for marks, part in chunks(list(map(to_sql, judged))):
        for id, other in db.execute(f"SELECT id, other FROM apart WHERE id IN ({marks})", part):
            unlike.setdefault(from_sql(id), set()).add(from_sql(other))
    return Astray(judged, _places(db, set(judged.values()), judged), unlike)


def elsewhere(db: Db) -> dict[str, tuple[str, ...]]:
    """Of the decisions whose document is gone or has other bytes now, where the bytes are that were judged, by id: at documents
    without a decision."""
    judged = {from_sql(id): from_sql(digest) for id, digest, *_ in db.execute(_CHANGED)}
    places = _places(db, set(judged.values()))
    return {id: tuple(places.get(digest, ())) for id, digest in judged.items()}


def naming(db: Db, ids: Iterable[str]) -> list[str]:
    """The documents whose decisions name one of these: as what they repeat, or don't."""
    found: dict[str, None] = {}
    for marks, part in chunks(list(map(to_sql, ids))):
        of = f"SELECT id FROM decisions WHERE duplicate_of IN ({marks}) UNION SELECT id FROM apart WHERE other IN ({marks})"
        found |= dict.fromkeys(from_sql(id) for (id,) in db.execute(of, part + part))
    return sorted(found)


def _is_record(id: str | bytes) -> bool:
    return RECORD.fullmatch(from_sql(id)) is not None


def _places(db: Db, wanted: set[str], free: Iterable[str] = ()) -> dict[str, list[str]]:
    """The documents of these bytes without a decision, or with one that is `free`."""
    places: dict[str, list[str]] = {}
    if not wanted:
        return places
    have = ((id, digest.hex()) for id, digest in db.execute("SELECT id, sha256 FROM documents ORDER BY id"))
    same = [(from_sql(id), digest) for id, digest in have if digest in wanted]
    decided = {from_sql(id) for (id,) in db.execute("SELECT id FROM decisions")} if same else set()
    taken = decided.difference(free)
    for id, digest in same:
        if id not in taken:
            places.setdefault(digest, []).append(id)
    return places
