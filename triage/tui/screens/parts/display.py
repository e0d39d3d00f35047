"""What changes nothing: which text is shown, the editor, the way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.app import SuspendNotSupported

from triage.errors import UsageError
from triage.tui.screens.parts.part import Part
from triage.tui.terminal import device

_T = TypeVar("_T")


class DisplayCommands(Part):
    """The commands of view and session."""

    def do_view_version(self) -> None:
        if self.context == "list" and not self.is_single:
            self.say("Both texts are shown; Tab goes from one to the other.")
            return
        self.toggle_class("-raw")
        if self.context == "list":
            self.say(f"Enter shows the {'raw' if self.has_class('-raw') else 'cleaned'} text.")
        else:
            self.call_after_refresh((self.raw if self.has_class("-raw") else self.cleaned).focus)

    def do_view_zoom(self) -> None:
        if self.has_class("-narrow"):
            self.say("The screen is too narrow for more than one pane.")
            return
        self.toggle_class("-zoomed")
        self.show_current()

    def do_view_editor(self) -> None:
        opened = self.opened
        if opened is None:
            self.say("There is no document to open.")
            return
        from triage.desktop import show_text

        self.lend_terminal(lambda: show_text(opened.document.raw, opened.document.source.path or opened.document.id))
        self.say("Back from the editor; nothing was changed.")

    def lend_terminal(self, work: Callable[[], _T]) -> _T:
        """Do `work` while the terminal is the shell's."""
        try:
            with self.app.suspend():
                # Textual takes the terminal back only where nothing is raised in there.
                try:
                    return work()
                except Exception as error:
                    failed = error
                finally:
                    device.forget_typed()
            raise failed
        except SuspendNotSupported:
            raise UsageError("this terminal can't be lent to an editor") from None
        finally:
            self.app.refresh()

    def do_view_theme(self) -> None:
        name = self._triage.change_theme()
        self.say(f"Theme: {name}{'; colours are off, since NO_COLOR is set' if self.app.no_color else ''}.")

    def do_app_suspend(self) -> None:
        self.app.action_suspend_process()

    async def do_app_quit(self) -> None:
        await self.app.run_action("quit")
