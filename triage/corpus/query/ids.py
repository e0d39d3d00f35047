"""Ids as the query language compares them: parts and patterns, without regard to case.

SQLite compares ASCII by itself, fast enough for every loose word in a million documents; `schema.fold` is asked only for patterns
with other characters, and only about ids that have some.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage.corpus.index.schema import folded, to_sql

LONGEST = 4096  # characters: no path is longer, and SQLite takes no pattern of 50,000 bytes
_BEYOND_ASCII = "(typeof(documents.id) = 'blob' OR length(documents.id) < length(CAST(documents.id AS BLOB)))"
Sql = tuple[str, tuple[object, ...]]


def _as_text(value: str) -> str:
    """SQL for what LIKE and GLOB compare: to these a blob is like nothing, and a name that isn't UTF-8 is one."""
    return f"CAST({value} AS TEXT)"


def part_of_id(text: str) -> Sql:
    """Ids that hold `text`."""
    return id_like(["", text, ""])


def id_like(pieces: Sequence[str]) -> Sql:
    """Ids that are these pieces, with any characters between two of them. No id holds a NUL, or is as long as `LONGEST`."""
    if any("\0" in piece for piece in pieces) or sum(map(len, pieces)) > LONGEST:
        return "0", ()
    if all(piece.isascii() for piece in pieces):
        escaped = (re.sub(r"([\\%_])", r"\\\1", piece) for piece in pieces)
        return f"{_as_text('documents.id')} LIKE ? ESCAPE '\\'", ("%".join(escaped),)
    escaped = (re.sub(r"([*?\[])", r"[\1]", folded(piece)) for piece in pieces)
    test = f"{_BEYOND_ASCII} AND {_as_text('fold(documents.id)')} GLOB {_as_text('?')}"
    # To GLOB all bytes that aren't UTF-8 are the same character.
    exact = [found for piece in pieces if isinstance(found := to_sql(folded(piece)), bytes)]
    return f"({test}{' AND instr(fold(documents.id), ?)' * len(exact)})", (to_sql("*".join(escaped)), *exact)
