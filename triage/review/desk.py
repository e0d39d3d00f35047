"""Where the reviewer is: in which list, on which document, with which rows selected; and the way on from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from triage import view
from triage.model import Row
from triage.review.rows import RowCursor
from triage.review.steps import Outcome
from triage.session import Place
from triage.session.deciding import Round, Visited
from triage.view.about import refused_text

if TYPE_CHECKING:
    from triage.review.rows import RowList
    from triage.session import Applied, Opened, Session
    from triage.session.deciding import Rows


class Desk:
    """What every command stands on. A UI puts its own list in the place of `rows`, and what it knows in that of the functions."""

    def __init__(self, session: Session, keys: Mapping[str, tuple[str, ...]]) -> None:
        self.session, self.keys = session, keys
        self.where, self.sort = "", session.config.sort
        self.listing: Rows = session.corpus.listing(self.where, self.sort)
        self.rows: RowList = RowCursor(self.listing)
        self.focused: Callable[[], int | None] = lambda: None
        """The block that block commands mean."""
        self.not_ready: Callable[[Sequence[str]], Outcome | None] = lambda ids: None
        """What is said where these documents can't be decided yet, since nobody has seen them."""
        self.listed: Callable[[bool], None] = lambda other: None
        """Called with every other list; whether its filter is another one."""
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
            message = refused_text(applied.receipt, [str(error) for error in applied.refused.values()])
            return Outcome(message, "warning", applied, index)
        return Outcome(applied.receipt, "", applied, index)

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
            return outcome._replace(left=self.nothing_left(again=self.round.is_second))
        self.leave_place()
        return outcome._replace(position=found, message=view.turned(behind, found, 1, outcome.message))

    def nothing_left(self, *, again: bool = False) -> str:
        """Why there is no undecided document to go to, or with `again` none that wasn't decided since the filter asked for it.
        And what is next."""
        back = self.keys["select.leave"][0]
        if again:
            return view.been_through(back)
        counts = self.session.corpus.counts()
        if self.scans or counts.undecided:
            return view.nothing_left_here(back if self.where and counts.undecided else "")
        return view.nothing_left(counts.defer, self.keys["find.filter"][0], self.keys["app.export"][0])

    def went_through(self, ids: Sequence[str]) -> None:
        """These were decided, each as it is by now."""
        if self.round.is_second:
            self.round.decided({id: row.answer for id in ids if (row := self.session.corpus.row(id)) is not None})
