"""The list of documents: draws from an index, holds the rows around the window and no others."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.message import Message

from triage.model import Row
from triage.tui.widgets.cursor_lines import CursorLines
from triage.tui.widgets.lines import ARROWS
from triage.view import Glyphs, Run, row_runs

AROUND = 3
"""Rows that are seen beyond the one that was jumped to."""


class RowSource(Protocol):
    """Where rows come from. It may return fewer than asked for, never more."""

    def __len__(self) -> int: ...
    def rows(self, start: int, stop: int) -> list[Row]: ...


class DocumentList(CursorLines):
    """One row a document, any number of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--cursor", "list--selected"}
    DEFAULT_CSS = """
    DocumentList > .list--cursor { background: $block-cursor-blurred-background; text-style: bold; }
    DocumentList:focus > .list--cursor { background: $primary 40%; text-style: bold; }
    DocumentList > .list--selected { background: $secondary 30%; text-style: underline; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*ARROWS, Binding("enter", "open", show=False)]

    class Moved(CursorLines.Moved):
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
        self._all = self._is_clicked = False
        self._page: list[Row] = []
        self._page_start = 0
        self.count = len(self.source)
        self.set_line_count(self.count)

    # -- rows

    def set_source(self, source: RowSource, keep: int | None = None) -> None:
        """Other rows, or the same ones changed; the cursor goes to `keep`, or stays at its place as far as it can."""
        self.source = source
        self.count = len(source)
        self.mark, self._all = None, False
        self._page = []
        self.forget()
        self.set_line_count(self.count)
        before = self.cursor
        self.set_reactive(DocumentList.cursor, self.validate_cursor(self.cursor if keep is None else keep))
        self.show_cursor(before)
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

    def _row_at(self, index: int) -> Row | None:
        """The row, from the rows around the window; None where there is none."""
        if not 0 <= index < self.count:
            return None
        if not 0 <= index - self._page_start < len(self._page):
            height = self.view_height
            self._page_start = max(0, min(index, self.scroll_offset.y) - height)
            if index >= self._page_start + 4 * height:
                self._page_start = max(0, index - height)
            self._page = self.source.rows(self._page_start, min(self.count, self._page_start + 4 * height))
        at = index - self._page_start
        return self._page[at] if at < len(self._page) else None

    # -- drawing

    def line_key(self, y: int) -> Hashable:
        """Whether the row is the current or a selected one."""
        return (y == self.cursor, self.is_selecting and y in self.selection)

    def row_class(self, y: int) -> str:
        """The background of the current and of selected rows."""
        if y >= self.count:
            return ""
        if y == self.cursor:
            return "list--cursor"
        return "list--selected" if self.is_selecting and y in self.selection else ""

    def line_runs(self, y: int, width: int) -> list[Run]:
        """The row, after a cell that marks the current and the selected ones."""
        row = self._row_at(y)
        if row is None:
            return []
        if row.id in self.missing:
            row = row._replace(problem="missing")
        selected = self.is_selecting and y in self.selection
        mark = self.glyphs.focus if y == self.cursor else self.glyphs.selected if selected else " "
        return [(mark, "title"), *row_runs(row, width - 1, self.glyphs)]

    # -- moving

    def watch_cursor(self, old: int, new: int) -> None:
        """Draws all between the two rows, too, when a range is selected."""
        if self.mark is not None:
            self.refresh()
        super().watch_cursor(old, new)

    def show_cursor(self, before: int) -> None:
        """After a jump out of the window with some rows around it; else the list stays as far as it can, but that the row which
        comes next is seen, too. Under the mouse nothing moves."""
        is_seen = 0 <= self.cursor - self.scroll_offset.y < self.view_height
        beside = 0 if self._is_clicked else 1
        self.show_line(self.cursor, beside if is_seen or abs(self.cursor - before) == 1 else AROUND)

    @property
    def is_selecting(self) -> bool:
        """Whether rows are selected besides the current one."""
        return self._all or self.mark is not None

    @property
    def selection(self) -> range:
        """The selected rows: all, or from the mark to the cursor, or the current one alone; empty without rows."""
        if self._all or not self.count:
            return range(self.count)
        mark = self.cursor if self.mark is None else min(self.mark, self.count - 1)
        return range(min(mark, self.cursor), max(mark, self.cursor) + 1)

    def action_mark(self) -> None:
        """Starts a range at the cursor, or ends it."""
        self.mark = self.cursor if not self.is_selecting and self.count else None
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

    def action_open(self) -> None:
        """Opens the current row."""
        if self.count:
            self.post_message(self.Opened())

    def clicked(self, y: int) -> None:
        """A click moves to a row and opens it."""
        self._is_clicked = True
        super().clicked(y)
        self._is_clicked = False
        if 0 <= y < self.count:
            self.action_open()

    def on_resize(self) -> None:
        """The cursor stays in view, and so does the row that comes next."""
        self.show_line(self.cursor, 1)
