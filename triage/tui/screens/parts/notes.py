"""Notes: written in a dialog, or in an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.tui.screens.parts.decisions import DecisionCommands
from triage.tui.screens.parts.display import DisplayCommands

if TYPE_CHECKING:
    from triage.tui.screens.dialogs.note import Noted


class NoteCommands(DecisionCommands, DisplayCommands):
    """Writes a note on the chosen documents."""

    def do_edit_note(self) -> None:
        from triage.tui.screens.dialogs.note import NoteScreen

        row, ids = self.row, self.review.chosen_ids
        if row is None or not ids or self.opened is None:
            self.say("There is no document to write a note on.")
            return
        before = self.review.note_of(ids)

        def written(noted: Noted | None) -> None:
            note = noted.text if noted is not None and noted.text != before else None
            if note is None or noted is None or not noted.is_saved:
                self._keep_draft(ids, note)
                return
            self._set_note(ids, note)

        self.app.push_screen(NoteScreen(self._heading(ids, row), before, self._drafts.get(tuple(ids))), written)

    def _set_note(self, ids: list[str], note: str) -> None:
        self.drive(self._drafted(ids, note, self.review.note(ids, note)))

    def do_edit_note_editor(self) -> None:
        ids = self.review.chosen_ids
        if not ids or self.opened is None:
            self.say("There is no document to write a note on.")
            return
        before = self.review.note_of(ids)
        from triage.desktop import edit_text

        note = self.lend_terminal(lambda: edit_text(before))
        if note.strip() == before:
            self.say("Back from the editor; the note is as it was.")
        else:
            self._set_note(ids, note.strip())
