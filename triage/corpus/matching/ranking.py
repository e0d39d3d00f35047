"""What the members of a cluster are ranked by, from the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from triage.corpus.index.meta import chunks
from triage.corpus.index.schema import from_sql, to_sql
from triage.corpus.query.listing import rows_of
from triage.model import Row

if TYPE_CHECKING:
    from triage.match import Standing


def standings(db: sqlite3.Connection, names: Iterable[str]) -> dict[str, tuple[Row, Standing]]:
    """Each document's row and standing, by id; a document that is gone has none."""
    from triage.match import Standing

    listed = list(names)
    rows = rows_of(db, listed)
    chars: dict[str, int] = {}
    for marks, part in chunks([to_sql(name) for name in listed]):
        found = db.execute(f"SELECT id, chars FROM documents WHERE id IN ({marks})", part)
        chars.update((from_sql(name), count) for name, count in found)
    known: dict[str, tuple[Row, Standing]] = {}
    for name, row in rows.items():
        length = round(chars[name] * (1 - row.boilerplate - row.duplicate))
        known[name] = row, Standing(name, length, row.boilerplate, row.date, row.source)
    return known
