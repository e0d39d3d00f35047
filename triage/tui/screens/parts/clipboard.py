"""Copying to the clipboard, and saying which way it went."""

from __future__ import annotations

import os

from textual import events

from triage.review import Outcome
from triage.review.extracts import copied
from triage.tui.screens.parts.part import Part
from triage.view import shell_line


class ClipboardCommands(Part):
    """What is copied is text as the document has it; only the echo makes it printable."""

    def tell(self, outcome: Outcome) -> None:
        """As the desk does, once what is for the clipboard is there."""
        if outcome.copied is not None:
            outcome = outcome._replace(message=f"{outcome.message}, {self._copied(outcome.copied)}.")
        super().tell(outcome)

    def do_app_export(self) -> None:
        """The command that exports what the list shows, told and copied: it is for a shell."""
        from triage.session.exporting import export_command

        command = shell_line(export_command(self.session, self.where))
        self.say(f"In a shell: {command} · copied {self._copied(command)}")

    def forward(self, event: events.Event) -> None:
        """As Textual's, which keeps what is selected wherever the mouse is pressed, and tells of it again when that is let go."""
        if isinstance(event, events.MouseDown) and not event.is_forwarded and self.selections:
            self.clear_selection()
        super().forward(event)

    def on_text_selected(self) -> None:
        """The mouse was let go: what it selected is copied, as terminals do."""
        text = self.get_selected_text()
        if text:
            self.tell(copied(text, "what is selected"))

    def _copied(self, text: str) -> str:
        """Copies it, and says which way it went."""
        from triage.desktop import Clipboard

        sent = Clipboard(os.environ).copy(text)
        if sent.by_terminal:
            self.app.copy_to_clipboard(text)
        return sent.how
