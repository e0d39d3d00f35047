"""The current row of a list, and the rows that are selected."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any, Protocol


class RowList(Protocol):
    """What the desk needs of a list on a screen, or of `RowCursor` where there is none."""

    cursor: Any  # an int; on the screen a reactive one

    @property
    def is_selecting(self) -> bool: ...

    @property
    def selection(self) -> range: ...

    def set_source(self, source: Any, keep: int | None = None) -> None: ...

    def action_mark(self) -> None: ...

    def select_all(self) -> None: ...

    def clear_mark(self) -> None: ...


class RowCursor:
    """A list that nobody sees."""

    def __init__(self, source: Sized) -> None:
        self.cursor = 0
        self._count = len(source)
        self._mark: int | None = None
        self._all = False

    def set_source(self, source: Sized, keep: int | None = None) -> None:
        """Another list, with nothing selected, and the cursor at `keep`."""
        self._count = len(source)
        self.cursor = self.cursor if keep is None else keep
        self.clear_mark()

    @property
    def is_selecting(self) -> bool:
        """Whether rows are selected besides the current one."""
        return self._all or self._mark is not None

    @property
    def selection(self) -> range:
        """The selected rows: all, or from the mark to the cursor, or the current one alone; empty without rows."""
        if self._all or not self._count:
            return range(self._count)
        mark = self.cursor if self._mark is None else min(self._mark, self._count - 1)
        return range(min(mark, self.cursor), max(mark, self.cursor) + 1)

    def action_mark(self) -> None:
        """Begin a run at the cursor."""
        self._mark, self._all = self.cursor, False

    def select_all(self) -> None:
        """Every row is selected, wherever the cursor goes."""
        self._mark, self._all = None, True

    def clear_mark(self) -> None:
        """Nothing is selected any more."""
        self._mark, self._all = None, False
