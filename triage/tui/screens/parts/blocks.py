"""Blocks: the focused one in both panes, flagged ones, dropping and bringing back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.session.deciding import flagged_beside
from triage.tui.screens.parts.decisions import DecisionCommands

if TYPE_CHECKING:
    from triage.review import Outcome


_ON_BLOCK = ("block.toggle", "block.toggle-rule", "rule.boilerplate", "rule.content", "copy.block")
"""Commands for the focused block, which is to be seen."""
_READING = ("block.next", "block.previous")
"""Commands that read on, for which there is to be a text."""


class BlockCommands(DecisionCommands):
    """Keeps the panes at the same block and changes labels."""

    async def run_command(self, id: str) -> None:
        """As every screen does; nothing is done to a block that is out of sight: it is shown first."""
        if id in _ON_BLOCK:
            self.catch_up()
            n, is_alone = self.pane.focused_block, self.is_list_alone
            if n is not None and (is_alone or self.pane.in_view() != n):
                self.do_list_open() if is_alone else self.focus_block(n)
                self.say(f"Block {n} was out of sight: nothing was done to it yet.", "warning")
                return
        if id in _READING and self.is_list_alone:
            self.do_list_open()
            return
        await super().run_command(id)

    def focus_block(self, n: int) -> None:
        self.pane.focused_block = n
        self.pane.scroll_to_block(n)
        self.align_twin()

    def show_outcome(self, outcome: Outcome) -> None:
        """As for documents, and at the block to which it leads."""
        super().show_outcome(outcome)
        if outcome.block is None:
            return
        self.catch_up()
        if outcome.position is not None or self.pane.holds(outcome.block):
            self.focus_block(outcome.block)
        else:  # the cleaned text lacks what was dropped
            self.show_raw()
            self.call_after_refresh(self.focus_block, outcome.block)

    def show_raw(self) -> None:
        """See to it that the raw text is what block keys act on, since it has every block."""
        self.add_class("-raw")
        if self.context == "text":
            self.raw.focus()

    def align_twin(self) -> None:
        """Bring the other pane to the same block, in the same frame."""
        pane, twin = self.pane, self.cleaned if self.pane is self.raw else self.raw
        n = pane.focused_block
        if n is not None:
            twin.focused_block = n
            row, top = pane.screen_row(n), pane.top_block()
            if row is not None and row >= 0:
                twin.align(n, row)
            elif row is not None and top is not None:  # it begins above the window
                twin.sync_to(*top)
        self.explain()
        self.selection_moved()

    def do_block_next(self) -> None:
        self._move_block(1)

    def do_block_previous(self) -> None:
        self._move_block(-1)

    def _say_no_text(self) -> None:
        self.say("There is no text here." if self.row is None else "The text isn't shown yet.")

    def _move_block(self, by: int) -> None:
        if self.opened is None:
            self._say_no_text()
            return
        blocks = self.opened.cleaned.blocks
        if self.pane.pane is None and blocks:  # not shown beside the list alone, but the explaining line tells of its blocks
            self.focus_block(blocks[max(0, min(len(blocks), (self.pane.focused_block or 1) + by) - 1)].n)
            return
        n = self.pane.in_view()
        if n is not None and n != self.pane.focused_block:  # it was scrolled away: on from what is read now
            self.focus_block(n)
            return
        if self.pane.read_on(by):
            self.selection_moved()
        elif self.pane.move_block(by):
            self.align_twin()
        else:
            self.say(f"This is the {'end' if by > 0 else 'start'} of the text.")

    def do_text_first(self) -> None:
        self._go_to_line(0)

    def do_text_last(self) -> None:
        self._go_to_line(-1)

    def _go_to_line(self, line: int) -> None:
        """The first line of the text, or for -1 the last; the focus goes along."""
        pane = self.pane
        pane.action_goto(line)
        if pane.pane is not None and self.opened is not None and self.opened.cleaned.blocks:
            pane.focused_block = pane.pane.block_at(pane.pane.lines - 1 if line < 0 else line) or pane.focused_block
            self.align_twin()

    def do_text_page_down(self) -> None:
        self._scroll(self.pane.page)

    def do_text_page_up(self) -> None:
        self._scroll(-self.pane.page)

    def do_text_half_down(self) -> None:
        self._scroll(max(1, self.pane.view_height // 2))

    def do_text_half_up(self) -> None:
        self._scroll(-max(1, self.pane.view_height // 2))

    def _scroll(self, by: int) -> None:
        """By lines; the focus goes along, where there are none left to the end of the text."""
        pane, before = self.pane, self.pane.scroll_offset.y
        pane.action_move(by)
        if pane.scroll_offset.y == before:
            self._go_to_line(-1 if by > 0 else 0)
        elif (n := pane.in_view()) is not None:
            pane.focused_block = n
            self.align_twin()

    def do_block_next_flagged(self) -> None:
        self._flagged(1)

    def do_block_previous_flagged(self) -> None:
        self._flagged(-1)

    def _flagged(self, step: int) -> None:
        if self.opened is None:
            self._say_no_text()
            return
        blocks = self.opened.cleaned.blocks
        here, focused = self.pane.in_view() or 0, self.pane.focused_block or 0
        n = flagged_beside(blocks, here if here == focused else here - step, step)
        if n is None:
            self.say("No flagged block further on." if step > 0 else "No flagged block before.")
        else:
            self.focus_block(n)
