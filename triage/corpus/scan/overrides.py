"""Has the index tell of documents in which a reviewer changed labels what these make of them: text, words, shares, copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from triage.corpus.decisions.sidecar_index import copy_decisions_to_rows
from triage.corpus.index.meta import transaction
from triage.corpus.index.packing import digest_of, unpack_blocks, unpack_overrides
from triage.corpus.index.schema import from_sql
from triage.corpus.scan.store import put_overridden
from triage.corpus.scan.worker import CleanRow, Task, clean_rows

_AT_ONCE = 100
_ONE = """SELECT d.id, hex(d.sha256), t.labels, r.sha256, coalesce(s.overriding, '') FROM documents d JOIN details t USING (doc)
    JOIN rules r USING (rules) LEFT JOIN decisions s ON s.id = d.id WHERE d.doc = ?"""


def apply_overrides(db: sqlite3.Connection, task: Task, docs: Sequence[int]) -> None:
    """Cleans documents again with the labels that their sidecars give to blocks now. One that changed since it was scanned is
    left to the next scan."""
    for first in range(0, len(docs), _AT_ONCE):
        _clean_again(db, task, docs[first : first + _AT_ONCE])


def _clean_again(db: sqlite3.Connection, task: Task, docs: Sequence[int]) -> None:
    rows: list[CleanRow] = []
    overridden: dict[int, str] = {}
    for doc in docs:
        found = db.execute(_ONE, (doc,)).fetchone()
        row = _row(task, doc, *found) if found is not None else None
        if found is not None and row is not None:
            rows.append(row)
            overridden[doc] = digest_of(found[-1])
    with transaction(db):
        put_overridden(db, rows, overridden)
        copy_decisions_to_rows(db, overridden)


def _row(task: Task, doc: int, key: str | bytes, sha256: str, labels: bytes, rules: str, overriding: str) -> CleanRow | None:
    """What is stored of a document; its labels stay the cleaner's own, on which a reviewer's are laid wherever they are shown."""
    from triage.clean import assemble, with_overrides
    from triage.read import ReadOptions, read_document

    document = read_document(task.root, from_sql(key), ReadOptions(text_field=task.text_field, text_alone=True))
    if document.source.sha256 != sha256.lower():
        return None
    cleaned = with_overrides(document, assemble(document, unpack_blocks(labels), rules), unpack_overrides(overriding))
    return clean_rows([doc], [document], [cleaned])[0]._replace(labels=labels)
