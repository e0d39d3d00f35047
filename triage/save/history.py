"""What can be undone and done again, told from the heads of the journal's lines."""

from __future__ import annotations

from collections.abc import Sequence


class History:
    """Two stacks of entries for each reviewer: nobody takes back what another one did. The parts of a command that was made in
    several are undone as one."""

    def __init__(self) -> None:
        self._undo: dict[str, list[int]] = {}
        self._redo: dict[str, list[int]] = {}
        self._parts: dict[int, tuple[int, int]] = {}

    def add(self, seq: int, reviewer: str, part: tuple[int, int] | None) -> None:
        """A command was given, or a part of one: its first part's number, 0 for the first, and how many documents it changes."""
        if part is not None:
            self._parts[seq] = (part[0] or seq, part[1])
        self._undo.setdefault(reviewer, []).append(seq)
        self._redo.pop(reviewer, None)

    def undo(self, seq: int) -> bool:
        """It was taken back; False where that can't be."""
        return _move(seq, self._undo, self._redo)

    def redo(self, seq: int) -> bool:
        """It was given again; False where that can't be."""
        return _move(seq, self._redo, self._undo)

    def in_force(self, reviewer: str) -> Sequence[int]:
        """The entries of the reviewer's commands that hold, in order."""
        return self._undo.get(reviewer, ())

    def undone(self, reviewer: str) -> Sequence[int]:
        """The entries of the reviewer's commands that could be given again, in the order in which they were taken back."""
        return self._redo.get(reviewer, ())

    def undoable(self, reviewer: str) -> list[int]:
        """The entries that undo takes back next for this reviewer, in the order in which it does."""
        return self._together(self._undo.get(reviewer, []))

    def redoable(self, reviewer: str) -> list[int]:
        """The entries that redo gives back next for this reviewer, in the order in which it does."""
        return self._together(self._redo.get(reviewer, []))

    @property
    def last_to_undo(self) -> str | None:
        """The reviewer whose command is the last that could be taken back, None where there is none."""
        return _whose(self._undo)

    @property
    def last_to_redo(self) -> str | None:
        """The reviewer whose command is the last that could be given again, None where there is none."""
        return _whose(self._redo)

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


def _whose(stacks: dict[str, list[int]]) -> str | None:
    return max((reviewer for reviewer in stacks if stacks[reviewer]), key=lambda reviewer: stacks[reviewer][-1], default=None)


def _move(seq: int, sources: dict[str, list[int]], targets: dict[str, list[int]]) -> bool:
    # Nearly always it is the last of its stack: only where it isn't are all of them searched.
    whose = next((reviewer for reviewer in sources if seq in sources[reviewer][-1:]), None)
    if whose is None:
        whose = next((reviewer for reviewer in sources if seq in sources[reviewer]), None)
    if whose is None:
        return False
    source = sources[whose]
    source.pop(-1 if source[-1] == seq else source.index(seq))
    targets.setdefault(whose, []).append(seq)
    return True
