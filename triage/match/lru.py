"""A cache of what was used last, bounded by weight."""

from __future__ import annotations

from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class LruCache(Generic[_Value]):
    """Values by number, each with a weight; the latest asked for are kept, of a total weight of `most`, and one at least."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._kept: dict[int, tuple[_Value, int]] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._kept

    def get(self, number: int) -> _Value | None:
        """The value kept under a number, or None. It is the latest now."""
        found = self._kept.pop(number, None)
        if found is None:
            return None
        self._kept[number] = found
        return found[0]

    def put(self, number: int, value: _Value, weight: int) -> None:
        """Keeps a value; those asked for longest ago make room."""
        known = self._kept.pop(number, None)
        self._weight += weight - (known[1] if known else 0)
        self._kept[number] = value, weight
        while self._weight > self._most and len(self._kept) > 1:
            self._weight -= self._kept.pop(next(iter(self._kept)))[1]
