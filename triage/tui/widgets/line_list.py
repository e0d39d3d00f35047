"""A list of lines with a cursor, for dialogs: any number of lines, drawn when they are seen."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import ClassVar

from textual.binding import BindingType

from triage.tui.widgets.cursor_lines import CursorLines
from triage.tui.widgets.lines import ARROWS, VI_KEYS
from triage.view import Run


class LineList(CursorLines):
    """`runs(index, width)` gives a line. The cursor moves with vi keys, too."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor"}
    DEFAULT_CSS = """
    LineList { height: 1fr; }
    LineList > .list--cursor { background: $panel; }
    LineList:focus > .list--cursor { background: $primary-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*ARROWS, *VI_KEYS]

    class Moved(CursorLines.Moved):
        """The cursor stands on another line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._runs: Callable[[int, int], list[Run]] = lambda index, width: []

    def show(self, count: int, runs: Callable[[int, int], list[Run]]) -> None:
        """Other lines, or the same ones changed; the cursor stays at its height."""
        self.count, self._runs = count, runs
        self.set_reactive(LineList.cursor, self.validate_cursor(self.cursor))
        self.forget()
        self.set_line_count(count)
        self.show_line(self.cursor)
        self.refresh()

    def line_key(self, y: int) -> Hashable:
        """Whether it is the current line."""
        return y == self.cursor

    def row_class(self, y: int) -> str:
        """The background of the current line."""
        return "list--cursor" if y == self.cursor and y < self.count else ""

    def line_runs(self, y: int, width: int) -> list[Run]:
        """The line, after a cell that marks the current one."""
        if not 0 <= y < self.count:
            return []
        return [(self.glyphs.focus if y == self.cursor else " ", "title"), *self._runs(y, width - 1)]
