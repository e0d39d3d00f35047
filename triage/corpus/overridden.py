"""Whether the reviewer's own labels still make the text that was decided on, after the rules around them changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from triage.corpus.meta import transaction
from triage.corpus.mirror import settle
from triage.corpus.packing import unpack_blocks
from triage.corpus.schema import from_sql, to_sql
from triage.corpus.work import Task
from triage.errors import TriageError

# CROSS JOIN holds SQLite to this order: few decisions have labels of the reviewer's own.
_WANTED = """SELECT d.id, s.source_sha256, r.sha256, t.labels FROM decisions s CROSS JOIN documents d ON d.id = s.id
    JOIN details t USING (doc) JOIN rules r USING (rules) WHERE s.overrides AND s.rules_sha256 <> ''
    AND s.rules_sha256 <> r.sha256 AND d.overridden_sha256 = '' AND s.source_sha256 = lower(hex(d.sha256)) AND NOT d.due"""


def settle_overridden(db: sqlite3.Connection, task: Task, state: Path | None) -> None:
    """Computes the cleaned text of documents with labels of the reviewer's own that were decided under other rules."""
    found = {}
    for key, sha256, rules_sha256, labels in db.execute(_WANTED).fetchall():
        made = _sha256(task, state, from_sql(key), sha256, rules_sha256, labels)
        if made:
            found[from_sql(key)] = made
    if not found:
        return
    with transaction(db):
        db.executemany(
            "UPDATE documents SET overridden_sha256 = ? WHERE id = ?", ((made, to_sql(name)) for name, made in found.items())
        )
        settle(db, found)


def _sha256(task: Task, state: Path | None, name: str, sha256: str, rules_sha256: str, labels: bytes) -> str:
    from triage.clean import assemble, with_overrides
    from triage.read import ReadOptions, read_document
    from triage.save import load_sidecar, sidecar_path

    try:
        sidecar = load_sidecar(sidecar_path(task.root, name, state))
    except TriageError:
        return ""
    document = read_document(task.root, name, ReadOptions(text_field=task.text_field))
    if sidecar is None or document.source.sha256 != sha256:
        return ""
    return with_overrides(document, assemble(document, unpack_blocks(labels), rules_sha256), sidecar.blocks).sha256
