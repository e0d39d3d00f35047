"""Answers: given, confirmed, or taken from what is suggested; and what is asked before."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any

from triage import view
from triage.model import Answer, Row
from triage.review.desk import Desk
from triage.review.steps import UNCHANGED, UNDONE, Ask, Outcome, Run, Steps
from triage.session.deciding import ASKS, unreadable

if TYPE_CHECKING:
    from triage.session import Applied, Command


class Decisions(Desk):
    """Decides on the documents that are chosen."""

    def sure(
        self, verb: str, ids: Sequence[str], overruled: tuple[int, Sequence[Row]] = (0, ()), unreadable: int = 0
    ) -> Generator[Ask, Any, bool]:
        """Whether it is to be done; asked where it concerns many documents, some whose answers it changes, or some that nobody
        can read."""
        count, first = overruled
        if len(ids) <= ASKS and not count and not unreadable:
            return True
        title, *more = view.question(verb, ids, count, unreadable)
        lines = (*more, *view.decided_already(count, first), UNDONE)
        return bool((yield Ask(title, lines)))

    def do_decide_keep(self) -> Steps:
        return self.decide(Answer.KEEP)

    def do_decide_reject(self) -> Steps:
        return self.decide(Answer.REJECT)

    def do_decide_defer(self) -> Steps:
        return self.decide(Answer.DEFER)

    def do_decide_clear(self) -> Steps:
        return self.decide(None)

    def decide(self, answer: Answer | None, reasons: tuple[str, ...] = (), note: str | None = None) -> Steps:
        """Answer, and go on to the next undecided document; taking an answer back stays."""
        from triage.session import Decide, SetNote
        from triage.session.deciding import overruled

        ids = self.chosen_ids
        if not ids:
            return Outcome("There is no document to decide on.")
        if not_ready := self.not_ready(ids):
            return not_ready
        unread = unreadable(self.listing, self.rows.selection) if answer is Answer.KEEP else 0
        others = overruled(self.listing, self.rows.selection, answer)
        if not (yield from self.sure(view.verb(answer), ids, others, unread)):
            return UNCHANGED
        commands: list[Command] = [Decide(tuple(ids), answer, reasons)]
        commands += [] if note is None else [SetNote(tuple(ids), note)]
        chosen, here = self.rows.selection, self.place.id
        few = self.listing.rows(chosen.start, chosen.stop) if 1 < len(ids) <= ASKS else []
        answers = {row.id: row.answer for row in few if row.id in ids}
        self.rows.clear_mark()
        applied: Applied | None = yield Run(view.verb(answer), self.session.bulk(*commands, opened=self.opened, answers=answers))
        self.round.decided(dict.fromkeys(ids, answer))
        outcome = self._decided(ids, answer, applied)
        # Who is elsewhere by now stays there.
        return outcome if answer is None or self.place.id != here else self.go_on(outcome, chosen.stop - 1)

    def _decided(self, ids: Sequence[str], answer: Answer | None, applied: Applied | None) -> Outcome:
        if applied is None:
            named = f"{ids[0]} is" if len(ids) == 1 else "The documents are"
            return Outcome(f"{named} {view.answered(answer)} already.")
        outcome = self.changed(applied)
        lost = self.session.clusters.lost(ids[0]) if answer is Answer.REJECT and len(ids) == 1 else 0
        message = f"{applied.receipt} · none of its {lost} copies is kept now; undo takes it back"
        return outcome._replace(message=message, style="warning") if lost else outcome

    def do_decide_confirm(self) -> Steps:
        """Answers hold for the texts as they are now; from a single document it goes on."""
        from triage.session.deciding import Confirm

        ids, many = self.chosen_ids, self.rows.is_selecting
        if not ids:
            return Outcome("There is no document to confirm.")
        if not_ready := self.not_ready(ids):
            return not_ready
        if not (yield from self.sure("Confirm", ids)):
            return UNCHANGED
        applied: Applied | None = yield Run("Confirm", self.session.bulk(Confirm(tuple(ids)), opened=self.opened))
        self.rows.clear_mark()
        if applied is None:
            return Outcome(view.nothing_changed(many=many))
        self.went_through(applied.ids)
        outcome = self.changed(applied)
        return outcome if many else self.go_on(outcome, self.rows.cursor)

    def do_suggest_accept(self) -> Steps:
        """Documents are rejected for what they look like: the one that is shown, or each that is selected."""
        ids = self.chosen_ids
        if not_ready := self.not_ready(ids):
            return not_ready
        if self.rows.is_selecting:
            return (yield from self._accept_each(ids))
        from triage.session import accept

        applied = accept(self.session, self.opened) if self.opened is not None else None
        if applied is None:
            return Outcome("Nothing is suggested here.")
        self.went_through(applied.ids)
        return self.go_on(self.changed(applied), self.rows.cursor)

    def _accept_each(self, ids: Sequence[str]) -> Steps:
        """Where nothing is suggested on some, the selection stays."""
        from triage.session import rejecting

        last, search = self.rows.selection.stop - 1, self.session.suggestion_search(ids)
        yield Run("Look", search)
        found = [id for command in search.commands for id in command.ids]
        left = len(ids) - len(found)
        unsuggested = view.unsuggested(left, len(ids))
        if not found:
            return Outcome(f"{unsuggested.capitalize()}.")
        if not (yield from self.sure("Reject as suggested", found)):
            return UNCHANGED
        here = self.place.id
        applied: Applied | None = yield Run("Reject", rejecting(self.session, search.commands))
        outcome = self.changed(applied)
        self.went_through(applied.ids if applied is not None else ())
        if left:
            return outcome._replace(message=" · ".join(filter(None, [outcome.message, unsuggested])), style="warning")
        self.rows.clear_mark()
        return self.go_on(outcome, last) if self.place.id == here else outcome
