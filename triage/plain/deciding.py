"""The plain commands that change something."""

from __future__ import annotations

from triage.model import Answer, Decision
from triage.plain.moving import PlainMoving
from triage.session import (
    ASKS,
    MENDED,
    Confirm,
    Decide,
    Mend,
    accept,
    accepting,
    edits_in,
    overruled,
    rejecting,
    same_rule,
    unreadable,
)
from triage.view import answered, nothing_changed, unsuggested, verb


class PlainDeciding(PlainMoving):
    """Decisions, tags, notes, blocks, undo."""

    def decide(self, answer: Answer | None, reasons: tuple[str, ...] = ()) -> None:
        """Answer for the chosen documents and go on to the next undecided one."""
        ids, chosen = self.chosen_ids(), self.chosen_rows()
        unread = unreadable(self.listing, chosen) if answer is Answer.KEEP else 0
        if not ids:
            self.say("There is no document to decide on.")
            return
        if self.sure(verb(answer), ids, overruled(self.listing, chosen, answer), unread):
            few = self.listing.rows(chosen.start, chosen.stop) if 1 < len(ids) <= ASKS else []
            answers, last = {row.id: row.answer for row in few if row.id}, chosen.stop - 1
            bulk = self.session.bulk(Decide(tuple(ids), answer, reasons), opened=self.opened, answers=answers)
            if not self.applied(bulk.run(), move=False):
                self.say(f"{f'{ids[0]} is' if len(ids) == 1 else 'They are'} {answered(answer)} already.")
            elif answer is Answer.REJECT and len(ids) == 1 and (lost := self.session.clusters.lost(ids[0])):
                self.say(f"None of its {lost} copies is kept now; undo takes it back.")
            self.end_selection()
            self.round.decided(dict.fromkeys(ids, answer))
            if answer is not None:
                self.go_on(last)

    def do_suggest_accept(self, rest: str) -> None:
        if self.selecting:
            self._accept_each()
            return
        opened = self.open()
        if opened is not None and self.applied(accept(self.session, opened), move=False):
            self.went_through((opened.document.id,))
            self.go_on()
        else:
            self.say("Nothing is suggested here.")

    def _accept_each(self) -> None:
        """Of the selected documents. Where nothing is suggested on some, the selection stays."""
        ids, last = self.chosen_ids(), self.chosen_rows().stop - 1
        commands = accepting(self.session, ids, "any")
        found = [id for command in commands for id in command.ids]
        left = len(ids) - len(found)
        if found and not self.sure("Reject as suggested", found):
            return
        if found:
            self.applied(rejecting(self.session, commands).run(), move=False)
            self.went_through(found)
        if left:
            self.say(f"{unsuggested(left, len(ids)).capitalize()}.")
        else:
            self.end_selection()
            self.go_on(last)

    def do_decide_keep(self, rest: str) -> None:
        self.decide(Answer.KEEP)

    def do_decide_reject(self, rest: str) -> None:
        self.decide(Answer.REJECT, self._reasons(rest))

    def do_decide_defer(self, rest: str) -> None:
        self.decide(Answer.DEFER)

    def do_decide_clear(self, rest: str) -> None:
        self.decide(None)

    def do_decide_confirm(self, rest: str) -> None:
        ids, many = self.chosen_ids(), self.selecting
        if not ids:
            self.say("There is no document to confirm.")
        elif self.sure("Confirm", ids):
            confirmed = self.session.apply(Confirm(tuple(ids)), opened=self.opened)
            changed = self.applied(confirmed, move=False)
            self.end_selection()
            if not changed:
                self.say(nothing_changed(many=many))
            else:
                self.went_through(confirmed.ids if confirmed is not None else ())
                if not many:
                    self.go_on()

    def do_decide_reject_because(self, rest: str) -> None:
        known = "; ".join(f"{reason.key} {reason.code}" for reason in self.session.config.reasons)
        answer = rest or self.ask(f"Reasons, with blanks between them, none to leave: {known}")
        if not answer:
            self.say("Nothing was changed.")
            return
        self.decide(Answer.REJECT, self._reasons(answer))

    def _reasons(self, text: str) -> tuple[str, ...]:
        """Reasons by their codes or keys."""
        by_key = {reason.key: reason.code for reason in self.session.config.reasons if reason.key}
        codes = [reason.code for reason in self.session.config.reasons]
        found = [by_key.get(word, word) for word in text.replace(",", " ").split()]
        for code in found:
            if code not in codes:
                self.wrong(f"no reason {code!r} is configured; there are: {', '.join(codes)}")
        return tuple(found)

    def do_edit_tags(self, rest: str) -> None:
        ids = self.chosen_ids()
        if not ids:
            self.say("There is no document to tag.")
            return
        row = self.row
        now = ", ".join(row.tags) if row and row.tags and len(ids) == 1 else "none"
        text = rest or self.ask(f"Tags, now {now}. Write them with commas between, - before one that goes; nothing leaves:")
        add, remove = edits_in(text or "")
        if not add and not remove:
            self.say("Nothing was changed.")
        elif self.sure("Tag", ids):
            self._edited(self.applied(self.session.tag(ids, add, remove, self.opened), move=not self.selecting))

    def do_edit_note(self, rest: str) -> None:
        ids, opened = self.chosen_ids(), self.open()
        if not ids or opened is None:
            self.say("There is no document to write a note on.")
            return
        before = (opened.sidecar.decision if opened.sidecar and len(ids) == 1 else Decision()).note
        text = rest or self.ask(f"Note{', now: ' + before if before else ''}. Write it; - removes it, nothing leaves:")
        if not text:
            self.say("Nothing was changed.")
        elif self.sure("Replace the notes of", ids):
            note = "" if text == "-" else text
            self._edited(self.applied(self.session.note(ids, note, self.opened), move=not self.selecting))

    def do_edit_mend(self, rest: str) -> None:
        """`date 2031-05-10`: a field, and what it is."""
        ids, opened = self.chosen_ids(), self.open()
        if not ids or opened is None:
            self.say("There is no document to mend.")
            return
        now = "; ".join(f"{name}: {getattr(opened.metadata, name) or 'none'}" for name in MENDED) if len(ids) == 1 else "several"
        text = rest or self.ask(f"Now {now}. Write a field and what it is; - lets the document speak for itself, nothing leaves:")
        name, _, value = (text or "").strip().partition(" ")
        if not name:
            self.say("Nothing was changed.")
            return
        if name not in MENDED or not value.strip():
            self.wrong(f"{text!r}: write one of {', '.join(MENDED)}, and what it is")
        if name == "title" and len(ids) > 1:
            self.wrong("a title goes with one document")
        said = "" if value.strip() == "-" else value.strip()
        if self.sure("Mend", ids):
            command = Mend.of(ids, {name: said})
            self._edited(self.applied(self.session.apply(command, opened=self.opened), move=not self.selecting))

    def do_edit_relink(self, rest: str) -> None:
        carrying = self.session.astray()
        if carrying.total:
            self.applied(carrying.run(), move=False)
        else:
            self.say(carrying.nothing)

    def _edited(self, changed: bool) -> None:
        self.end_selection()
        if not changed:
            self.say("It is so already.")

    def do_edit_undo(self, rest: str) -> None:
        if not self.applied(self.session.undo()):
            self.say(self.session.nothing_to("undo"))
        else:
            self.show()

    def do_edit_redo(self, rest: str) -> None:
        if not self.applied(self.session.redo()):
            self.say(self.session.nothing_to("redo"))
        else:
            self.show()

    # Blocks

    def do_block_toggle(self, rest: str) -> None:
        opened = self.open()
        chosen = self.chosen_blocks(rest)
        if opened is None or not chosen:
            self.say("There is no block to change.")
            return
        self.first_block = None
        block = self.block
        self.applied(self.session.toggle_blocks(opened, chosen))
        self.block = block
        for n in chosen:
            self.tell_block(n)

    def do_block_toggle_rule(self, rest: str) -> None:
        opened = self.open()
        blocks = opened.cleaned.blocks if opened else ()
        chosen = same_rule(blocks, self.block or 0)
        if opened is None or not chosen:
            self.say(f"Block {self.block} is content, found by no rule." if blocks else "There is no block to change.")
            return
        block = self.block
        self.applied(self.session.toggle_blocks(opened, chosen))
        self.block = block
        for n in chosen:
            self.tell_block(n)
