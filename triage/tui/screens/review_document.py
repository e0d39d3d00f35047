"""The document that is shown, and what was changed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from triage import view
from triage.errors import NoDocument
from triage.tui.screens.review_layout import ReviewLayout
from triage.tui.widgets import DocumentList

if TYPE_CHECKING:
    from triage.review import Outcome
    from triage.session import Opened, Session

LARGE_FILE = 1_000_000  # bytes
SUGGEST_AFTER = 0.03  # seconds: the frame goes first


class ReviewDocument(ReviewLayout):
    """What every part of the review stands on. It shows; what is decided and saved, the session knows."""

    def __init__(self, session: Session, keys: Mapping[str, tuple[str, ...]], *, ascii_glyphs: bool, scan: bool) -> None:
        super().__init__(session, keys, ascii_glyphs=ascii_glyphs, scan=scan)
        self.review.listed, self.review.not_ready = self.show_list, self.not_ready
        session.corpus.labels_wait = True  # for the frame that shows them
        self._showing = ""
        self._cleaner_loading: asyncio.Task[None] | None = None
        self._awaited: int | None = None  # the block that is to be shown once the cleaner is loaded

    # What was changed

    def refresh_document(self, id: str, *, missing: bool = False) -> None:
        """Draw its row again, where it has one; `missing` where its file was found to be gone, which the list doesn't know."""
        if missing:
            self.documents.missing.add(id)
        if (index := self.listing.position(id)) is not None:
            self.documents.refresh_row(index)

    def apply_labels(self) -> None:
        """Have index and list tell what the labels that were given make of their documents: before anything else is done, and
        once they are shown."""
        for id in self.session.corpus.apply_waiting():
            self.refresh_document(id)

    def show_outcome(self, outcome: Outcome) -> None:
        """Tell what came of a command, and go where it leads."""
        self.tell(outcome)
        if outcome.applied is None and outcome.position is not None:
            self.go(outcome.position)
            return
        stays = outcome.position in (None, self.documents.cursor)
        if outcome.position is not None:
            self.put_cursor(outcome.position)
        block = outcome.block or (self.pane.focused_block if stays else None)
        self.show_current(again=outcome.applied is not None, block=block)

    def tell(self, outcome: Outcome) -> None:
        """Say what came of a command, and draw the rows that it touched."""
        if outcome.message:
            self.say(outcome.message, outcome.style)
        if outcome.left:
            message = [(outcome.message, ""), (f" · {outcome.left}", "warning")]
            self.show_whole("echo", message, self.size.width - 2)
        if (applied := outcome.applied) is None:
            return
        for id in (*applied.ids, *applied.refused):
            self.refresh_document(id, missing=isinstance(applied.refused.get(id), NoDocument))
        if applied.rules:
            self.rules_changed()

    def go(self, index: int) -> None:
        """Put the cursor on this row and show its document."""
        self.put_cursor(index)
        self.show_current()

    def put_cursor(self, index: int) -> None:
        """Put the cursor on this row, or on the one nearest to it. Who does so sees to its document."""
        if len(self.listing):
            with self.prevent(DocumentList.Moved):
                self.documents.cursor = max(0, min(index, len(self.listing) - 1))

    def show_list(self, other: bool) -> None:
        """Another list is in force, with `other` by another filter."""

    def not_ready(self, ids: Sequence[str]) -> Outcome | None:
        """What is said where these documents can't be decided yet."""

    def rules_changed(self) -> None:
        """Labels of any document may be others by now."""

    # The document

    def show_current(self, *, again: bool = False, block: int | None = None) -> None:
        """Show the document under the cursor in both panes, in this handler: one key is one frame."""
        row = self.row
        if row is None:
            self._showing, self.review.opened = "", None
            keys = [self.key_table[id][0] for id in ("app.rescan", "select.leave")]
            self._show_notice(view.nothing_here(len(self.listing), self.where, self.review.scans, *keys))
        elif again or self.opened is None or row.id != self._showing:
            self._showing = row.id
            self._open(row.id, block)
        self.refresh_lines_around()

    def _open(self, id: str, block: int | None) -> None:
        """Open it now where the scan has labelled it or the cleaner is loaded; else load that first, beside the screen."""
        if self.waits_for_scan(id):
            self.review.opened = None
            self._show_notice("A large document: the scan is cleaning it…")
            return
        if self._cleaner_loading is None and self.session.corpus.labelled(id) is None:
            self._cleaner_loading = self._triage.spawn(self._preload_cleaner())
        if self._cleaner_loading is not None and not self._cleaner_loading.done():
            self.review.opened, self._awaited = None, block
            self._show_notice("Cleaning…")
            return
        row, before, opened = self.row, self.opened, self.session.open_document(id)
        self.review.opened = opened
        if self.row != row:  # it was found to be another than the scan had seen
            self.documents.refresh_row(self.documents.cursor)
        if opened.problem is not None and opened.problem.code == "missing":
            self.refresh_document(id, missing=True)
        if before is not None and before.document.id == id and before.answer is opened.answer:
            # A block was turned over: what the document looks like mostly stays, and takes a quarter of the key's time.
            self.set_timer(SUGGEST_AFTER, lambda: self._suggest_again(opened))
        else:
            self.suggestion = self.session.suggestions.of(opened)
        if opened.problem is not None and not opened.cleaned.blocks:
            self._show_notice(opened.problem.message)
            return
        document, cleaned, glyphs = opened.document, opened.cleaned, self.glyphs
        first, keep = block or next((b.n for b in cleaned.blocks), None), block is not None
        begins = cleaned.pieces[0][0] if cleaned.pieces else None
        first = self.raw.show(lambda width: view.PaneText.raw(document.raw, cleaned.blocks, glyphs, width), first, keep, begins)
        self.cleaned.show(
            lambda width: view.PaneText.cleaned(cleaned.text, cleaned.pieces, cleaned.blocks, glyphs, width), first, keep
        )

    def _suggest_again(self, opened: Opened) -> None:
        self.apply_labels()
        if self.opened is opened:
            found = self.session.suggestions.of(opened)
            if found != self.suggestion:
                self.suggestion = found
                self.about()

    def waits_for_scan(self, id: str) -> bool:
        """Whether this is a large document that the scan has yet to clean: doing that here would stop the keys."""
        if not self.review.scans:
            return False
        try:
            size = (self.session.root / id).stat().st_size
        except (OSError, ValueError):
            return False
        return size > LARGE_FILE and self.session.corpus.labelled(id) is None

    async def _preload_cleaner(self) -> None:
        """Loading the cleaner takes a quarter of a second, which the first frame and the first keys shall not wait for."""
        await asyncio.to_thread(self.session.reader.preload)
        self.call_next(lambda: self.show_current(again=True, block=self._awaited))

    def _show_notice(self, text: str) -> None:
        for pane in (self.raw, self.cleaned):  # no document has a block 0
            pane.show(lambda width: view.PaneText.cleaned(text, ((0, 0, len(text)),), (), self.glyphs, width), None)
