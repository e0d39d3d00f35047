"""Selecting: rows of the list, or blocks of the text, for the next command to act on."""

from __future__ import annotations

from triage import view
from triage.session import between
from triage.tui.screens.parts.moving import Moving
from triage.tui.screens.parts.working import Working
from triage.view import printable

REST = 0.6
"""Seconds without a decision after which one is about what is shown, after one that came too early."""


class Selecting(Moving, Working):
    """V starts a run at the cursor, which grows with it; Escape or a command ends it."""

    _first: tuple[str, int] | None = None  # the document, and the block of it, at which V was pressed
    _refused_at = float("-inf")  # when a decision came too early

    @property
    def first_block(self) -> int | None:
        """The block at which a run of blocks starts; None where none is selected."""
        return self._first[1] if self._first is not None and self._first[0] == self.place.id else None

    def put_cursor(self, index: int) -> None:
        """As elsewhere; a run of rows grows with it."""
        super().put_cursor(index)
        if self.documents.is_selecting:
            self.selection_moved()

    def do_select_range(self) -> None:
        if self.context == "text":
            self._select_blocks()
        elif not len(self.listing):
            self.say("There is nothing to select.")
        elif self.documents.is_selecting:
            self.end_selection("Nothing is selected any more.")
        else:
            self.documents.action_mark()
            self.selection_moved()

    def do_select_all(self) -> None:
        if not len(self.listing):
            self.say("There is nothing to select.")
            return
        self.documents.select_all()
        self.selection_moved()

    def do_select_leave(self) -> None:
        self.end_selection("Nothing is selected any more." if self.documents.is_selecting else "Nothing is selected.")

    def do_text_leave(self) -> None:
        """Escape ends a selection first."""
        if self.first_block is None:
            super().do_text_leave()
        else:
            self.end_blocks()
            self.say("No blocks are selected any more.")

    def _select_blocks(self) -> None:
        n = self.pane.focused_block
        if self.first_block is not None:
            self.end_blocks()
            self.say("No blocks are selected any more.")
        elif not n:
            self.say("There is no block to select.")
        else:
            self._first = (self.place.id, n)
            self.selection_moved()

    def selection_moved(self) -> None:
        """Cursor or focused block moved: say what is selected now."""
        opened, first, last = self.opened, self.first_block, self.pane.focused_block
        if first is not None and last is not None and opened is not None:
            chosen = between(opened.cleaned.blocks, first, last)
            for pane in (self.raw, self.cleaned):
                pane.select_blocks(chosen)
            number, key = view.counted(len(chosen), "block"), view.key_name(self.key_table["block.toggle"][0])
            self.say(f"{number} selected · {key} drops or brings back · Escape leaves", "strong")
        elif self.documents.is_selecting:
            number = view.counted(len(self.documents.selection), "document")
            self.say(f"{number} selected · a decision, tag or note is for all · Escape leaves", "strong")

    def end_blocks(self) -> None:
        """No blocks are selected any more."""
        self._first = None
        for pane in (self.raw, self.cleaned):
            pane.select_blocks(())

    def end_selection(self, text: str = "") -> None:
        """No rows are selected any more."""
        self.documents.clear_mark()
        self.refresh_lines_around()
        if text:
            self.say(text)

    def waits(self, ids: list[str]) -> bool:
        """Whether these can't be decided yet, which is told: nobody has seen what the only one is about, or the scan has yet to
        clean one that is large."""
        waiting = [id for id in ids if self.waits_for_scan(id)]
        if waiting:
            named = printable(waiting[0]) if len(waiting) == 1 else "a large document"
            self.say(f"The scan is still cleaning {named}; decide then.", "warning")
            return True
        if len(ids) == 1 and self.is_unseen:
            self.show_current()  # what is scanned is there at once
        unseen, now = len(ids) == 1 and self.is_unseen, self._triage.now()
        # What was typed behind a key that was refused is about documents that the cursor didn't reach.
        if unseen or (len(ids) == 1 and now < self._refused_at + REST):
            self._refused_at = now
            self.say(f"The text {'isn' if unseen else 'wasn'}'t shown yet: nothing was decided.", "warning")
            return True
        return False
