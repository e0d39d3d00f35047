"""A few texts that stand for the folder."""

from __future__ import annotations

import json
import sqlite3

from triage.corpus.index.packing import unpack_text

_TEXTS = """SELECT details.text FROM json_each(?) JOIN documents ON doc = value JOIN details USING (doc)
    WHERE words >= 30 LIMIT ?"""


def some_texts(db: sqlite3.Connection, count: int) -> list[str]:
    """Cleaned texts from all over the folder, about so many of those that have words enough to tell something by."""
    (last,) = db.execute("SELECT coalesce(max(doc), 0) FROM documents").fetchone()
    step = max(1, last // count)
    # Each is asked for by its number: a million rows aren't gone through for forty of them.
    found = db.execute(_TEXTS, (json.dumps(list(range(step, last + 1, step))), count))
    return [unpack_text(packed) for (packed,) in found if packed is not None]
