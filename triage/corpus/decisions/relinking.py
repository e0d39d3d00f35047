"""Decisions whose documents aren't where they were, and where documents of the same bytes are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from triage.corpus.index.meta import Db, chunks
from triage.corpus.index.schema import from_sql, to_sql
from triage.naming import RECORD

_CHANGED = """SELECT s.id, s.source_sha256, d.doc IS NULL, lower(hex(d.sha256)), s.duplicate_of, s.problem_message
    FROM decisions s LEFT JOIN documents d ON d.id = s.id WHERE s.source_sha256 NOT IN ('', 'unread')
    AND s.problem = '' AND (d.doc IS NULL OR lower(hex(d.sha256)) <> s.source_sha256) ORDER BY s.id"""


class Astray(NamedTuple):
    """`judged`: by id, the hash of the bytes that were judged, of decisions whose document is gone, is a record of other bytes
    now, or is one of the `displaced`: files that hold what another of these decisions was made about. `places`: by hash, the
    documents that have these bytes and no decision of their own, or one that is astray itself; where there are none, those of
    which the sidecar can't be read, so that it is told what is in the way. `unlike`: by id, the documents that a decision names
    as others than its own."""

    judged: dict[str, str]
    places: dict[str, list[str]]
    unlike: dict[str, set[str]]
    displaced: set[str]


def astray(db: Db) -> Astray:
    """What went elsewhere. A file of bytes that nobody judged was edited: its decision stays with it."""
    judged: dict[str, str] = {}
    holds: dict[str, str] = {}
    unlike: dict[str, set[str]] = {}
    for key, digest, gone, held, of, newer in db.execute(_CHANGED).fetchall():
        if newer:
            continue
        id = from_sql(key)
        judged[id] = from_sql(digest)
        unlike |= {id: {from_sql(of)}} if of else {}
        if not gone and not _is_record(id):
            holds[id] = str(held)
    displaced = _displaced(judged, holds)
    judged = {id: digest for id, digest in judged.items() if id in displaced or id not in holds}
    unlike = {id: others for id, others in unlike.items() if id in judged}
    for marks, part in chunks(list(map(to_sql, judged))):
        for key, other in db.execute(f"SELECT id, other FROM apart WHERE id IN ({marks})", part):
            unlike.setdefault(from_sql(key), set()).add(from_sql(other))
    wanted = set(judged.values())
    places = _places(db, wanted, judged)
    broken = [from_sql(id) for (id,) in db.execute("SELECT id FROM decisions WHERE problem <> ''")]
    places |= _places(db, wanted - places.keys(), broken) if broken else {}
    return Astray(judged, places, unlike, displaced)


def _displaced(judged: Mapping[str, str], holds: Mapping[str, str]) -> set[str]:
    """Of the files that hold other bytes than were judged, those that hold what was judged of a document that is gone, of a
    record, or of another of them: a file was renamed over another one, or two have each other's name."""
    sought, holding, edited = Counter(judged.values()), _by_value(holds), set[str]()
    idle = [id for id, digest in holds.items() if not sought[digest]]
    while idle:
        id = idle.pop()
        edited.add(id)
        sought[judged[id]] -= 1
        # What an edited file was judged for isn't looked for: its decision stays.
        idle += holding.get(judged[id], ()) if not sought[judged[id]] else ()
    return holds.keys() - edited


def _by_value(digests: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id, digest in digests.items():
        found.setdefault(digest, []).append(id)
    return found


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
