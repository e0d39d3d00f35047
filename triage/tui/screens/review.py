"""The review: list, raw and cleaned text, one key per decision."""

from __future__ import annotations

import asyncio
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on
from textual.message import Message
from textual.widgets import Input

from triage.errors import ExitCode, TriageError
from triage.tui.screens.parts.clipboard import ClipboardCommands
from triage.tui.screens.parts.panels import PanelCommands
from triage.tui.screens.parts.preloading import Preloading
from triage.tui.screens.parts.rules import RuleCommands
from triage.tui.screens.parts.text_search import TextSearchCommands
from triage.tui.screens.review_document import ReviewDocument
from triage.tui.widgets import DocumentList, TextPane
from triage.view import counted, printable
from triage.view.pace import news_text, rescan_text

if TYPE_CHECKING:
    from triage.model.scan import Progress
    from triage.tui.scan_process import ScanProcess

PROGRESS = 0.5  # seconds from one frame of the scan's progress to the next
WORKING = 1.0  # seconds after a key in which the progress is drawn with the frames of the keys


class ReviewScreen(TextSearchCommands, ClipboardCommands, Preloading, RuleCommands, PanelCommands, ReviewDocument):
    """Turns keys into commands and keeps the panes together.

    A command `a.b-c` is the method `do_a_b_c` of one of the parts, else of the desk without a screen (`triage.review`). The
    parts in the order in which they are asked, with the methods by which they extend those below:

        TextSearchCommands  words in the text           do_text_leave, do_select_leave: the search ends; footer
        GotoCommand         to a document by its name
        BlockCommands       blocks in both panes        run_command: no block out of sight; show_outcome: it
        ClipboardCommands   to the clipboard            tell
        Preloading          quicker first openings
        ClusterCommands     the copies
        NoteCommands        notes
        DecisionCommands    reasons, tags, titles
        SelectionCommands   runs of rows and blocks     put_cursor, show_outcome, not_ready, do_text_leave: the run ends
        NavigationCommands  cursor and focus            run_command, go, show_current, do_text_leave
        RuleCommands        rules
        PanelCommands       panels
        BulkChanges         changes, at once or not     drive, show_error, reload
        FilterCommands      the filter                  footer: what is wrong with it; show_list
        DisplayCommands     what is shown and how
        ReviewDocument      document, outcomes          show_current, go, put_cursor, show_outcome, tell
        ReviewLayout        widgets, lines around
        CommandScreen       keys to commands            run_command, drive, show_outcome, show_error, reload, footer
    """

    class Saved(Message):
        """The saver has written all that it was given."""

    _scan: ScanProcess | None = None
    _scanning: asyncio.Task[None] | None = None
    _relisted = _stepped_at = 0.0
    _relist_pause = 1.0
    _rescans = _comes_back = False

    AUTO_FOCUS = "#documents"

    def on_mount(self) -> None:
        self.session.on_saved(self._tell_saved)
        self.refresh_lines_around()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """After the first frame: the first document, then the scan."""
        self.has_begun = True
        self.session.statistics.begin()
        self.highlight()
        self.show_current()
        self.preload()
        if self.review.scans:
            self._comes_back = len(self.listing) > 0
            self._begin_scan()

    def stop(self) -> None:
        """End what runs behind the screen."""
        if self._scan is not None:
            self._scan.stop()
        for task in (self._scanning, self._preloading):
            if task is not None:
                task.cancel()

    @property
    def unsaved_notes(self) -> list[str]:
        """What the notes are on that were typed and not saved."""
        return [printable(ids[0]) if len(ids) == 1 else counted(len(ids), "document") for ids in self._drafts]

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Escape in a prompt, and the keys of tags; every other that comes here is no command."""
        if event.key == "escape" and self.has_class("-finding"):
            event.stop()
            self.leave_filter(undo=True)
        elif event.key == "escape" and self.has_class("-searching"):
            event.stop()
            self.leave_search()
        elif event.character and not isinstance(self.focused, Input) and self.hot_tag(event.character):
            event.stop()
        else:
            self.report_unbound_key(event)

    # Messages

    def _tell_saved(self) -> None:
        """Called from the saver's thread, which may do no more than post."""
        self.post_message(self.Saved())

    @on(DocumentList.Moved)
    def _moved(self) -> None:
        # Keys have shown the document in their own handler already, or will when they rest: this is for the mouse.
        row = self.row
        if row is not None and row.id != self._showing and self.is_current and not self._is_ahead:
            self.show_current()

    @on(DocumentList.Opened)
    def _opened(self) -> None:
        self.do_list_open()

    @on(TextPane.BlockMoved)
    def _block_moved(self) -> None:
        self.align_twin()

    @on(Saved)
    def _saved(self) -> None:
        self.apply_labels()
        lost, lacking = self.session.problems(), self.session.lacking
        well = f"saved {self.glyphs.keep} {datetime.now():%H:%M}", ""
        ill = f"{lacking:,} not saved {self.glyphs.reject}" if lacking else f"not saved {self.glyphs.reject}", "error"
        self.saved_as = ill if lost or lacking else well
        for error in lost.values():
            self.say(str(error), "error")
        merged = self.session.merged()
        for id in merged:
            self.say(f"{printable(id)}: what another hand wrote meanwhile was taken over, too.", "warning")
        for id in (changed := {*lost, *merged}):
            self.refresh_document(id)
        if self._showing in changed and self.opened is not None:
            self.show_current(again=True, block=self.pane.focused_block)
        self.refresh_lines_around()

    @on(events.Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self.refresh_lines_around)

    @on(events.DescendantFocus)
    def _focused(self) -> None:
        """The title of the pane that hears the keys stands out."""
        for pane in (self.documents, self.raw, self.cleaned):
            self.line(f"{pane.id}-title").set_class(self.focused is pane, "-here")
        if isinstance(self.focused, TextPane):
            # A narrower screen goes on showing what is worked in.
            self.add_class("-reading")
            self.set_class(self.focused is self.raw, "-raw")
        elif self.focused is self.documents:
            self.remove_class("-reading")
        self.refresh_lines_around()

    # The scan

    def _begin_scan(self) -> None:
        self.review.scans = True
        self._scanning = self._triage.spawn(self._run_scan())

    def do_app_rescan(self) -> None:
        if self.review.scans:
            self.say("The folder is being scanned already.")
            return
        self.say("The folder is scanned again…")
        self._rescans = True
        self._begin_scan()

    async def _run_scan(self) -> None:
        """Keep the list growing while the folder is read; a failure is said and leaves what is there."""
        from triage.tui.scan_process import ScanProcess

        state = ["--state", str(self.session.state)] if self.session.state else []
        self._scan = ScanProcess([str(self.session.root.absolute()), *state], self._stepped)
        code, last = await self._scan.run()
        self.step, self.review.scans = None, False
        try:
            self.session.refresh(scanned=code == 0)
        except (TriageError, OSError) as error:
            code, last = ExitCode.FILE, str(error)
        self.documents.missing.clear()
        self._relist()
        self.show_current(again=self._rescans or self.opened is None, block=self.pane.focused_block)
        if code > 1:
            self.say(f"The scan failed: {last}", "error")
        elif last:
            self.say(last.removeprefix("triage: "), "warning")
        elif self._rescans:
            self.say(rescan_text(self._scan.found, len(self.listing)))
        elif self._comes_back and (news := news_text(self._scan.found)):
            self._tell_news(news)
        self._rescans = self._comes_back = False

    def _tell_news(self, news: str) -> None:
        """Unless something was wrong at the start, as in the configuration: that is to be read first."""
        if not any(map(self.line("echo").has_style, ("error", "warning"))):
            self.say(news)

    def rules_changed(self) -> None:
        """Show what changed rules have changed already; what is left of it, and the clusters, are the scan's."""
        self._relist()
        if self._scanning is not None:
            self.stop()
            self._begin_scan()

    def _stepped(self, step: Progress) -> None:
        self.step = step
        now = monotonic()
        working = self._triage.now() - self._triage.pressed[1] < WORKING
        if now - self._relisted > self._relist_pause * (2 if working else 1):
            self._relist()
            # A list of a million takes its time: most of the time belongs to the keys.
            self._relisted = monotonic()
            self._relist_pause = max(1.0, 10 * (self._relisted - now))
        elif working or now - self._stepped_at < PROGRESS:
            return  # a batch is read many times a second: nobody reads that fast, and each would be a frame
        self._stepped_at = now
        self.refresh_lines_around()

    def _relist(self) -> None:
        """Show the rows that have arrived, each in its place. What was decided stays where it is until the filter is applied
        again; while rows are selected, so does all."""
        if not self.documents.is_selecting:
            self.review.renew(self.typed_from)
