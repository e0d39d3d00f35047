"""Where the cursor goes. Rows are read in runs, so that a million of them is no list in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Protocol

from triage.model import Answer, Row, Staleness

RUN = 256
ASKS = 20
"""More documents than these are only decided after a second word or key."""
_UNREADABLE = "problem:any -problem:empty -problem:sidecar"
"""As `Row.is_unreadable`, but for those whose sidecars are broken, too: nothing can be decided about these."""


class Rows(Protocol):
    """What a listing offers."""

    def __len__(self) -> int: ...

    def rows(self, start: int, stop: int) -> list[Row]: ...

    def ids(self, start: int, stop: int) -> list[str]: ...

    def position(self, name: str, /) -> int | None: ...

    def first_of(self, names: Iterable[str], /) -> str: ...

    def renewed(self, held: Collection[str]) -> Rows: ...

    def within(self, start: int, stop: int, where: str) -> Rows: ...


def undecided_beside(listing: Rows, position: int, step: int, fits: Callable[[Row], bool] = lambda row: True) -> int | None:
    """The next undecided document behind `position`, or before it where `step` is negative; then from the other end.

    The document at `position` itself is never the answer, nor is one that is gone, or doesn't fit. None where there is none.
    """
    return _beside(listing, position, step, lambda row: row.answer is None and fits(row))


class Round:
    """The editor's way through a list, from the filter on: what is still to be decided of it.

    `again` names by what the filter asks for documents that have an answer, as `Query.revisits` does: then these are to be
    decided anew, each once. Else it is the undecided ones.
    """

    def __init__(self, again: Collection[str] = ()) -> None:
        self._again = frozenset(again)
        self._answers: dict[str, Answer | None] = {}

    @property
    def is_second(self) -> bool:
        """Whether the list was asked for what has an answer."""
        return bool(self._again)

    def decided(self, answers: Mapping[str, Answer | None]) -> None:
        """These answers were given, be it the same ones again."""
        if self._again:
            self._answers.update(answers)

    def _is_left(self, row: Row) -> bool:
        """Whether the document is still to be decided; where its decision was taken back, it is again."""
        if row.answer is None:
            return True
        if not self._again:
            return False
        return self._answers.get(row.id) is not row.answer or ("stale" in self._again and row.stale is not Staleness.CURRENT)

    def next_beside(self, listing: Rows, position: int) -> int | None:
        """The next document that is left, as `undecided_beside` looks for it."""
        return _beside(listing, position, 1, self._is_left)


def unreadable(listing: Rows, chosen: range) -> int:
    """How many documents of a run nobody can read. A few are looked at, of many the index tells."""
    if len(chosen) > RUN:
        return len(listing.within(chosen.start, chosen.stop, _UNREADABLE))
    return sum(row.is_unreadable for row in listing.rows(chosen.start, chosen.stop))


def nearest(listing: Rows, id: str, position: int) -> int:
    """Where to stand in a new listing for who stood on `id` at `position`: on the same document, else at the same height."""
    found = listing.position(id) if id else None
    return max(0, min(position, len(listing) - 1)) if found is None else found


def _beside(listing: Rows, position: int, step: int, fits: Callable[[Row], bool]) -> int | None:
    count = len(listing)
    behind, before = (position + 1, count), (0, min(position, count))
    for start, stop in (behind, before) if step > 0 else (before, behind):
        for found, row in _walk(listing, start, stop, step):
            if row.id and fits(row):
                return found
    return None


def _walk(listing: Rows, start: int, stop: int, step: int) -> Iterator[tuple[int, Row]]:
    """The rows from `start` to `stop`, or the other way round, with their positions."""
    starts = range(start, stop, RUN)
    for first in starts if step > 0 else reversed(starts):
        run = list(enumerate(listing.rows(first, min(first + RUN, stop)), first))
        yield from run if step > 0 else reversed(run)
