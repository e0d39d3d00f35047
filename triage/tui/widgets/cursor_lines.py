"""What the list of documents and the lists of the dialogs share: lines with a cursor."""

from __future__ import annotations

from textual.message import Message
from textual.reactive import reactive

from triage.tui.widgets.lines import LineScroll


class CursorLines(LineScroll):
    """`cursor` is the index of the current one of `count` lines; it moves with keys and the mouse, and tells so."""

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    count = 0

    class Moved(Message):
        """The cursor stands on another line."""

    def validate_cursor(self, cursor: int) -> int:
        """The cursor stays among the lines."""
        return max(0, min(self.count - 1, cursor))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draws the two lines that changed."""
        self.refresh_lines(old)
        self.refresh_lines(new)
        self.show_cursor(old)
        self.post_message(self.Moved())

    def show_cursor(self, before: int) -> None:
        """Brings the cursor, which was on another line before, into view."""
        self.show_line(self.cursor)

    @property
    def page(self) -> int:
        """The lines of a page; one of the last one stays."""
        return max(1, self.view_height - 1)

    def action_move(self, by: int) -> None:
        """Moves the cursor by lines."""
        self.cursor += by

    def action_goto(self, line: int) -> None:
        """Moves the cursor to a line; -1 is the last one."""
        self.cursor = self.count - 1 if line < 0 else line

    def clicked(self, y: int) -> None:
        """A click moves there."""
        if 0 <= y < self.count:
            self.cursor = y
