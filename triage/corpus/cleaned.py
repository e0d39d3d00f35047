"""What the last scan made of a document: its labels and its cleaned text, without the reviewer's changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from triage.corpus.listing import condition_of
from triage.corpus.packing import unpack_blocks, unpack_text
from triage.corpus.schema import put, take
from triage.model import Block

Db = sqlite3.Connection


def labelled(db: Db, id: str, rules: str) -> tuple[str, tuple[Block, ...], str] | None:
    """Hash of the source, blocks, hash of the rules; None where that is out of date, or other rules than these are noted."""
    found = db.execute(
        "SELECT documents.sha256, labels, rules.sha256 FROM documents JOIN details USING (doc) JOIN rules USING (rules)"
        " WHERE id = ? AND NOT due AND (SELECT value FROM meta WHERE key = 'rules') = ?",
        (put(id), rules),
    ).fetchone()
    return (found[0].hex(), unpack_blocks(found[1]), found[2]) if found else None


def text(db: Db, id: str) -> str | None:
    """The cleaned text; None where there is none."""
    found = db.execute("SELECT details.text FROM documents JOIN details USING (doc) WHERE id = ?", (put(id),)).fetchone()
    return unpack_text(found[0]) if found and found[0] is not None else None


def texts(db: Db, where: str) -> Iterator[tuple[str, str]]:
    """Ids and cleaned texts of the documents that fit, by id. Raises UsageError."""
    condition, values = condition_of(where)
    cleaned = "(SELECT details.text FROM details WHERE details.doc = documents.doc)"
    for id, packed in db.execute(f"SELECT id, {cleaned} FROM documents WHERE {condition} ORDER BY id", values):
        if packed is not None:
            yield take(id), unpack_text(packed)
