"""The note dialog: a few lines of text on the document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from triage.tui.screens.dialogs.dialog import Dialog


class Noted(NamedTuple):
    """What was typed, and whether it shall be the note."""

    text: str
    is_saved: bool


class NoteScreen(Dialog[Noted]):
    """Gives what was typed, which as a note that is saved removes it where it is empty. `draft`, if any, is what was typed before
    and not saved: it is shown instead of the note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", show=False, priority=True),
        Binding("ctrl+underscore", "undo", show=False, priority=True),
    ]

    def __init__(self, title: str, note: str, draft: str | None = None) -> None:
        super().__init__(f"Note · {title}", "Ctrl+S saves · Esc leaves the note as it was · Ctrl+_ undoes typing")
        self._note, self._draft = note, draft

    def body(self) -> Iterable[Widget]:
        text = self._note if self._draft is None else self._draft
        yield TextArea(text, soft_wrap=True, show_line_numbers=False, id="note")

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @property
    def _typed(self) -> str:
        return self.query_one(TextArea).text.strip()

    @property
    def is_unsaved(self) -> bool:
        """Whether the note is another one by now."""
        return self._typed != self._note

    def action_done(self) -> None:
        """Save the note."""
        self.dismiss(Noted(self._typed, True))

    def action_undo(self) -> None:
        """Take back what was typed last: the key by which Textual does so suspends here, as everywhere."""
        self.query_one(TextArea).undo()

    def action_dismiss_none(self) -> None:
        """Leave; nothing is saved."""
        self.dismiss(Noted(self._typed, False))
