"""The commands that change something: answers, tags, notes, blocks, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.model import Answer, Decision
from triage.tui.screens.moving import Moving
from triage.tui.screens.note import NoteScreen
from triage.tui.screens.reasons import ReasonsScreen
from triage.tui.screens.tags import TagsScreen
from triage.view import printable

if TYPE_CHECKING:
    from triage.session import Applied


class Deciding(Moving):
    """Hands each change to the session and shows what came of it."""

    def decide(self, answer: Answer | None, reasons: tuple[str, ...] = ()) -> None:
        """Answer for the document under the cursor and go to the next undecided one; taking an answer back stays."""
        row = self.row
        if row is None:
            self.say("There is no document to decide on.")
            return
        if self.waits_for_scan(row.id):
            self.say("The scan is still cleaning this large document; decide then.", "warning")
            return
        applied = self.session.decide((row.id,), answer, reasons=reasons)
        if applied is None:
            self.say(f"{printable(row.id)} is {answer or 'undecided'} already.")
        self.applied(applied, move=False)
        if answer is not None:
            self.advance(1, quiet=True)
        self.show_current()

    def do_decide_keep(self) -> None:
        self.decide(Answer.KEEP)

    def do_decide_reject(self) -> None:
        self.decide(Answer.REJECT)

    def do_decide_defer(self) -> None:
        self.decide(Answer.DEFER)

    def do_decide_clear(self) -> None:
        self.decide(None)

    def do_decide_reject_because(self) -> None:
        row = self.row
        if row is None:
            self.say("There is no document to reject.")
            return

        def chosen(reasons: tuple[str, ...] | None) -> None:
            # Behind the dialog the list may have moved on; what was asked about is what is decided.
            if reasons is not None and self.back_to(row.id):
                self.decide(Answer.REJECT, reasons)

        self.app.push_screen(ReasonsScreen(row.title or row.id, self.session.config.reasons, row.reasons), chosen)

    def do_edit_tags(self) -> None:
        row = self.row
        if row is None:
            self.say("There is no document to tag.")
            return
        in_use = self.session.corpus.tags()

        def chosen(tags: tuple[str, ...] | None) -> None:
            if tags is None:
                return
            add, remove = [t for t in tags if t not in row.tags], [t for t in row.tags if t not in tags]
            if add or remove:
                self.applied(self.session.tag((row.id,), add, remove))

        self.app.push_screen(TagsScreen(row.title or row.id, row.tags, self.session.complete_tags, in_use), chosen)

    def do_edit_note(self) -> None:
        row = self.row
        if row is None or self.opened is None:
            self.say("There is no document to write a note on.")
            return
        sidecar = self.opened.sidecar
        before = (sidecar.decision if sidecar else Decision()).note

        def written(note: str | None) -> None:
            if note is not None and note != before:
                self.applied(self.session.note((row.id,), note))

        self.app.push_screen(NoteScreen(row.title or row.id, before), written)

    def do_edit_undo(self) -> None:
        self._history(self.session.undo(), "Nothing to undo.")

    def do_edit_redo(self) -> None:
        self._history(self.session.redo(), "Nothing to redo.")

    def _history(self, applied: Applied | None, nothing: str) -> None:
        if applied is None:
            self.say(nothing)
            return
        self.applied(applied)
        if applied.where and self.listing.position(applied.where) is None:
            self.say(f"{applied.receipt} · not shown by the filter: {printable(applied.where)}", "warning")
