"""The list of documents: draws from an index, holds the rows around the window and no others."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from triage.model import Row
from triage.tui.widgets.lines import LineScroll
from triage.view import Glyphs, Run, row_runs

AROUND = 3
"""Rows that are seen beyond the one that was jumped to."""


class RowSource(Protocol):
    """Where rows come from. It may return fewer than asked for, never more."""

    def __len__(self) -> int: ...
    def rows(self, start: int, stop: int) -> list[Row]: ...


class DocumentList(LineScroll):
    """One row a document, any number of them. `cursor` is the index of the current one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor", "list--selected"}
    DEFAULT_CSS = """
    DocumentList > .list--cursor { background: $block-cursor-blurred-background; text-style: bold; }
    DocumentList:focus > .list--cursor { background: $primary 40%; text-style: bold; }
    DocumentList > .list--selected { background: $secondary 30%; text-style: underline; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "goto(0)", show=False),
        Binding("end", "goto(-1)", show=False),
        Binding("enter", "open", show=False),
    ]
    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    class Moved(Message):
        """The cursor stands on another row."""

    class Opened(Message):
        """The row of the cursor was chosen, with Enter or a click."""

    def __init__(self, source: RowSource, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.source = source
        self.glyphs = glyphs
        self.mark: int | None = None
        self.missing: set[str] = set()
        """The ids of documents whose file was found to be gone, which the source doesn't know yet."""
        self._all = False
        self._page: list[Row] = []
        self._page_start = 0
        self._count = len(self.source)
        self.set_line_count(self._count)

    # -- rows

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def set_source(self, source: RowSource, keep: int | None = None) -> None:
        """Other rows, or the same ones changed; the cursor goes to `keep`, or stays at its place as far as it can."""
        self.source = source
        self._count = len(source)
        self.mark, self._all = None, False
        self._page = []
        self.forget()
        self.set_line_count(self._count)
        before = self.cursor
        self.set_reactive(DocumentList.cursor, self.validate_cursor(self.cursor if keep is None else keep))
        self._show_cursor(before)
        self.refresh()

    def refresh_row(self, index: int) -> None:
        """Row `index` changed: it is asked for again."""
        if 0 <= (at := index - self._page_start) < len(self._page):
            self._page[at : at + 1] = self.source.rows(index, index + 1)[:1] or [self._page[at]]
        self.forget(index)
        self.refresh_lines(index)

    def refresh_rows(self) -> None:
        """Any row may have changed: those that are shown are asked for again."""
        self._page = []
        self.forget()
        self.refresh()

    def row_at(self, index: int) -> Row | None:
        """The row, from the rows around the window; None where there is none."""
        if not 0 <= index < self._count:
            return None
        if not 0 <= index - self._page_start < len(self._page):
            height = self.view_height
            self._page_start = max(0, min(index, self.scroll_offset.y) - height)
            if index >= self._page_start + 4 * height:
                self._page_start = max(0, index - height)
            self._page = self.source.rows(self._page_start, min(self._count, self._page_start + 4 * height))
        at = index - self._page_start
        return self._page[at] if at < len(self._page) else None

    # -- drawing

    def line_key(self, y: int) -> Hashable:
        """Whether the row is the current or a selected one."""
        return (y == self.cursor, self.is_selecting and y in self.selection)

    def row_class(self, y: int) -> str:
        """The background of the current and of selected rows."""
        if y >= self._count:
            return ""
        if y == self.cursor:
            return "list--cursor"
        return "list--selected" if self.is_selecting and y in self.selection else ""

    def line_runs(self, y: int, width: int) -> list[Run]:
        """The row, after a cell that marks the current and the selected ones."""
        row = self.row_at(y)
        if row is None:
            return []
        if row.id in self.missing:
            row = row._replace(problem="missing")
        selected = self.is_selecting and y in self.selection
        mark = self.glyphs.focus if y == self.cursor else self.glyphs.selected if selected else " "
        return [(mark, "title"), *row_runs(row, width - 1, self.glyphs)]

    # -- moving

    def validate_cursor(self, cursor: int) -> int:
        """The cursor stays among the rows."""
        return max(0, min(self._count - 1, cursor))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draws the two rows that changed, all between when a range is selected."""
        if self.mark is None:
            self.refresh_lines(old)
            self.refresh_lines(new)
        else:
            self.refresh()
        self._show_cursor(old)
        self.post_message(self.Moved())

    def _show_cursor(self, before: int) -> None:
        """After a jump out of the window with some rows around it; else the list stays as far as it can."""
        is_seen = 0 <= self.cursor - self.scroll_offset.y < self.view_height
        self.show_line(self.cursor, 0 if is_seen or abs(self.cursor - before) == 1 else AROUND)

    @property
    def is_selecting(self) -> bool:
        """Whether rows are selected besides the current one."""
        return self._all or self.mark is not None

    @property
    def selection(self) -> range:
        """The selected rows: all, or from the mark to the cursor, or the current one alone; empty without rows."""
        if self._all or not self._count:
            return range(self._count)
        mark = self.cursor if self.mark is None else min(self.mark, self._count - 1)
        return range(min(mark, self.cursor), max(mark, self.cursor) + 1)

    def action_mark(self) -> None:
        """Starts a range at the cursor, or ends it."""
        self.mark = self.cursor if not self.is_selecting and self._count else None
        self._all = False
        self.refresh()

    def select_all(self) -> None:
        """Every row is selected, wherever the cursor goes."""
        self.mark, self._all = None, True
        self.refresh()

    def clear_mark(self) -> None:
        """Nothing is selected any more."""
        if self.is_selecting:
            self.mark, self._all = None, False
            self.refresh()

    def action_move(self, by: int) -> None:
        """Moves the cursor by rows."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """Moves the cursor by pages; one row of the last page stays."""
        self.cursor += by * max(1, self.view_height - 1)

    def action_goto(self, index: int) -> None:
        """Moves the cursor to a row; -1 is the last one."""
        self.cursor = self._count - 1 if index < 0 else index

    def action_open(self) -> None:
        """Opens the current row."""
        if self._count:
            self.post_message(self.Opened())

    def clicked(self, y: int) -> None:
        """A click moves to a row and opens it."""
        if 0 <= y < self._count:
            self.cursor = y
            self.action_open()

    def on_resize(self) -> None:
        """The cursor stays in view."""
        self.show_line(self.cursor)
