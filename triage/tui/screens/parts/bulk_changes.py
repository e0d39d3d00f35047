"""Changes that are carried out between the keys, where there are so many documents that a key would wait for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from triage.errors import NoDocument, Outdated, SidecarError, TriageError
from triage.review import Run
from triage.tui.screens.command_screen import CommandScreen
from triage.tui.screens.parts.part import Part
from triage.view import key_name

if TYPE_CHECKING:
    from triage.review import Outcome, Steps
    from triage.session import Applied, Bulk


class BulkChanges(Part):
    """Carries a change out at once, or shows how far it is."""

    def drive(self, steps: Steps, show: Callable[[Outcome], None] | None = None, given: object = None) -> None:
        """What it asks is asked in a dialog, and what it has carried out may take a while. `show` is called with what came of
        it, in the place of `show_outcome`."""
        try:
            step = steps.send(given)
        except StopIteration as end:
            (show or self.show_outcome)(end.value)
            return
        if isinstance(step, Run):
            self.carry_out(step.what, step.bulk, partial(self.drive, steps, show))
            return
        from triage.tui.screens.dialogs.confirm import ConfirmScreen

        asked_by = self.key_table[step.command] if step.command else ()
        screen = ConfirmScreen(step.question, *step.lines, asked_by=asked_by)
        self.app.push_screen(screen, lambda yes: self.drive(steps, show, bool(yes)))

    def carry_out(
        self, what: str, bulk: Bulk, done: Callable[[Applied | None], None], said: Callable[[str], None] | None = None
    ) -> None:
        """`done` is called with what was done. `said` hears how far it is; else the screen says it where keys are heard. What
        refuses it is said, and nothing else is done."""
        if not bulk.is_long:
            try:
                applied = bulk.run()
            except TriageError as error:
                self.show_error(error)
            else:
                done(applied)
            return

        def tell() -> None:
            (said or self._tell)(self.bulk_runner.progress_text)
            self.documents.refresh()
            self.refresh_lines_around()

        def ended(applied: Applied | None, stopped: bool) -> None:
            if applied is None and stopped:
                (said or self._tell)("Stopped before anything was changed.")
            else:
                done(applied)

        self.bulk_runner.begin(what, bulk, tell, ended, self.show_error)

    def show_error(self, error: TriageError) -> None:
        """Tell it where keys are heard. What isn't as it was shown, or is gone, is shown anew, so that the next key is about
        that; what is told of that one document goes with the next key."""
        message, style = str(error), "error"
        if isinstance(error, Outdated | SidecarError):
            screen, style = self.app.screen, "warning"
            self.reload()
            if isinstance(screen, CommandScreen) and screen is not self:
                screen.reload()
        else:
            self.documents.refresh_rows()  # of a command in parts some may be done
            self.show_current(again=True, block=self.pane.focused_block)
            if isinstance(error, NoDocument):
                message = f"{message} ({key_name(self.key_table['app.rescan'][0])})"
        self._tell(message, style)

    def reload(self) -> None:
        self.documents.refresh_rows()
        self.show_current(again=True)

    def _tell(self, text: str, style: str = "strong") -> None:
        screen = self.app.screen
        (screen if isinstance(screen, CommandScreen) else self).say(text, style)
