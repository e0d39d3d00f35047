"""The commands that change something: answers, tags, notes, blocks, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.model import Answer, Row
from triage.tui.screens.selecting import Selecting
from triage.view import printable

if TYPE_CHECKING:
    from triage.session import Applied
    from triage.tui.screens.reasons import Because


MOST_LOOKED_AT = 5000
_VERBS = {Answer.KEEP: "Keep", Answer.REJECT: "Reject", Answer.DEFER: "Defer", None: "Clear the answers of"}


class Deciding(Selecting):
    """Hands each change to the session and shows what came of it."""

    def decide(self, answer: Answer | None, reasons: tuple[str, ...] = (), note: str | None = None) -> None:
        """Answer for the chosen documents and go to the next undecided one; taking an answer back stays."""
        ids = self.chosen_ids()
        if not ids:
            self.say("There is no document to decide on.")
            return
        waiting = [id for id in ids if self.waits_for_scan(id)]
        if waiting:
            self.say(f"The scan is still cleaning {_these(waiting, 'a large document')}; decide then.", "warning")
            return
        self.when_sure(_VERBS[answer], ids, lambda: self._decide(ids, answer, reasons, note))

    def _decide(self, ids: list[str], answer: Answer | None, reasons: tuple[str, ...], note: str | None = None) -> None:
        if note is None:
            applied = self.session.decide(ids, answer, reasons=reasons)
        else:
            from triage.session import Decide, SetNote

            applied = self.session.apply(Decide(tuple(ids), answer, reasons), SetNote(tuple(ids), note))
        if applied is None:
            self.say(f"{_these(ids, 'The documents')} {'is' if len(ids) == 1 else 'are'} {answer or 'undecided'} already.")
        self.applied(applied, move=False)
        lost = self.session.clusters.lost(ids[0]) if applied is not None and answer is Answer.REJECT and len(ids) == 1 else 0
        if applied is not None and lost:
            self.say(f"{applied.receipt} · none of its {lost} copies is kept now; undo takes it back", "warning")
        last = self.documents.selection.stop - 1
        self.end_selection()
        if answer is not None:
            self.advance(1, quiet=True, behind=last)
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
        from triage.tui.screens.reasons import ReasonsScreen

        row, ids = self.row, self.chosen_ids()
        if row is None or not ids:
            self.say("There is no document to reject.")
            return

        def chosen(because: Because | None) -> None:
            # Behind the dialog the list may have moved on; what was asked about is what is decided.
            if because is not None and self.chosen_ids() != ids and not (len(ids) == 1 and self.back_to(ids[0])):
                self.say("The list has changed meanwhile; nothing was decided.", "warning")
            elif because is not None:
                self.decide(Answer.REJECT, because.reasons, because.note)

        given = row.reasons if len(ids) == 1 else ()
        self.app.push_screen(ReasonsScreen(self._heading(ids, row), self.session.config.reasons, given, self._note(ids)), chosen)

    def _note(self, ids: list[str]) -> str:
        """The note of the one document that is chosen; of several, none is shown."""
        sidecar = self.opened.sidecar if self.opened is not None and [self.opened.document.id] == ids else None
        return sidecar.decision.note if sidecar else ""

    def do_edit_tags(self) -> None:
        from triage.tui.screens.tags import TagsScreen

        row, ids = self.row, self.chosen_ids()
        if row is None or not ids:
            self.say("There is no document to tag.")
            return
        before = row.tags if len(ids) == 1 else self._common_tags()
        in_use = self.session.corpus.tags()

        def chosen(tags: tuple[str, ...] | None) -> None:
            if tags is None:
                return
            add, remove = [t for t in tags if t not in before], [t for t in before if t not in tags]
            if add or remove:
                self.when_sure("Tag", ids, lambda: self.edited(self.session.tag(ids, add, remove)))

        hot_keys = {entry.key: entry.tag for entry in self.session.config.palette if entry.key}
        screen = TagsScreen(self._heading(ids, row), before, self.session.complete_tags, in_use, hot_keys)
        self.app.push_screen(screen, chosen)

    def hot_tag(self, key: str) -> bool:
        """Give the chosen documents the tag of this key, or take it off where all have it; False where no tag has the key."""
        tag = next((entry.tag for entry in self.session.config.palette if entry.key == key), None)
        row, ids = self.row, self.chosen_ids()
        if tag is None or row is None or not ids:
            return False
        have = row.tags if len(ids) == 1 else self._common_tags()
        add, remove = ((), (tag,)) if tag in have else ((tag,), ())
        self.when_sure("Tag", ids, lambda: self.edited(self.session.tag(ids, add, remove)))
        return True

    def _common_tags(self) -> tuple[str, ...]:
        """The tags that all selected documents have; none where there are too many to look at each."""
        chosen = self.documents.selection
        if len(chosen) > MOST_LOOKED_AT:
            return ()
        rows = self.listing.rows(chosen.start, chosen.stop)
        return tuple(tag for tag in rows[0].tags if all(tag in row.tags for row in rows))

    def do_edit_note(self) -> None:
        from triage.tui.screens.note import NoteScreen

        row, ids = self.row, self.chosen_ids()
        if row is None or not ids or self.opened is None:
            self.say("There is no document to write a note on.")
            return
        before = self._note(ids)

        def written(note: str | None) -> None:
            if note is not None and note != before:
                self.when_sure("Replace the notes of", ids, lambda: self.edited(self.session.note(ids, note)))

        self.app.push_screen(NoteScreen(self._heading(ids, row), before), written)

    def edited(self, applied: Applied | None) -> None:
        """Show what a command other than a decision changed. Of several documents the cursor stays where it is."""
        many = self.documents.is_selecting
        self.end_selection()
        self.applied(applied, move=not many)
        if many:
            self.show_current(again=True)

    def _heading(self, ids: list[str], row: Row) -> str:
        return (row.title or row.id) if len(ids) == 1 else f"{len(ids):,} documents"

    def do_edit_undo(self) -> None:
        self.show_history(self.session.undo(), "Nothing to undo.")

    def do_edit_redo(self) -> None:
        self.show_history(self.session.redo(), "Nothing to redo.")

    def taken_back(self, undone: Applied | None) -> None:
        self.show_history(undone, "")

    def show_history(self, applied: Applied | None, nothing: str) -> None:
        """Show what undo or redo did, where it was done; or say that there was nothing to do."""
        if applied is None:
            self.say(nothing)
            return
        self.applied(applied)
        if applied.where and self.listing.position(applied.where) is None:
            self.say(f"{applied.receipt} · not shown by the filter: {printable(applied.where)}", "warning")


def _these(ids: list[str], many: str) -> str:
    return printable(ids[0]) if len(ids) == 1 else many
