"""The note dialog: a few lines of text on the document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from triage.tui.screens.dialog import Dialog


class NoteScreen(Dialog[str | None]):
    """Gives the note as it shall be; an empty one removes it. None leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "done", show=False, priority=True)]

    def __init__(self, title: str, note: str) -> None:
        super().__init__(f"Note · {title}", "Ctrl+S saves · Escape leaves it as it was")
        self._note = note

    def body(self) -> Iterable[Widget]:
        area = TextArea(self._note, soft_wrap=True, show_line_numbers=False, id="note")
        area.styles.height = 8
        yield area

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_done(self) -> None:
        """Save the note."""
        self.dismiss(self.query_one(TextArea).text.strip())
