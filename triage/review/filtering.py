"""Which documents the list shows, in which order, and which of them, or of the blocks, are selected."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage import view
from triage.commands import SORTS
from triage.review.desk import Desk
from triage.review.steps import Outcome
from triage.session import MOST_COMPARED
from triage.session.deciding import Round, between, nearest

if TYPE_CHECKING:
    from triage.session.deciding import Rows


@dataclass
class _Left:
    """The list of all documents as it was left for a filter."""

    listing: Rows
    sort: str
    touched: set[str]
    """What was changed since it was made."""


class Filtering(Desk):
    """Filters and sorts. What is no filter raises `UsageError`, and leaves all as it was."""

    _all: _Left | None = None
    _left: tuple[str, int] | None = None  # where it was before nothing fitted
    _unselected = False  # whether rows were selected in the list before this one
    _first: tuple[str, int] | None = None  # the document, and the block of it, at which a run of blocks begins

    @property
    def stands(self) -> tuple[str, int]:
        """The document and the row at which a list is left; where nothing fits, those at which the one before was."""
        row = self.row
        return self._left or (row.id if row is not None else "", self.rows.cursor)

    def use(self, listing: Rows, where: str, start: tuple[str, int] | None = None) -> None:
        """Another list, with the cursor on the same document, as far as it is in it; else on the first that fits another filter,
        or where it was. `start` is where it stood before a filter was typed: those on the way to that don't count."""
        id, cursor = start or self.stands
        self._left = None if len(listing) else (id, cursor)
        keep = nearest(listing, id, cursor if where == self.where and start is None else 0)
        is_other = where != self.where
        self.listing, self.where = listing, where
        self._unselected |= self.rows.is_selecting
        self.rows.set_source(listing, keep)
        self.listed(is_other)

    def renew(self, start: tuple[str, int] | None = None) -> None:
        """The same list with what has come and gone since. What was changed stays where it is, until the filter is applied
        again, and so does what another hand decided that is under the cursor. `start` is as for `use`."""
        if (row := self.row) is not None and row.answer is not None:
            self.touched.add(row.id)
        self.use(self.listing.renewed(self.touched), self.where, start)

    def filter(self, where: str, sort: str = "", start: tuple[str, int] | None = None, *, likeness: bool = False) -> None:
        """Show what fits. With `likeness`, words that stand nowhere are looked for in titles like them, but in a folder in which
        that takes long. Where a filter ends, the list is as it was left for it: what was decided meanwhile stays in its place."""
        from triage.session import parse_query

        sort = sort or self.sort
        if self.where and not where and self._all is not None and self._all.sort == sort:
            self._end_filter(self._all, start)
            return
        listing = self.session.corpus.listing(where, sort)
        alike = parse_query(where).likeness if likeness and not len(listing) else None
        if alike is not None and self.session.corpus.counts().total <= MOST_COMPARED:
            found = self.session.corpus.listing(alike, sort)
            listing, where = (found, alike) if len(found) else (listing, where)
        if not where:
            self._all = None
        elif not self.where:
            self._all = _Left(self.listing, self.sort, set(self.touched))
        elif self._all is not None:
            self._all.touched |= self.touched
        self.touched.clear()
        self.round, self.sort = Round(parse_query(where).revisits), sort
        self.use(listing, where, start)

    def _end_filter(self, left: _Left, start: tuple[str, int] | None) -> None:
        self.touched |= left.touched
        self.round, self.sort, self._all = Round(), left.sort, None
        # A scan may have brought documents meanwhile, also while rows were selected.
        self.use(left.listing.renewed(self.touched), "", start)

    @property
    def so_far(self) -> str:
        """What a number of documents is said with as long as the scan may find more."""
        return " · so far" if self.scans else ""

    def list_outcome(self, text: str, style: str = "") -> Outcome:
        """Which list is shown, and that what was selected in the one before isn't any more."""
        unselected, self._unselected = self._unselected, False
        return Outcome(f"{text.removesuffix('.')} · nothing is selected any more" if unselected else text, style)

    def filter_outcome(self) -> Outcome:
        """How many documents fit the filter; where none does, which tag may have been meant."""
        fit = f"{view.fitting(len(self.listing))}: {self.where}{'' if len(self.listing) else self._meant()}{self.so_far}"
        return self.list_outcome(fit if self.where else "All documents are shown.")

    def _meant(self) -> str:
        """The tag most like one that the filter asks for and no document has; empty where none is like it."""
        from triage.session import parse_query

        asked = parse_query(self.where).tags
        known = {tag.casefold(): tag for tag in self.session.corpus.decided.tags()} if asked else {}
        for tag in asked:
            near = [] if tag.casefold() in known else difflib.get_close_matches(tag.casefold(), known, 1)
            if near:
                return f" · no document has the tag {tag}; did you mean {known[near[0]]}?"
        return ""

    def sort_by(self, sort: str) -> Outcome:
        """Another order, of `SORTS` or of any field."""
        self.filter(self.where, sort)
        return self.list_outcome(f"Sorted by {view.sort_name(sort)}.")

    def do_find_sort(self) -> Outcome:
        return self._sort(1)

    def do_find_sort_back(self) -> Outcome:
        return self._sort(-1)

    def _sort(self, step: int) -> Outcome:
        return self.sort_by(SORTS[(SORTS.index(self.sort) + step) % len(SORTS)] if self.sort in SORTS else SORTS[0])

    # Views

    def show_view(self, name: str) -> Outcome:
        """Its filter and its order."""
        found = self.session.views.all().get(name)
        if found is None:
            return Outcome(f"There is no view {name} any more: another program removed it.", "error")
        self.filter(found.where, found.sort)
        what = f"{view.fitting(len(self.listing))} {found.where or 'it'}"
        return self.list_outcome(f"{name}: {what}, sorted by {view.sort_name(found.sort)}{self.so_far}.")

    def save_view(self, name: str) -> Outcome:
        """Save the filter and the order under a name."""
        was = self.session.views.save(name, self.where, self.sort)
        what = f"{self.where or 'all documents'} · {view.sort_name(self.sort)}"
        return Outcome(f"The view {name} {'was replaced' if was else 'is saved'}: {what}")

    def remove_view(self, name: str) -> Outcome:
        """Forget it."""
        self.session.views.remove(name)
        return Outcome(f"The view {name} is removed; no document was touched.")

    # Selecting

    def select_rows(self) -> Outcome:
        """Begin a run of documents at the cursor, or end it."""
        if not len(self.listing):
            return Outcome("There is nothing to select.")
        if self.rows.is_selecting:
            return self.do_select_leave()
        self.rows.action_mark()
        return self.selection_outcome()

    def do_select_all(self) -> Outcome:
        if not len(self.listing):
            return Outcome("There is nothing to select.")
        self.rows.select_all()
        return self.selection_outcome()

    def selection_outcome(self) -> Outcome:
        """How many documents are selected."""
        number = view.counted(len(self.rows.selection), "document")
        return Outcome(f"{number} selected · a decision, tag or note is for all · Esc leaves", "strong")

    def do_select_leave(self) -> Outcome:
        """The selection ends; where nothing is selected, the filter."""
        if self.rows.is_selecting:
            self.rows.clear_mark()
            return Outcome("Nothing is selected any more.")
        if not self.where:
            return Outcome("Nothing is selected.")
        self.filter("")
        return self.list_outcome("All documents are shown.")

    @property
    def first_block(self) -> int | None:
        """The block at which a run of blocks begins; None where none is selected."""
        return self._first[1] if self._first is not None and self._first[0] == self.place.id else None

    @property
    def chosen_blocks(self) -> tuple[int, ...]:
        """The blocks that block commands act on: the selected ones, else the focused one, if there is one."""
        n, opened = self.focused(), self.opened
        return between(opened.cleaned.blocks, self.first_block or n, n) if opened is not None and n else ()

    def select_blocks(self) -> Outcome:
        """Begin a run of blocks at the focused one, or end it."""
        n = self.focused()
        if self.first_block is not None:
            return self.end_blocks()
        if not n:
            return Outcome("There is no block to select.")
        self._first = (self.place.id, n)
        return self.block_selection_outcome()

    def block_selection_outcome(self) -> Outcome:
        """How many blocks are selected."""
        number = view.counted(len(self.chosen_blocks), "block")
        return Outcome(f"{number} selected · {self.key('block.toggle')} drops or brings back · Esc leaves", "strong")

    def end_blocks(self) -> Outcome:
        """No blocks are selected any more."""
        self._first = None
        return Outcome("No blocks are selected any more.")
