"""The plain commands that change something."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from triage.model import Answer
from triage.plain.navigation import PlainNavigation
from triage.review import Outcome, Steps
from triage.session import CORRECTABLE, Mend
from triage.session.deciding import edits_in, same_rule


class PlainDecisions(PlainNavigation):
    """Decisions, tags, notes, blocks, undo."""

    def do_edit_undo(self, rest: str) -> None:
        self._take(self.review.do_edit_undo())

    def do_edit_redo(self, rest: str) -> None:
        self._take(self.review.do_edit_redo())

    def _take(self, steps: Steps) -> None:
        """The document is told again, since what was taken back may be anything of it."""
        before = self.review.rows.cursor
        if self.drive(steps).applied is not None and self.place != "cluster" and self.review.rows.cursor == before:
            self.show()

    def do_decide_reject(self, rest: str) -> None:
        self.drive(self.review.decide(Answer.REJECT, self._reasons(rest)))

    def do_decide_reject_because(self, rest: str) -> None:
        known = "; ".join(f"{reason.key} {reason.code}" for reason in self.session.config.reasons)
        answer = rest or self.ask(f"Reasons, with blanks between them, none to leave: {known}")
        if not answer:
            self.say("Nothing was changed.")
            return
        self.drive(self.review.decide(Answer.REJECT, self._reasons(answer)))

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
        ids = self.review.chosen_ids
        if not ids:
            self.say("There is no document to tag.")
            return
        now = ", ".join(self.review.common_tags()) or "none"
        text = rest or self.ask(f"Tags, now {now}. Write them with commas between, - before one that goes; nothing leaves:")
        add, remove = edits_in(text or "")
        if not add and not remove:
            self.say("Nothing was changed.")
        else:
            self.drive(self.review.tag(ids, add, remove))

    def do_edit_note(self, rest: str) -> None:
        ids = self.review.chosen_ids
        if not ids or self.open() is None:
            self.say("There is no document to write a note on.")
            return
        before = self.review.note_of(ids)
        text = rest or self.ask(f"Note{', now: ' + before if before else ''}. Write it; - removes it, nothing leaves:")
        if not text:
            self.say("Nothing was changed.")
        else:
            self.drive(self.review.note(ids, "" if text == "-" else text))

    def do_edit_mend(self, rest: str) -> None:
        """`date 2031-05-10`: a field, and what it is."""
        ids, opened = self.review.chosen_ids, self.open()
        if not ids or opened is None:
            self.say("There is no document to mend.")
            return
        now = (
            "; ".join(f"{name}: {getattr(opened.metadata, name) or 'none'}" for name in CORRECTABLE)
            if len(ids) == 1
            else "several"
        )
        text = rest or self.ask(f"Now {now}. Write a field and what it is; - lets the document speak for itself, nothing leaves:")
        name, _, value = (text or "").strip().partition(" ")
        if not name:
            self.say("Nothing was changed.")
            return
        if name not in CORRECTABLE or not value.strip():
            self.wrong(f"{text!r}: write one of {', '.join(CORRECTABLE)}, and what it is")
        if name == "title" and len(ids) > 1:
            self.wrong("a title goes with one document")
        self.drive(self.review.mend(Mend.of(ids, {name: "" if value.strip() == "-" else value})))

    # Blocks

    def do_block_toggle(self, rest: str) -> None:
        self._toggled(self.chosen_blocks(rest), self.review.toggle)

    def do_block_toggle_rule(self, rest: str) -> None:
        opened = self.open()
        chosen = same_rule(opened.cleaned.blocks, self.block or 0) if opened else ()
        self._toggled(chosen, lambda _: self.review.do_block_toggle_rule())

    def _toggled(self, chosen: Sequence[int], toggle: Callable[[Sequence[int]], Outcome]) -> None:
        outcome = toggle(chosen)
        self.show_outcome(outcome)
        for n in chosen if outcome.applied is not None else ():
            self.tell_block(n)
