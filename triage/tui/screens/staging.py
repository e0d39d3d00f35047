"""Blocks: the focused one in both panes, flagged ones, dropping and bringing back."""

from __future__ import annotations

from triage.model import Label
from triage.tui.screens.deciding import Deciding


class Staging(Deciding):
    """Keeps the panes at the same block and changes labels."""

    def focus_block(self, n: int) -> None:
        self.pane.focused_block = n
        self.pane.scroll_to_block(n)
        self.align_twin()

    def align_twin(self) -> None:
        """Bring the other pane to the same block, in the same frame."""
        pane, twin = self.pane, self.cleaned if self.pane is self.raw else self.raw
        n = pane.focused_block
        if n is not None:
            twin.focused_block = n
            row = pane.screen_row(n)
            if row is not None:
                twin.align(n, row)
        self.explain()

    def do_block_next(self) -> None:
        self.pane.move_block(1)
        self.align_twin()

    def do_block_previous(self) -> None:
        self.pane.move_block(-1)
        self.align_twin()

    do_text_next = do_block_next
    do_text_previous = do_block_previous

    def do_text_first(self) -> None:
        self._block_at(0)

    def do_text_last(self) -> None:
        self._block_at(-1)

    def _block_at(self, index: int) -> None:
        if self.opened is not None and self.opened.cleaned.blocks:
            self.focus_block(self.opened.cleaned.blocks[index].n)

    def do_text_page_down(self) -> None:
        self.pane.action_page(1)

    def do_text_page_up(self) -> None:
        self.pane.action_page(-1)

    def do_block_toggle(self) -> None:
        opened, n = self.opened, self.pane.focused_block
        if opened is None or n is None:
            self.say("There is no block to change.")
            return
        self.applied(self.session.toggle_blocks(opened, (n,)), block=n)

    def do_block_next_flagged(self) -> None:
        self._flagged(1)

    def do_block_previous_flagged(self) -> None:
        self._flagged(-1)

    def _flagged(self, step: int) -> None:
        cleaned = self.opened.cleaned if self.opened else None
        here = self.pane.focused_block or 0
        flagged = [b.n for b in cleaned.blocks if b.label is not Label.CONTENT] if cleaned else []
        beyond = [n for n in flagged if (n - here) * step > 0]
        if beyond:
            self.focus_block(min(beyond) if step > 0 else max(beyond))
        else:
            self.say("No flagged block further on." if step > 0 else "No flagged block before.")
