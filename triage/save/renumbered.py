"""Entries of a merged journal, in memory under other numbers than in their lines."""

from __future__ import annotations

from collections.abc import Sequence

from triage.save.entry import Entry


class Renumbered:
    """Which entries these are, and what their lines call them; none, nearly always."""

    def __init__(self) -> None:
        self._names: dict[int, int] = {}
        self._entries: dict[int, list[int]] = {}

    def add(self, seq: int, name: int) -> None:
        """The line of the entry `seq` has the number `name`."""
        self._names[seq] = name
        self._entries.setdefault(name, []).append(seq)

    def called(self, name: int) -> list[int]:
        """All entries whose lines have this number, and one that may be there."""
        return ([name] if name not in self._names else []) + self._entries.get(name, [])

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
