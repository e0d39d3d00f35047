"""Which answers a decision on several documents would change: they aren't seen all at once, and so are asked about."""

from __future__ import annotations

from triage.decide.queue import Rows
from triage.model import Answer, Row

MOST_LOOKED_AT = 5000
"""Rows that are read one by one; of more of them the index is asked."""
_MOST_NAMED = 8


def overruled(listing: Rows, chosen: range, answer: Answer | None) -> tuple[int, list[Row]]:
    """How many of the chosen positions hold another answer by now, and the first of these. None where answers are taken back,
    which says so itself, and none of a single document, whose answer is shown."""
    if len(chosen) < 2 or answer is None:
        return 0, []
    if len(chosen) <= MOST_LOOKED_AT:
        others = [row for row in listing.rows(chosen.start, chosen.stop) if row.answer not in (None, answer)]
        return len(others), others[:_MOST_NAMED]
    decided = listing.within(chosen.start, chosen.stop, f"not answer:none -answer:{answer}")
    return len(decided), decided.rows(0, _MOST_NAMED)
