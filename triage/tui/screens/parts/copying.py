"""Copying to the clipboard, and saying which way it went."""

from __future__ import annotations

import os

from triage.session import file_of
from triage.tui.screens.parts.part import Part
from triage.view import printable, shell_line


class Copying(Part):
    """The copy commands. What is copied is text as the document has it; only the echo makes it printable."""

    def do_copy_block(self) -> None:
        opened, chosen = self.opened, self.chosen_blocks()
        if opened is None or not chosen:
            self.say("There is no block to copy.")
            return
        blocks = [block for block in opened.cleaned.blocks if block.n in chosen]
        what = f"block {blocks[0].n}" if len(blocks) == 1 else f"{len(blocks)} blocks"
        self._copy("\n".join(opened.document.raw[block.start : block.end] for block in blocks), what)

    def do_copy_document(self) -> None:
        if self.opened is None:
            self.say("There is no text to copy.")
            return
        self._copy(self.opened.cleaned.text, "the cleaned text")

    def do_copy_path(self) -> None:
        row = self.row
        if row is None:
            self.say("There is no document whose path could be copied.")
            return
        path = file_of(row.id)
        self._copy(str(self.session.root.absolute() / path), printable(path))

    def do_app_export(self) -> None:
        """The command that exports what the list shows, told and copied: it is for a shell."""
        from triage.session import export_command

        command = shell_line(export_command(self.session, self.where))
        self.say(f"In a shell: {command} · copied {self._copied(command)}")

    def on_text_selected(self) -> None:
        """The mouse was let go: what it selected is copied, as terminals do."""
        text = self.get_selected_text()
        if text:
            self._copy(text, "what is selected")

    def _copy(self, text: str, what: str) -> None:
        self.say(f"Copied {what}, {len(text):,} characters, {self._copied(text)}.")

    def _copied(self, text: str) -> str:
        """Copies it, and says which way it went."""
        from triage.desktop import Clipboard

        copied = Clipboard(os.environ).copy(text)
        if copied.by_terminal:
            self.app.copy_to_clipboard(text)
        return copied.how
