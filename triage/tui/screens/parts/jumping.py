"""Jumps: to a document by its name, to what a block repeats, and back."""

from __future__ import annotations

from triage.session import Place, copies, origin
from triage.tui.screens.parts.finding import Finding
from triage.tui.screens.parts.staging import Staging
from triage.view import printable


class Jumping(Staging, Finding):
    """Goes far, and remembers from where."""

    _came_from: int | None = None

    def do_move_goto(self) -> None:
        from triage.tui.screens.dialogs.goto import GotoScreen

        self.app.push_screen(GotoScreen(lambda query: self.session.corpus.find(query, GotoScreen.MOST)), self._go_to)

    def _go_to(self, id: str | None) -> None:
        if id is None:
            return
        self.review.leave_place()
        if self.listing.position(id) is None and self.where:
            self.apply_filter("")
            self.tell_list(f"The filter was cleared to show {printable(id)}.", "warning")
        self.show_place(Place(id))

    def do_move_back(self) -> None:
        self._travel(self.review.visited.back(self.place), "You haven't been anywhere before this.")

    def do_move_forward(self) -> None:
        self._travel(self.review.visited.forward(self.place), "There is nothing to go forward to.")

    def _travel(self, place: Place | None, nothing: str) -> None:
        if place is None:
            self.say(nothing)
        else:
            self.show_place(place)

    def show_place(self, place: Place) -> None:
        """Show a document and focus a block of it."""
        index = self.listing.position(place.id)
        if index is None:
            self.say(f"{printable(place.id)} isn't shown by the filter.", "warning")
            return
        self.go(index)
        self.catch_up()
        if place.block is not None:
            self.focus_block(place.block)

    def do_block_origin(self) -> None:
        """From a repeat to what it repeats; from there back, or to the first repeat."""
        n = self.pane.focused_block
        if self.opened is None or not n:
            self.say("There is no block here.")
            return
        blocks = self.opened.cleaned.blocks
        target, repeats = origin(blocks, n), copies(blocks, n)
        if target is None and repeats:
            target = self._came_from if self._came_from in repeats else repeats[0]
        if target is None:
            self.say(f"Block {n} repeats no other, and none repeats it.")
            return
        self.review.leave_place()
        self._came_from = n
        if self.pane.holds(target):
            self.focus_block(target)
        else:  # the cleaned text lacks what was dropped
            self.show_raw()
            self.call_after_refresh(self.focus_block, target)
        more = f", as do {len(repeats) - 1} more" if len(repeats) > 1 else ""
        self.say(f"Block {n} repeats block {target}." if not repeats else f"Block {target} repeats block {n}{more}.")
