"""How often a suggestion was followed, counted from the heads of the journal's lines as they are read."""

from __future__ import annotations

import re
from collections import Counter

_SUGGESTED = re.compile(rb',"method":"([a-z]+)".*?,"suggested":"([a-z-]+)","changes":\[')
_FAR = 8192  # bytes; the head of a line is shorter


class Tally:
    """Counts entries by kind of suggestion; one that is undone doesn't count."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, bool]] = {}
        self._shown: Counter[str] = Counter()
        self._followed: Counter[str] = Counter()

    def add(self, seq: int, line: bytes) -> None:
        """A command was given."""
        if line.find(b',"suggested":"', 0, _FAR) < 0:
            return
        found = _SUGGESTED.search(line, 0, _FAR)
        if found:
            self._known[seq] = found[2].decode(), found[1] == b"suggestion"
            self._count(seq, 1)

    def undo(self, seq: int) -> None:
        """It was taken back."""
        self._count(seq, -1)

    def redo(self, seq: int) -> None:
        """It was given again."""
        self._count(seq, 1)

    def of(self, kind: str) -> tuple[int, int]:
        """How often it was followed, and how often there was a decision while it was shown."""
        return self._followed[kind], self._shown[kind]

    def _count(self, seq: int, by: int) -> None:
        if seq in self._known:
            kind, followed = self._known[seq]
            self._shown[kind] += by
            self._followed[kind] += by * followed
