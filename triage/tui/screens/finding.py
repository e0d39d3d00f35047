"""Filter and sort: which documents the list shows, and in which order."""

from __future__ import annotations

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from triage.errors import UsageError
from triage.session import Rows, nearest, parse_query
from triage.tui.screens.desk import Desk

SORTS = ("undecided", "id", "title", "-date", "-words", "-dup", "-boiler", "cluster")
PAUSE = 0.08  # seconds without a key after which the filter is applied: a fast typist isn't made to wait for each letter


class Finding(Desk):
    """Applies filters live; what is typed wrong leaves the list as it was and says where."""

    _pending: Timer | None = None
    _before = ""

    def do_find_filter(self) -> None:
        self._before = self.where
        self.add_class("-finding")
        self.query_one(".prompt").show([("/", "key")])  # type: ignore[attr-defined]
        field = self.query_one("#filter", Input)
        field.value = self.where
        field.cursor_position = len(field.value)
        field.focus()
        self._count(len(self.listing))

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        if not self.has_class("-finding"):
            return
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(PAUSE, lambda: self._try(event.value))

    def _try(self, text: str) -> bool:
        """Show what fits, or what is wrong with the filter."""
        if self._pending is not None:
            self._pending.stop()
            self._pending = None
        where = text.strip()
        try:
            listing = self.session.corpus.listing(where, self.sort)
        except UsageError as error:
            at = f"column {error.column}: " if error.column else ""
            self.line("found").show([(at + str(error), "error")])
            return False
        self.touched.clear()
        self.use(listing, where)
        self._count(len(listing))
        return True

    def _count(self, found: int) -> None:
        self.line("found").show([(f"{found:,} {'document' if found == 1 else 'documents'}", "strong")])

    @on(Input.Submitted, "#filter")
    def _enter(self, event: Input.Submitted) -> None:
        if self._try(event.value):
            self.leave_filter()

    def leave_filter(self, *, clear: bool = False) -> None:
        """Back to the list; Escape clears the filter."""
        if self._pending is not None:
            self._pending.stop()
            self._pending = None
        self.remove_class("-finding")
        if clear and self.where:
            self.apply_filter("")
        self.documents.focus()
        self.say(f"{len(self.listing):,} documents fit: {self.where}" if self.where else "All documents are shown.")

    def use(self, listing: Rows, where: str) -> None:
        """Show another listing with the cursor on the same document, as far as it is in it, else where it was."""
        row = self.row
        keep = nearest(listing, row.id if row is not None else "", self.documents.cursor)
        self.listing, self.where = listing, where
        self.documents.set_source(listing, keep)
        for pane in (self.raw, self.cleaned):
            pane.set_highlight(parse_query(where).words)
        self.show_current()

    def apply_filter(self, where: str) -> None:
        """Show what fits `where`. Raises `UsageError`."""
        self.touched.clear()
        self.use(self.session.corpus.listing(where, self.sort), where)

    def do_find_sort(self) -> None:
        self._sort(1)

    def do_find_sort_back(self) -> None:
        self._sort(-1)

    def _sort(self, step: int) -> None:
        self.sort = SORTS[(SORTS.index(self.sort) + step) % len(SORTS)] if self.sort in SORTS else SORTS[0]
        self.apply_filter(self.where)
        self.say(f"Sorted by {self.sort}.")
