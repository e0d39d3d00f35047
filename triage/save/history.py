"""What can be undone and done again, told from the heads of the journal's lines."""

from __future__ import annotations


class History:
    """Two stacks of entries. The parts of a command that was made in several are undone as one."""

    def __init__(self) -> None:
        self._undo: list[int] = []
        self._redo: list[int] = []
        self._parts: dict[int, tuple[int, int]] = {}

    def add(self, seq: int, part: tuple[int, int] | None) -> None:
        """A command was given, or a part of one: its first part's number, 0 for the first, and how many documents it changes."""
        if part is not None:
            self._parts[seq] = (part[0] or seq, part[1])
        self._undo.append(seq)
        self._redo.clear()

    def undo(self, seq: int) -> bool:
        """It was taken back; False where that can't be."""
        return _move(seq, self._undo, self._redo)

    def redo(self, seq: int) -> bool:
        """It was given again; False where that can't be."""
        return _move(seq, self._redo, self._undo)

    @property
    def undoable(self) -> list[int]:
        """The entries that undo takes back next, in the order in which it does."""
        return self._together(self._undo)

    @property
    def redoable(self) -> list[int]:
        """The entries that redo gives back next, in the order in which it does."""
        return self._together(self._redo)

    def documents(self, seq: int) -> int | None:
        """How many documents a part changes; None for a command that was made whole."""
        part = self._parts.get(seq)
        return part[1] if part is not None else None

    def _together(self, stack: list[int]) -> list[int]:
        last = stack[-1:]
        if not last or last[0] not in self._parts:
            return last
        first = self._parts[last[0]][0]
        # Another program's command may have come in between: the parts are one all the same.
        return [seq for seq in reversed(stack) if seq in self._parts and self._parts[seq][0] == first]


def _move(seq: int, source: list[int], target: list[int]) -> bool:
    if seq in source[-1:]:
        source.pop()
    elif seq in source:
        source.remove(seq)
    else:
        return False
    target.append(seq)
    return True
