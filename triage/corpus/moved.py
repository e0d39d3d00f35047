"""Decisions whose documents aren't where they were, and where documents of the same bytes are."""

from __future__ import annotations

from collections.abc import Iterable

from triage.corpus.meta import Db, chunks
from triage.corpus.schema import put, take
from triage.naming import RECORD

_ASTRAY = """SELECT s.id, s.source_sha256, d.doc IS NULL FROM decisions s LEFT JOIN documents d ON d.id = s.id
    WHERE s.source_sha256 <> '' AND s.problem = '' AND s.problem_message = ''
    AND (d.doc IS NULL OR lower(hex(d.sha256)) <> s.source_sha256) ORDER BY s.id"""


def astray(db: Db) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Of the decisions whose document is gone, or is a record of other bytes now, the hash of the bytes that were judged, by id;
    and by hash the documents that have these and no decision of their own, or one that is astray itself. A file of other bytes
    was edited: its decision stays with it."""
    found = [(take(id), str(digest), bool(gone)) for id, digest, gone in db.execute(_ASTRAY)]
    judged = {id: digest for id, digest, gone in found if gone or RECORD.fullmatch(id)}
    places: dict[str, list[str]] = {}
    if not judged:
        return {}, {}
    wanted = set(judged.values())
    have = ((take(id), digest.hex()) for id, digest in db.execute("SELECT id, sha256 FROM documents ORDER BY id"))
    same = [(id, digest) for id, digest in have if digest in wanted]
    decided = {take(id) for (id,) in db.execute("SELECT id FROM decisions")} if same else set()
    for id, digest in same:
        if id not in decided or id in judged:
            places.setdefault(digest, []).append(id)
    return judged, places


def naming(db: Db, ids: Iterable[str]) -> list[str]:
    """The documents whose decisions name one of these: as what they repeat, or don't."""
    found: dict[str, None] = {}
    for marks, part in chunks(list(map(put, ids))):
        of = f"SELECT id FROM decisions WHERE duplicate_of IN ({marks}) UNION SELECT id FROM apart WHERE other IN ({marks})"
        found |= dict.fromkeys(take(id) for (id,) in db.execute(of, part + part))
    return sorted(found)
