"""Where the reviewer is: in which list, on which document, with which rows selected; and the way on from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from triage import view
from triage.model import Row
from triage.review.rows import RowCursor
from triage.review.steps import Outcome
from triage.session import Place, Round, Visited, undecided_beside
from triage.view.about import refused_text

if TYPE_CHECKING:
    from triage.review.rows import Rows
    from triage.session import Applied, Opened, Session
    from triage.session import Rows as Listing


class Desk:
    """What every command stands on. A screen puts its own list in the place of `rows`, and has `focused` tell of its pane."""

    rows: Rows
    focused: Callable[[], int | None]
    """The block that block commands mean."""

    def __init__(self, session: Session, keys: Mapping[str, tuple[str, ...]]) -> None:
        self.session, self.keys = session, keys
        self.where, self.sort = "", session.config.sort
        self.listing: Listing = session.corpus.listing(self.where, self.sort)
        self.rows = RowCursor(self.listing)
        self.focused = lambda: None
        self.opened: Opened | None = None
        self.visited = Visited()
        self.round = Round()
        self.touched: set[str] = set()
        """What was changed since the filter was applied: it stays in the list until that is applied again."""
        self.scans = False
        """Whether a scan is under way, which may bring more documents."""

    def key(self, id: str) -> str:
        """The key of a command, as it is shown."""
        return view.key_name(self.keys[id][0])

    @property
    def row(self) -> Row | None:
        """The row under the cursor; None in an empty list, and where the document is gone from the folder."""
        rows = self.listing.rows(self.rows.cursor, self.rows.cursor + 1) if len(self.listing) else []
        return rows[0] if rows and rows[0].id else None

    @property
    def place(self) -> Place:
        """Where the reviewer is, to come back to."""
        row = self.row
        return Place(row.id if row is not None else "", self.focused())

    @property
    def chosen_ids(self) -> list[str]:
        """The documents that a command acts on: the selected ones, else the current one."""
        if self.rows.is_selecting:
            chosen = self.rows.selection
            return [id for id in self.listing.ids(chosen.start, chosen.stop) if id]
        row = self.row
        return [row.id] if row is not None else []

    def changed(self, applied: Applied | None, *, moves: bool = False) -> Outcome:
        """What a change comes to; it `moves` to where it was made, if that is in the list."""
        if applied is None:
            return Outcome()
        self.touched.update(applied.ids)
        index = self.listing.position(applied.where) if moves and applied.where else None
        if applied.refused:
            told = refused_text(applied.receipt, [str(error) for error in applied.refused.values()])
            return Outcome(told, "warning", applied, index, applied.block)
        return Outcome(applied.receipt, "", applied, index, applied.block)

    # The way on

    def leave_place(self) -> None:
        """A jump starts here: `move.back` comes back."""
        if self.row is not None:
            self.visited.leave(self.place)

    def go_on(self, outcome: Outcome, behind: int) -> Outcome:
        """From what was decided to the next document behind that row that is still to be decided: in a second round the next that
        is left of that."""
        found = self.round.next_beside(self.listing, behind)
        if found is None:
            return replace(outcome, left=self._nothing_left(again=self.round.is_second))
        self.leave_place()
        return replace(outcome, index=found, block=None)

    def next_undecided(self, step: int) -> Outcome:
        """To the next (or the last) undecided document in the current order and filter."""
        found = undecided_beside(self.listing, self.rows.cursor, step)
        if found is None:
            told = self._nothing_left()
            return Outcome(f"{told[0].upper()}{told[1:]}.")
        self.leave_place()
        return Outcome(index=found)

    def _nothing_left(self, *, again: bool = False) -> str:
        may_come = self.scans or self.session.corpus.counts().undecided
        return view.nothing_left(may_come, self.keys["app.export"][0], again=again)

    def went_through(self, ids: Sequence[str]) -> None:
        """These were decided, each as it is by now."""
        if self.round.is_second:
            self.round.decided({id: row.answer for id in ids if (row := self.session.corpus.row(id)) is not None})
