"""What the members of a cluster are ranked by, from the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from triage.corpus.listing import row_of
from triage.corpus.schema import to_sql
from triage.model import Row

if TYPE_CHECKING:
    from triage.match import Standing


def standings(db: sqlite3.Connection, names: Iterable[str]) -> dict[str, tuple[Row, Standing]]:
    """Each document's row and standing, by id; a document that is gone has none."""
    from triage.match import Standing

    found: dict[str, tuple[Row, Standing]] = {}
    for name in names:
        row = row_of(db, name)
        if row is not None:
            (chars,) = db.execute("SELECT chars FROM documents WHERE id = ?", (to_sql(name),)).fetchone()
            length = round(chars * (1 - row.boilerplate - row.duplicate))
            found[name] = row, Standing(name, length, row.boilerplate, row.date, row.source)
    return found
