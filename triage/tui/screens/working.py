"""Changes that are carried out between the keys, where there are so many documents that a key would wait for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from triage.errors import TriageError, UsageError
from triage.tui.screens.commanded import Commanded
from triage.tui.screens.part import Part
from triage.view import key_name

if TYPE_CHECKING:
    from triage.session import Applied, Bulk


class Working(Part):
    """Carries a change out at once, or shows how far it is."""

    def carry_out(
        self, what: str, bulk: Bulk, done: Callable[[Applied | None], None], said: Callable[[str], None] | None = None
    ) -> None:
        """`done` is called with what was done. `said` hears how far it is; else the screen says it where keys are heard. What
        refuses it is said, and nothing else is done."""

        def failed(error: TriageError) -> None:
            key = key_name(self.key_table["app.rescan"][0])
            self._tell(f"{error} · {key} scans the folder again" if isinstance(error, UsageError) else str(error), "error")
            self.show_current(again=True, block=self.pane.focused_block)  # it may have changed, or be gone

        if not bulk.is_long:
            try:
                applied = bulk.run()
            except TriageError as error:
                failed(error)
            else:
                done(applied)
            return

        def tell() -> None:
            (said or self._tell)(self.at_work.told)
            self.documents.refresh()
            self.refresh_lines_around()

        def ended(applied: Applied | None, stopped: bool) -> None:
            if applied is None and stopped:
                (said or self._tell)("Stopped before anything was changed.")
            else:
                done(applied)

        self.at_work.begin(what, bulk, tell, ended, failed)

    def _tell(self, text: str, style: str = "strong") -> None:
        screen = self.app.screen
        (screen if isinstance(screen, Commanded) else self).say(text, style)
