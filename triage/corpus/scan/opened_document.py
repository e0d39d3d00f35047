"""A document that changed since it was scanned, as it was found when somebody opened it: what the index tells of it, and of what
was decided on it, is about these bytes from then on."""

from __future__ import annotations

from triage.corpus.decisions.sidecar_index import copy_decisions_to_rows
from triage.corpus.index.meta import Db, get_meta, transaction
from triage.corpus.index.schema import to_sql
from triage.corpus.scan.store import Reading, look_again, put_cleaned
from triage.corpus.scan.worker import clean_rows, read_row
from triage.model import Cleaned, Document
from triage.naming import file_of


def is_other(db: Db, document: Document) -> bool:
    """Whether the index knows the document by other bytes than these."""
    found = db.execute("SELECT sha256 FROM documents WHERE id = ?", (to_sql(document.id),)).fetchone()
    return found is not None and found[0] != bytes.fromhex(document.source.sha256)


def take_in(db: Db, document: Document, cleaned: Cleaned, largest: int) -> None:
    """Store a document that the index knows otherwise. One of more than `largest` bytes, or cleaned by other rules than the index
    notes, is cleaned by the next scan, which reads the file again: what it shares with others is told by that alone."""
    path = file_of(document.id)
    is_ready = document.source.size <= largest and cleaned.rules_sha256 == get_meta(db, "cleaned by")
    row = read_row(document, path)
    with transaction(db):
        reading = Reading(db)
        doc = reading.numbers([document.id]).get(document.id)
        if doc is None:
            return
        reading.put(row, doc)
        reading.finish()
        if is_ready and document.problem is None:
            put_cleaned(db, clean_rows([doc], [document], [cleaned]))
        look_again(db, [path])
        copy_decisions_to_rows(db, [doc])
