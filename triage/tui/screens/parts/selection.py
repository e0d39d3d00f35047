"""Selecting: rows of the list, or blocks of the text, for the next command to act on."""

from __future__ import annotations

from collections.abc import Sequence

from triage.review import Outcome
from triage.tui.screens.parts.bulk_changes import BulkChanges
from triage.tui.screens.parts.navigation import NavigationCommands
from triage.view import printable

REST = 0.6
"""Seconds without a decision after which one is about what is shown, after one that came too early."""


class SelectionCommands(NavigationCommands, BulkChanges):
    """V starts a run at the cursor, which grows with it; Escape or a command ends it."""

    _refused_at = float("-inf")  # when a decision came too early

    def put_cursor(self, index: int) -> None:
        """As elsewhere; a run of rows grows with it."""
        super().put_cursor(index)
        if self.documents.is_selecting:
            self.selection_moved()

    def show_outcome(self, outcome: Outcome) -> None:
        """As the desk does; a run of blocks may have begun or ended."""
        super().show_outcome(outcome)
        self._draw_blocks()

    def do_select_range(self) -> Outcome:
        return self.review.select_blocks() if self.context == "text" else self.review.select_rows()

    def do_text_leave(self) -> Outcome | None:
        """Escape ends a selection first."""
        return super().do_text_leave() if self.review.first_block is None else self.review.end_blocks()

    def selection_moved(self) -> None:
        """Cursor or focused block moved: say what is selected now."""
        if self.review.first_block is not None:
            self._draw_blocks()
            self.tell(self.review.block_selection_outcome())
        elif self.documents.is_selecting:
            self.tell(self.review.selection_outcome())

    def _draw_blocks(self) -> None:
        chosen = self.review.chosen_blocks if self.review.first_block is not None else ()
        for pane in (self.raw, self.cleaned):
            pane.select_blocks(chosen)

    def not_ready(self, ids: Sequence[str]) -> Outcome | None:
        """Nobody has seen what the only one is about, or the scan has yet to clean one that is large."""
        waiting = [id for id in ids if self.waits_for_scan(id)]
        if waiting:
            named = printable(waiting[0]) if len(waiting) == 1 else "a large document"
            return Outcome(f"The scan is still cleaning {named}; decide then.", "warning")
        if len(ids) == 1 and self.is_unseen:
            self.show_current()  # what is scanned is there at once
        unseen, now = len(ids) == 1 and self.is_unseen, self._triage.now()
        # What was typed behind a key that was refused is about documents that the cursor didn't reach.
        if unseen or (len(ids) == 1 and now < self._refused_at + REST):
            self._refused_at = now
            return Outcome(f"The text {'isn' if unseen else 'wasn'}'t shown yet: nothing was decided.", "warning")
        return None
