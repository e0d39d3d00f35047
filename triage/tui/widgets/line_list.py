"""A list of lines with a cursor, for dialogs: any number of lines, drawn when they are seen."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from triage.tui.widgets.lines import LineScroll
from triage.view import Run


class LineList(LineScroll):
    """`runs(index, width)` gives a line. `cursor` is the current one; it moves with vi keys, arrows, pages and the mouse."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor"}
    DEFAULT_CSS = """
    LineList { height: 1fr; }
    LineList > .list--cursor { background: $panel; }
    LineList:focus > .list--cursor { background: $primary-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("ctrl+f,pagedown", "page(1)", show=False),
        Binding("ctrl+b,pageup", "page(-1)", show=False),
        Binding("g,home", "goto(0)", show=False),
        Binding("G,end", "goto(-1)", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self.count = 0
        self._runs: Callable[[int, int], list[Run]] = lambda index, width: []

    def show(self, count: int, runs: Callable[[int, int], list[Run]]) -> None:
        """Other lines, or the same ones changed; the cursor stays at its height."""
        self.count, self._runs = count, runs
        self.cursor = max(0, min(count - 1, self.cursor))
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

    def action_move(self, by: int) -> None:
        """Moves the cursor by lines."""
        self.action_goto(max(0, self.cursor + by))

    def action_page(self, by: int) -> None:
        """Moves the cursor by pages; one line of the last page stays."""
        self.action_move(by * max(1, self.view_height - 1))

    def action_goto(self, index: int) -> None:
        """Moves the cursor to a line; -1 is the last one."""
        last = max(0, self.count - 1)
        before, self.cursor = self.cursor, last if index < 0 else min(last, index)
        if self.cursor != before:
            self.refresh_lines(before)
            self.refresh_lines(self.cursor)
            self.show_line(self.cursor)
            self.post_message(self.Moved())

    def clicked(self, y: int) -> None:
        """A click moves there."""
        if 0 <= y < self.count:
            self.action_goto(y)
