"""Back and forward over the places one has been at, as in a browser."""

from __future__ import annotations

from typing import NamedTuple

MOST = 500


class Place(NamedTuple):
    """A document, and the block that was focused; None for its start."""

    id: str
    block: int | None = None


class Visited:
    """The places before and after the present one. A jump from anywhere forgets what was ahead."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self, place: Place) -> None:
        """A jump starts at `place`."""
        self._ahead.clear()
        if not self._behind or self._behind[-1] != place:
            self._behind.append(place)
            del self._behind[:-MOST]

    def back(self, here: Place) -> Place | None:
        """The place before; `here` can be gone forward to again. None where there is none."""
        return self._step(self._behind, self._ahead, here)

    def forward(self, here: Place) -> Place | None:
        """The place that was gone back from."""
        return self._step(self._ahead, self._behind, here)

    @staticmethod
    def _step(source: list[Place], target: list[Place], here: Place) -> Place | None:
        while source:
            place = source.pop()
            if place != here:
                target.append(here)
                return place
        return None
