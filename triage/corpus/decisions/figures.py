"""What was decided and what was found, counted: by SQL over the index, and rule by rule over the labels."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from triage.corpus.index.packing import unpack_blocks
from triage.corpus.index.schema import from_sql
from triage.model import Answer, Label
from triage.model.figures import RuleCounts, Split, Tallies

_DECIDED = "FROM documents d LEFT JOIN decisions s USING (id)"


def tallies(db: sqlite3.Connection) -> Tallies:
    """All that SQL counts."""
    sources, tags, reasons, reviewers = (tuple(_splits(db, of)) for of in ("source", "tag", "reason", "reviewer"))
    return Tallies(tuple(_over_time(db)), sources, tags, reasons, reviewers, _label_shares(db))


def _splits(db: sqlite3.Connection, of: str) -> list[Split]:
    name, more = {
        "source": ("d.source", ""),
        "tag": ("t.tag", "JOIN tags t ON t.id = d.id"),
        "reason": ("r.reason", "JOIN reasons r ON r.id = d.id"),
        "reviewer": ("s.reviewer", ""),
    }[of]
    counts: dict[str, Counter[str]] = {}
    for key, answer, count in db.execute(f"SELECT {name}, d.answer, count(*) {_DECIDED} {more} GROUP BY 1, 2"):
        if of != "reviewer" or answer:
            counts.setdefault(from_sql(key) if key is not None else "", Counter())[answer or "undecided"] += count
    found = [Split(key, **count) for key, count in counts.items()]
    return sorted(found, key=lambda one: (-one.total, one.name))


def _over_time(db: sqlite3.Connection) -> list[tuple[datetime, Answer, int]]:
    found = db.execute(
        f"SELECT substr(s.decided_at, 1, 13), d.answer, count(*) {_DECIDED} WHERE d.answer <> '' AND s.decided_at <> ''"
        " GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [(datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC), Answer(answer), count) for hour, answer, count in found]


def _label_shares(db: sqlite3.Connection) -> dict[Label, float]:
    chars, boiler, dup = db.execute("SELECT total(chars), total(chars * boiler), total(chars * dup) FROM documents").fetchone()
    whole = chars or 1.0
    shares = {Label.BOILERPLATE: boiler / whole, Label.DUPLICATE: dup / whole}
    return {Label.CONTENT: (1.0 if chars else 0.0) - sum(shares.values()), **shares}


def rule_counts(db: sqlite3.Connection) -> Iterator[RuleCounts]:
    """Blocks by rule: the same object after each document, so that the caller may pause. What reviewers turned over isn't in
    the index: `overturned` is the caller's."""
    docs = db.execute("SELECT doc, d.answer <> '' FROM details JOIN documents d USING (doc) ORDER BY doc").fetchall()
    found = RuleCounts(total=len(docs))
    yield found
    for doc, is_decided in docs:
        row = db.execute("SELECT labels FROM details WHERE doc = ?", (doc,)).fetchone()
        for block in unpack_blocks(row[0]) if row else ():
            if block.rule:
                count = found.of(block.rule, block.label)
                count.blocks += 1
                count.reviewed += is_decided
        found.done += 1
        yield found


def overridden(db: sqlite3.Connection) -> list[str]:
    """Decided documents in which a reviewer changed labels."""
    found = db.execute(f"SELECT d.id {_DECIDED} WHERE s.overrides <> '' AND d.answer <> ''")
    return [from_sql(id) for (id,) in found]
