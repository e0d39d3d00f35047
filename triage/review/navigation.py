"""Ways through the list and the text: to what is undecided, back and forward, to a name, to what a block repeats."""

from __future__ import annotations

from triage import view
from triage.model import Row
from triage.review.filtering import Filtering
from triage.review.steps import Outcome
from triage.session import Place
from triage.session.deciding import copies, origin, undecided_beside


class Navigation(Filtering):
    """Tells where a key leads."""

    _came_from: int | None = None

    def do_move_next(self) -> Outcome:
        return self._undecided(1)

    def do_move_previous(self) -> Outcome:
        return self._undecided(-1)

    def _undecided(self, step: int) -> Outcome:
        """To the next undecided document in the current order and filter, or the last."""
        found = undecided_beside(self.listing, self.rows.cursor, step)
        if found is None:
            message = self.nothing_left()
            return Outcome(f"{message[0].upper()}{message[1:]}.")
        self.leave_place()
        return Outcome(view.turned(self.rows.cursor, found, step), position=found)

    def do_move_back(self) -> Outcome:
        return self._travel(self.visited.back(self.place), "You haven't been anywhere before this.")

    def do_move_forward(self) -> Outcome:
        return self._travel(self.visited.forward(self.place), "There is nothing to go forward to.")

    def _travel(self, place: Place | None, nothing: str) -> Outcome:
        return Outcome(nothing) if place is None else self._to(place)

    def _to(self, place: Place) -> Outcome:
        index = self.listing.position(place.id)
        if index is None:
            return Outcome(f"{place.id} " + ("isn't shown by the filter." if self.where else "is gone."), "warning")
        return Outcome(position=index, block=place.block)

    def numbered(self, typed: str) -> Row | None:
        """The document of that row of the list, counted from 1; None where this is no number of one, or its document is gone. One
        that begins with a 0 is a part of a name."""
        if not (typed.isascii() and typed.isdigit()) or typed[0] == "0" or len(typed) > len(str(len(self.listing))):
            return None
        n = int(typed)
        found = self.listing.rows(n - 1, n)
        return found[0] if found and found[0].id else None

    def go_to(self, id: str) -> Outcome:
        """To a document, for which the filter is cleared where it doesn't show it."""
        self.leave_place()
        if self.listing.position(id) is not None or not self.where:
            return self._to(Place(id))
        self.filter("")
        cleared, there = self.list_outcome(f"The filter was cleared to show {id}.", "warning"), self._to(Place(id))
        return there if there.message else there._replace(message=cleared.message, style=cleared.style)

    def do_block_origin(self) -> Outcome:
        """From a repeat to what it repeats; from there back, or to the first repeat."""
        n = self.focused()
        if self.opened is None or not n:
            return Outcome("There is no block here.")
        blocks = self.opened.cleaned.blocks
        target, repeats = origin(blocks, n), copies(blocks, n)
        if target is None and repeats:
            target = self._came_from if self._came_from in repeats else repeats[0]
        if target is None:
            return Outcome(f"Block {n} repeats no other, and none repeats it.")
        self.leave_place()
        self._came_from = n
        more = f", as do {len(repeats) - 1} more" if len(repeats) > 1 else ""
        message = f"Block {target} repeats block {n}{more}." if repeats else f"Block {n} repeats block {target}."
        return Outcome(message, block=target)
