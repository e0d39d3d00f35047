"""What the last scan made of a document: its labels and its cleaned text, without the reviewer's changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from triage.corpus.index.meta import Db
from triage.corpus.index.orders import ordered
from triage.corpus.index.packing import unpack_blocks, unpack_text
from triage.corpus.index.schema import from_sql, to_sql
from triage.corpus.query.listing import condition_of
from triage.model import Block, Metadata

_SAID = ", ".join(f"coalesce(m.{name}, d.{name})" for name in ("title", "date", "source", "author", "language"))
_LABELLED = f"""SELECT d.sha256, labels, rules.sha256, {_SAID}
    FROM documents d JOIN details USING (doc) JOIN rules USING (rules) LEFT JOIN mended m ON m.doc = d.doc
    WHERE d.id = ? AND NOT due AND (SELECT value FROM meta WHERE key = 'rules') = ?"""


class Labelled(NamedTuple):
    """What the last scan made of a document: of which bytes, the blocks with their labels, by which rules, and what the document
    said of itself, whatever somebody corrected since."""

    sha256: str
    blocks: tuple[Block, ...]
    rules_sha256: str
    metadata: Metadata


def labelled(db: Db, id: str, rules: str) -> Labelled | None:
    """What the last scan made of it; None where that is out of date, or other rules than these are noted."""
    found = db.execute(_LABELLED, (to_sql(id), rules)).fetchone()
    if found is None:
        return None
    sha256, labels, by, title, day, source, author, language = found
    day = date.fromisoformat(day) if day else None
    metadata = Metadata(from_sql(title), day, from_sql(source), from_sql(author), from_sql(language))
    return Labelled(sha256.hex(), unpack_blocks(labels), by, metadata)


def text(db: Db, id: str) -> str | None:
    """The cleaned text; None where there is none."""
    found = db.execute("SELECT details.text FROM documents JOIN details USING (doc) WHERE id = ?", (to_sql(id),)).fetchone()
    return unpack_text(found[0]) if found and found[0] is not None else None


def texts(db: Db, where: str) -> Iterator[tuple[str, str]]:
    """Ids and cleaned texts of the documents that fit, in the order of the list. Raises UsageError."""
    condition, values = condition_of(where)
    one = "SELECT id, details.text FROM documents JOIN details USING (doc) WHERE doc = ?"
    for doc in ordered(db, "id", condition, values):
        found = db.execute(one, (doc,)).fetchone()
        if found is not None and found[1] is not None:
            yield from_sql(found[0]), unpack_text(found[1])
