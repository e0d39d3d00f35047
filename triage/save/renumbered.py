"""Entries of a merged journal, in memory under other numbers than in their lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from triage.save.entry import Entry


class Renumbered:
    """Which entries these are, and what their lines call them; none, nearly always."""

    def __init__(self) -> None:
        self._names: dict[int, int] = {}
        self._lines: dict[int, set[bytes]] = {}

    def is_new(self, name: int, line: bytes, first: Callable[[int], bytes]) -> bool:
        """Whether no line of this number came before that was the very same: both copies had it then. `first` gives the line of
        an entry that may have its number of itself, empty where there is none; it is asked once."""
        seen = self._lines.get(name)
        if seen is None:
            own = first(name) if name not in self._names else b""
            seen = self._lines[name] = {_digest(own)}
        digest = _digest(line)
        is_new = digest not in seen
        seen.add(digest)
        return is_new

    def add(self, seq: int, name: int) -> None:
        """The line of the entry `seq` has the number `name`."""
        self._names[seq] = name

    def meant(self, name: int, stack: Sequence[int]) -> int:
        """The entry that a line calls so: of several, the last that its reviewer could take back then, or give again."""
        if not self._names:
            return name
        return next((seq for seq in reversed(stack) if self._names.get(seq, seq) == name), name)

    def named(self, entry: Entry) -> Entry:
        """With the numbers that other entries have in their lines."""
        others = (entry.undoes, entry.redoes, entry.part_of)
        undoes, redoes, part_of = (None if seq is None else self._names.get(seq, seq) for seq in others)
        return entry._replace(undoes=undoes, redoes=redoes, part_of=part_of)


def _digest(line: bytes) -> bytes:
    return hashlib.blake2b(line, digest_size=16).digest()
