"""The index as text that depends on the folder alone: no row numbers, no times. What indexes are compared by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from triage.corpus import Corpus

_QUERIES = {
    "document": "SELECT id, coalesce(path, id), size, hex(documents.sha256), encoding, title, date, source, author, language,"
    " detected, words, blocks, chars, boiler, dup, problem, problem_message, hex(cleaned_sha256), rules.sha256, due, answer,"
    " stale, sidecar_problem, cluster, cluster_size FROM documents LEFT JOIN rules USING (rules)",
    "details": "SELECT id, labels, details.text, matched FROM details JOIN documents USING (doc)",
    "prints": "SELECT id, prints.blocks FROM prints JOIN documents USING (doc)",
    "text": "SELECT id, key, length, level, documents.body, texts.body FROM documents JOIN texts USING (text)",
    "postings": "SELECT sum((length(packed) - 1) / (4 + hex(substr(packed, 1, 1)))) FROM postings",
    "dirty": "SELECT text FROM dirty",
    "held": "SELECT print, n FROM held",
    "counter": "SELECT name, n FROM counters",
    "pending": "SELECT count(*) FROM pending",
    "decision": "SELECT id, answer, reasons, tags, note, duplicate_of, reviewer, decided_at, problem FROM decisions",
    "tag": "SELECT tag, id FROM tags",
    "reason": "SELECT reason, id FROM reasons",
    "apart": "SELECT id, other FROM apart",
    "member": "SELECT d.id, m.cluster, place, similarity, role, kind, v.id, of_member, of_representative FROM members m"
    " JOIN documents d USING (doc) JOIN documents v ON v.doc = m.via",
    "meta": "SELECT key, value FROM meta WHERE key <> 'posting bits'",  # it goes by what there was at the last full matching
    "word": "SELECT term, doc, cnt FROM temp.vocabulary",
}


def dump(corpus: Corpus) -> str:
    """A line for each thing that the index knows, sorted."""
    return "\n".join(_lines(corpus._db))


def _lines(db: sqlite3.Connection) -> Iterator[str]:
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'search', 'row')")
    for name, query in _QUERIES.items():
        yield from sorted(f"{name} {row!r}" for row in db.execute(query))
