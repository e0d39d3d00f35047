"""Where the cursor goes. Rows are read in runs, so that a million of them is no list in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Protocol

from triage.model import Row

RUN = 256
ASKS = 20
"""More documents than these are only decided after a second word or key."""


class Rows(Protocol):
    """What a listing offers."""

    def __len__(self) -> int: ...

    def rows(self, start: int, stop: int) -> list[Row]: ...

    def ids(self, start: int, stop: int) -> list[str]: ...

    def position(self, name: str, /) -> int | None: ...

    def renewed(self, held: Collection[str]) -> Rows: ...


def undecided_beside(listing: Rows, position: int, step: int, fits: Callable[[Row], bool] = lambda row: True) -> int | None:
    """The next undecided document behind `position`, or before it where `step` is negative; then from the other end.

    The document at `position` itself is never the answer, nor is one that is gone, or doesn't fit. None where there is none.
    """
    count = len(listing)
    behind, before = (position + 1, count), (0, min(position, count))
    for start, stop in (behind, before) if step > 0 else (before, behind):
        for found, row in _walk(listing, start, stop, step):
            if row.answer is None and row.id and fits(row):
                return found
    return None


def nearest(listing: Rows, id: str, position: int) -> int:
    """Where to stand in a new listing for who stood on `id` at `position`: on the same document, else at the same height."""
    found = listing.position(id) if id else None
    return max(0, min(position, len(listing) - 1)) if found is None else found


def _walk(listing: Rows, start: int, stop: int, step: int) -> Iterator[tuple[int, Row]]:
    """The rows from `start` to `stop`, or the other way round, with their positions."""
    starts = range(start, stop, RUN)
    for first in starts if step > 0 else reversed(starts):
        run = list(enumerate(listing.rows(first, min(first + RUN, stop)), first))
        yield from run if step > 0 else reversed(run)
