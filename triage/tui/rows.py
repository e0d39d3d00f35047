"""The list as the queue's order: ids read in runs, never an object a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, overload

from triage.decide import next_undecided, previous_undecided
from triage.model import Row

RUN = 256


class Rows(Protocol):
    """What a listing offers."""

    def __len__(self) -> int: ...

    def rows(self, start: int, stop: int) -> list[Row]: ...


class Order(Sequence[str]):
    """The ids of a listing in order; whether a document is decided is known of the run that was read last."""

    def __init__(self, listing: Rows) -> None:
        self._listing = listing
        self._start = 0
        self._ids: list[str] = []
        self._decided: dict[str, bool] = {}

    def __len__(self) -> int:
        return len(self._listing)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        if not self._start <= index < self._start + len(self._ids):
            self._start = index - index % RUN
            rows = self._listing.rows(self._start, min(self._start + RUN, len(self)))
            self._ids = [row.id for row in rows]
            self._decided = {row.id: row.answer is not None for row in rows}
        return self._ids[index - self._start]

    def is_decided(self, id: str) -> bool:
        """Whether the document, of the run read last, is decided."""
        return self._decided[id]


def undecided_beside(listing: Rows, position: int, step: int) -> int | None:
    """The next undecided document behind `position`, or before it where `step` is negative; from the other end again."""
    order = Order(listing)
    find = next_undecided if step > 0 else previous_undecided
    return find(order, position, order.is_decided)
