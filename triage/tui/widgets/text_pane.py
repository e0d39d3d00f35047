"""A pane of a document's text: raw with labels, or cleaned. Two of them scroll together by blocks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from triage.tui.widgets.lines import ARROWS
from triage.tui.widgets.marked_lines import MarkedLines
from triage.view import PaneText

_MARKS = {"match", "keyword", "here", "selection"}
MARGIN = 2
ABOVE = 3  # lines of what stands before an article, above its beginning
FAR = 2000  # blocks


class TextPane(MarkedLines):
    """Shows a `PaneText`. `focused_block` is the block that the keys act on; `twin` scrolls along if it is set."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--row", "pane--selected", *(f"pane--{name}" for name in _MARKS)}
    DEFAULT_CSS = """
    TextPane > .pane--row { background: $boost; }
    TextPane:focus > .pane--row { background: $primary 25%; }
    TextPane > .pane--selected { background: $secondary 30%; }
    TextPane > .pane--selection { background: $screen-selection-background; color: $screen-selection-foreground; }
    TextPane > .pane--match { color: $text-warning; text-style: bold underline; }
    TextPane > .pane--keyword { background: $accent; color: $background; text-style: bold underline; }
    TextPane > .pane--here { background: $warning; color: $background; text-style: bold underline; }
    """
    BINDINGS: ClassVar[list[BindingType]] = ARROWS
    focused_block: reactive[int | None] = reactive(None, repaint=False, init=False)

    class BlockMoved(Message):
        """The reviewer focused another block."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.twin: TextPane | None = None
        self._make: Callable[[int], PaneText] | None = None
        self._following = False
        self._lit = range(0)
        self._height = 0

    # -- what it shows

    @property
    def text_width(self) -> int:
        """The cells of a line; a blank one parts it from the bar, which would look like its last sign."""
        return max(1, super().text_width - 1)

    def show(
        self,
        pane: Callable[[int], PaneText],
        focus_block: int | None = None,
        keep_place: bool = False,
        begins: int | None = None,
    ) -> int | None:
        """Shows another text; `pane` is called with the width now and whenever it changes. Where block `begins`, with which the
        article begins, would be out of sight, that one is focused, a few lines below the top. Returns the focused block."""
        place, before = self.top_block() if keep_place else None, self.visible_lines()
        self._make, self._pane, self._lit = pane, None, range(0)
        self.set_reactive(TextPane.focused_block, focus_block)
        self.forget_marks()
        self.forget()
        if self.size.width > 1:
            self._build()
            if place is not None:
                self.sync_to(*place)
            elif begins is not None and self._is_below(begins):
                self.set_reactive(TextPane.focused_block, begins)
                self._light()
                self.align(begins, min(ABOVE, self.view_height - 1))
            else:
                self.scroll_now(0)
                if focus_block is not None:
                    self.scroll_to_block(focus_block)
        self.refresh_from(before)
        return self.focused_block

    def _is_below(self, n: int) -> bool:
        """Whether block `n` begins below the first window. To tell it of a far one, all before it would have to be wrapped."""
        return self._pane is not None and n <= FAR and self._pane.has(n) and self._pane.line_of(n) >= self.view_height - MARGIN

    def _build(self) -> None:
        if self._make is not None:
            self._pane = self._make(self.text_width)
            self._light()
            self._need(2 * self.view_height)

    def _need(self, y: int) -> None:
        """Wraps as far as line `y`, and tells the new length."""
        if self._pane is not None:
            self._pane.block_at(y)
            self.set_line_count(self._pane.lines)

    def on_resize(self) -> None:
        """Another size: wrap anew if need be. The block that is worked on stays in view, else what was at the top; shown for the
        first time, where the twin is."""
        height, self._height = self._height, self.view_height
        if self._make is None:
            return
        fresh, focus = self._pane is None, self.focused_block
        before = self.twin if fresh and self.twin is not None else self
        place, row = before.top_block(), before.screen_row(focus) if focus is not None else None
        if self._pane is None or self._pane.width != self.text_width:
            self.forget()
            self._build()
        is_seen = row is not None and 0 <= row < max(height, self._height)
        if focus is not None and (is_seen or (fresh and row is None)):
            self.align(focus, min(row or 0, self._height - 1))
        elif place is not None:
            self.sync_to(*place)
        self.refresh()

    # -- drawing

    def line_key(self, y: int) -> Hashable:
        """Whether the line is of the focused block, or of a selected one."""
        return (y in self._lit, self._is_selected(y), self.selected_span(y))

    def row_class(self, y: int) -> str:
        """The background of the focused block and of selected ones."""
        return "pane--row" if y in self._lit else "pane--selected" if self._is_selected(y) else ""

    def _is_selected(self, y: int) -> bool:
        return bool(self.selected_blocks) and self._pane is not None and self._pane.block_at(y) in self.selected_blocks

    @property
    def current_block(self) -> int | None:
        """The focused block."""
        return self.focused_block

    def style_class(self, style: str) -> str:
        """The component class of what is marked in a text."""
        return f"pane--{style}" if style in _MARKS else ""

    def _light(self) -> None:
        """Finds the lines of the focused block, once instead of for every line drawn."""
        self._lit = self._lines_of(self.focused_block)

    def _lines_of(self, n: int | None) -> range:
        if self._pane is None or n is None or not self._pane.has(n):
            return range(0)
        first = self._pane.line_of(n)
        return range(first, first + self._pane.height_of(n))

    # -- blocks

    def watch_focused_block(self, old: int | None, new: int | None) -> None:
        """Draws the two blocks anew."""
        self._light()
        for lines in (self._lines_of(old), self._lit):
            if lines:
                self.refresh_lines(lines.start, len(lines))

    def move_block(self, by: int) -> bool:
        """Focuses the block `by` places on, brings it into view and tells so; False where there is none."""
        n = self._pane.step(self.focused_block, by) if self._pane is not None else None
        if n is None or n == self.focused_block:
            return False
        self.focused_block = n
        self.scroll_to_block(n, from_below=by < 0)
        self.post_message(self.BlockMoved())
        return True

    def read_on(self, by: int) -> bool:
        """Scrolls by a page at most where the focused block goes on below the window or, for a negative `by`, begins above it.
        False where it doesn't: all of it was to be seen."""
        n, top, height = self.focused_block, self.scroll_offset.y, self.view_height
        lines = self._pane.lines_of(n) if self._pane is not None and n is not None else range(0)
        if by > 0 and lines and lines[-1] >= top + height:
            self.scroll_now(min(top + self.page, lines[-1] + 1 + MARGIN - height))
        elif by < 0 and lines and lines[0] < top:
            self.scroll_now(max(top - self.page, lines[0] - MARGIN))
        return self.scroll_offset.y != top

    def clicked(self, y: int) -> None:
        """A click focuses a block."""
        n = self._pane.block_at(y) if self._pane is not None else None
        if n is not None and n != self.focused_block:
            self.focused_block = n
            self.post_message(self.BlockMoved())

    def holds(self, n: int) -> bool:
        """Whether block `n` stands in this pane."""
        return self._pane is not None and self._pane.has(n)

    def scroll_to_block(self, n: int, *, from_below: bool = False) -> None:
        """Scrolls no more than needed to show block `n`: all of it if it fits, else its beginning, or its end for who comes from
        below. A block that fills the window stays as it is."""
        if self._pane is None:
            return
        top, height, first = self.scroll_offset.y, self.view_height, self._pane.line_of(n)
        last = max(first, self._pane.lines_of(n).stop - 1)
        if first <= top and last >= top + height - 1:
            return
        self._need(last + 2 * height)
        room = height - (last + 1 - first)
        margin = MARGIN if room < 0 else min(MARGIN, room // 2)
        for line in (first, last) if from_below else (last, first):
            self.show_line(line, margin)

    def in_view(self) -> int | None:
        """The focused block where it is in the window, else the block of the window that is nearest to it; None without blocks.
        Of a pane that isn't shown, the focused one."""
        pane, n, top = self._pane, self.focused_block, self.scroll_offset.y
        if pane is None or not self.size.area:
            return n
        bottom = min(top + self.view_height, pane.lines) - 1
        first = pane.line_of(n) if n is not None else -1
        if n is not None and first <= bottom and first + max(1, pane.height_of(n)) > top:
            return n
        if first > bottom:
            return pane.block_at(bottom)
        begins = (found for y in range(top, bottom + 1) if (found := pane.block_at(y)) is not None and pane.line_of(found) == y)
        return next(begins, pane.block_at(top))

    # -- two panes together

    def top_block(self) -> tuple[int, int, int] | None:
        """The block at the top of the window, how many of its lines are above the window, and how many lines it has."""
        top = self.scroll_offset.y
        n = self._pane.block_at(top) if self._pane is not None else None
        if self._pane is None or n is None:
            return None
        lines = self._pane.lines_of(n)
        return n, top - lines.start, len(lines)

    def sync_to(self, n: int, above: int = 0, of: int = 1) -> None:
        """Brings to the top of the window what stands behind the first `above` of the `of` lines that block `n` has at another
        width."""
        if self._pane is not None:
            line = above * len(self._pane.lines_of(n)) // of
            self.align(n, -min(line, max(0, self._pane.height_of(n) - 1)))

    def align(self, n: int, screen_row: int) -> None:
        """Brings the first line of block `n`, or where it is lacking what comes after it, to a row of the window, as far as the
        text's ends allow."""
        if self._pane is None:
            return
        y = self._pane.place_of(n) - screen_row
        self._need(y + 2 * self.view_height)
        self._following = True
        self.scroll_now(y)
        self._following = False

    def screen_row(self, n: int) -> int | None:
        """The row of the window on which block `n` starts; None when this pane doesn't hold it."""
        if self._pane is None or not self._pane.has(n):
            return None
        return self._pane.line_of(n) - self.scroll_offset.y

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Wraps ahead of the window, and takes the twin along."""
        super().watch_scroll_y(old_value, new_value)
        if self._pane is not None and not self._pane.complete:
            self._need(round(new_value) + 2 * self.view_height)
        if self.twin is not None and not self._following and (place := self.top_block()) is not None:
            self.twin.sync_to(*place)

    def action_goto(self, line: int) -> None:
        """Scrolls to a line; -1 is the end, for which all is wrapped."""
        if line < 0 and self._pane is not None:
            while self._pane.extend():
                pass
            self.set_line_count(self._pane.lines)
        super().action_goto(line)
