"""The commands that change something: answers, tags, notes, blocks, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from triage import view
from triage.model import Answer, Row
from triage.session import ASKS, MENDED, unreadable
from triage.tui.screens.parts.selecting import Selecting
from triage.view import printable

if TYPE_CHECKING:
    from triage.session import Applied, Bulk, Command, Mend
    from triage.tui.screens.dialogs.reasons import Because
    from triage.tui.screens.dialogs.tags import Retagged, TagsScreen


class Deciding(Selecting):
    """Hands each change to the session and shows what came of it."""

    @cached_property
    def _drafts(self) -> dict[tuple[str, ...], str]:
        """Notes that were typed and not saved, by the documents that they are on."""
        return {}

    def decide(self, answer: Answer | None, reasons: tuple[str, ...] = (), note: str | None = None) -> None:
        """Answer for the chosen documents and go to the next undecided one; taking an answer back stays."""
        from triage.session import overruled

        ids = self.chosen_ids()
        if not ids:
            self.say("There is no document to decide on.")
            return
        if self.waits(ids):
            return
        unread = unreadable(self.listing, self.documents.selection) if answer is Answer.KEEP else 0
        decide = partial(self._decide, ids, answer, reasons, note)
        others = overruled(self.listing, self.documents.selection, answer)
        self.when_sure(view.verb(answer), ids, decide, others, unread)

    def _decide(self, ids: list[str], answer: Answer | None, reasons: tuple[str, ...], note: str | None = None) -> None:
        from triage.session import Decide, SetNote

        commands: list[Command] = [Decide(tuple(ids), answer, reasons)]
        commands += [] if note is None else [SetNote(tuple(ids), note)]
        chosen = self.documents.selection
        place, last = self.place.id, chosen.stop - 1
        few = self.listing.rows(chosen.start, chosen.stop) if 1 < len(ids) <= ASKS else []
        answers = {row.id: row.answer for row in few if row.id in ids}
        self.end_selection()

        def done(applied: Applied | None) -> None:
            if note is not None:
                self._drop_draft(ids)
            self._decided(ids, answer, applied, last if self.place.id == place else None)

        self.carry_out(view.verb(answer), self.session.bulk(*commands, opened=self.opened, answers=answers), done)

    def _decided(self, ids: list[str], answer: Answer | None, applied: Applied | None, last: int | None) -> None:
        """Show it, and go on behind the last of the documents; without one the editor is elsewhere by now, and stays there."""
        if applied is None:
            self.say(f"{_these(ids, 'The documents')} {'is' if len(ids) == 1 else 'are'} {view.answered(answer)} already.")
        self.applied(applied, move=False)
        lost = self.session.clusters.lost(ids[0]) if applied is not None and answer is Answer.REJECT and len(ids) == 1 else 0
        if applied is not None and lost:
            self.say(f"{applied.receipt} · none of its {lost} copies is kept now; undo takes it back", "warning")
        self.round.decided(dict.fromkeys(ids, answer))
        if answer is not None and last is not None:
            self.advance(1, quiet=True, behind=last)
        # Where it stays on a document that was decided, what is known of that one is out of date.
        self.show_current(again=self._showing in ids, block=self.pane.focused_block if self._showing in ids else None)

    def do_decide_keep(self) -> None:
        self.decide(Answer.KEEP)

    def do_decide_reject(self) -> None:
        self.decide(Answer.REJECT)

    def do_decide_defer(self) -> None:
        self.decide(Answer.DEFER)

    def do_decide_clear(self) -> None:
        self.decide(None)

    def do_decide_confirm(self) -> None:
        from triage.session import Confirm

        ids, many = self.chosen_ids(), self.documents.is_selecting
        if not ids:
            self.say("There is no document to confirm.")
            return
        if self.waits(ids):
            return

        def done(applied: Applied | None) -> None:
            self.end_selection()
            if applied is None:
                self.say(view.nothing_changed(many=many))
                return
            self.applied(applied, move=False)
            self.went_through(applied.ids)
            if not many:
                self.advance(1, quiet=True)
            self.show_current(again=many)

        confirm = Confirm(tuple(ids))
        self.when_sure("Confirm", ids, lambda: self.carry_out("Confirm", self.session.bulk(confirm, opened=self.opened), done))

    def do_decide_reject_because(self) -> None:
        from triage.tui.screens.dialogs.reasons import ReasonsScreen

        row, ids = self.row, self.chosen_ids()
        if row is None or not ids:
            self.say("There is no document to reject.")
            return

        def chosen(because: Because | None) -> None:
            if because is None or not because.rejects:
                self._keep_draft(ids, because.note if because else None)
            # Behind the dialog the list may have moved on; what was asked about is what is decided.
            elif self.chosen_ids() != ids and not (len(ids) == 1 and self.back_to(ids[0])):
                self._keep_draft(ids, because.note)
                self.say("The list has changed meanwhile; nothing was decided.", "warning")
            else:
                if because.note is not None:
                    self._drafts[tuple(ids)] = because.note
                self.decide(Answer.REJECT, because.reasons, because.note)

        given, draft = row.reasons if len(ids) == 1 else (), self._drafts.get(tuple(ids))
        screen = ReasonsScreen(self._heading(ids, row), self.session.config.reasons, given, self.note_of(ids), draft)
        self.app.push_screen(screen, chosen)

    def _keep_draft(self, ids: list[str], text: str | None) -> None:
        """Keep a note that was typed and not saved, for as long as the program runs; None where there is none."""
        self._drafts.pop(tuple(ids), None)
        if text is not None:
            self._drafts[tuple(ids)] = text
            key = view.key_name(self.key_table["edit.note"][0])
            self.say(f"The note is not saved; {key} shows again what was typed.", "warning")

    def _drop_draft(self, ids: list[str]) -> None:
        """What was typed is saved: until then, one that was refused is offered again."""
        self._drafts.pop(tuple(ids), None)

    def note_of(self, ids: list[str]) -> str:
        """The note of the one document that is chosen; of several, none is shown."""
        sidecar = self.opened.sidecar if self.opened is not None and [self.opened.document.id] == ids else None
        return sidecar.decision.note if sidecar else ""

    def do_edit_tags(self) -> None:
        row, ids = self.row, self.chosen_ids()
        if row is None or not ids:
            self.say("There is no document to tag.")
            return
        before = row.tags if len(ids) == 1 else self._common_tags()
        in_use = self.session.corpus.tags()

        def chosen(retagged: Retagged | None) -> None:
            if retagged is not None and any(retagged):
                self._tag(ids, *retagged)
            elif retagged is not None:
                self.say("It is so already.")

        self.app.push_screen(self.tags().offer(self._heading(ids, row), before, in_use), chosen)

    def tags(self) -> TagsScreen:
        """The dialog that gives tags."""
        from triage.tui.screens.dialogs.tags import TagsScreen

        return self._triage.kept(TagsScreen, lambda: TagsScreen(self.session.complete_tags, self.session.config.hot_keys))

    def hot_tag(self, key: str) -> bool:
        """Give the chosen documents the tag of this key, or take it off where all have it; False where no tag has the key."""
        tag = self.session.config.hot_keys.get(key)
        row, ids = self.row, self.chosen_ids()
        if tag is None or row is None or not ids:
            return False
        if self.at_work.is_busy:
            self.refuse_at_work()
            return True
        have = row.tags if len(ids) == 1 else self._common_tags()
        add, remove = ((), (tag,)) if tag in have else ((tag,), ())
        self._tag(ids, add, remove)
        return True

    def _tag(self, ids: list[str], add: Sequence[str], remove: Sequence[str]) -> None:
        from triage.session import EditTags

        self.when_sure("Tag", ids, lambda: self._edit("Tag", EditTags(tuple(ids), tuple(add), tuple(remove))))

    def _common_tags(self) -> tuple[str, ...]:
        """The tags that all selected documents have; none where there are too many to look at each."""
        from triage.session import MOST_LOOKED_AT

        chosen = self.documents.selection
        if len(chosen) > MOST_LOOKED_AT:
            return ()
        rows = self.listing.rows(chosen.start, chosen.stop)
        return tuple(tag for tag in rows[0].tags if all(tag in row.tags for row in rows))

    def do_edit_mend(self) -> None:
        from triage.tui.screens.dialogs.mend import MendScreen

        row, ids = self.row, self.chosen_ids()
        if row is None or not ids or self.opened is None:
            self.say("There is no document to mend.")
            return
        holds, one = self.opened.metadata, len(ids) == 1
        said = {name: str(getattr(holds, name) or "") if one else "" for name in MENDED if one or name != "title"}

        def typed(mend: Mend | None) -> None:
            if mend is not None:
                self.when_sure("Mend", ids, lambda: self._edit("Mend", mend))

        self.app.push_screen(MendScreen(self._heading(ids, row), ids, said), typed)

    def do_edit_relink(self) -> None:
        carrying = self.session.astray()
        if not carrying.total:
            self.say(carrying.nothing)
            return
        self.carry_out("Take along", carrying, lambda applied: self.applied(applied, move=False))

    def _edit(self, what: str, command: Command, saved: Callable[[], None] = lambda: None) -> None:
        """Change something other than an answer, and call `saved` unless it was refused. Of several documents the cursor stays
        where it is."""
        many = self.documents.is_selecting
        self.end_selection()

        def done(applied: Applied | None) -> None:
            saved()
            self.applied(applied, move=not many)
            if applied is None:
                self.say("It is so already.")
            if many:
                self.show_current(again=True)

        self.carry_out(what, self.session.bulk(command, opened=self.opened), done)

    def _heading(self, ids: list[str], row: Row) -> str:
        return (row.title or row.id) if len(ids) == 1 else f"{len(ids):,} documents"

    def take(self, what: str, bulk: Bulk) -> None:
        place = self.place.id
        self.carry_out(what, bulk, lambda applied: self.taken_back(applied, move=self.place.id == place))

    def taken_back(self, undone: Applied | None, *, move: bool = True) -> None:
        """Show what undo or redo did, where it was done."""
        if undone is None:
            return
        self.applied(undone, move=move)
        if not move:
            self.show_current(again=True)
        if undone.where and not undone.refused and self.listing.position(undone.where) is None:
            self.say(f"{undone.receipt} · not shown by the filter: {printable(undone.where)}", "warning")


def _these(ids: list[str], many: str) -> str:
    return printable(ids[0]) if len(ids) == 1 else many
