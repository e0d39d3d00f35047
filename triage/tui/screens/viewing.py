"""What changes nothing: which text is shown, copying, the editor, help, palette, the way out."""

from __future__ import annotations

import os

from textual.app import SuspendNotSupported

from triage.tui.editor import show_in_editor
from triage.tui.screens.desk import Desk
from triage.tui.screens.help import HelpScreen


class Viewing(Desk):
    """The commands of view and session."""

    def do_view_version(self) -> None:
        self.toggle_class("-raw")
        if self.context == "text":
            self.call_after_refresh((self.raw if self.has_class("-raw") else self.cleaned).focus)

    def do_view_copy(self) -> None:
        if self.opened is None:
            self.say("There is no text to copy.")
            return
        self.app.copy_to_clipboard(self.opened.cleaned.text)
        self.say(f"Copied the cleaned text, {len(self.opened.cleaned.text):,} characters.")

    def do_view_editor(self) -> None:
        if self.opened is None:
            self.say("There is no document to open.")
            return
        try:
            with self.app.suspend():
                problem = show_in_editor(self.opened.document.raw)
        except SuspendNotSupported:
            problem = "This terminal can't be lent to an editor."
        self.app.refresh()
        self.say(problem or "Back from the editor; nothing was changed.")

    def do_app_help(self) -> None:
        self.app.push_screen(HelpScreen(self.key_table, self.context))

    def do_app_palette(self) -> None:
        self.app.action_command_palette()

    def do_app_suspend(self) -> None:
        if os.name == "nt":
            self.say("Windows has no way to suspend a program.")
        else:
            self.app.action_suspend_process()

    async def do_app_quit(self) -> None:
        await self.app.run_action("quit")
