"""Accepting what is suggested: on the document that is shown, or on each that is selected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from triage import view
from triage.tui.screens.parts.deciding import Deciding

if TYPE_CHECKING:
    from triage.session import Applied, Decide


class Accepting(Deciding):
    """Rejects documents for what they look like."""

    def do_suggest_accept(self) -> None:
        from triage.session import accept

        ids, last = self.chosen_ids(), self.documents.selection.stop - 1
        if self.waits(ids):
            return
        if self.documents.is_selecting:
            looking = self.session.looking(ids)
            self.carry_out("Look", looking, lambda _: self._accept_each(ids, last, looking.commands))
            return
        applied = accept(self.session, self.opened) if self.opened is not None else None
        if applied is None:
            self.say("Nothing is suggested here.")
            return
        self.applied(applied, move=False)
        self.went_through(applied.ids)
        self.advance(1, quiet=True)
        self.show_current()

    def _accept_each(self, ids: Sequence[str], last: int, commands: Sequence[Decide]) -> None:
        if not commands:
            self.say(f"{view.unsuggested(len(ids), len(ids)).capitalize()}.")
            return
        found = [id for command in commands for id in command.ids]
        self.when_sure("Reject as suggested", found, partial(self._reject_each, ids, last, commands))

    def _reject_each(self, ids: Sequence[str], last: int, commands: Sequence[Decide]) -> None:
        from triage.session import rejecting

        place, left = self.place.id, len(ids) - len(commands)

        def done(applied: Applied | None) -> None:
            self.applied(applied, move=False)
            if applied is not None:
                self.went_through(applied.ids)
            if left:
                self.say(f"{self.line('echo').plain} · {view.unsuggested(left, len(ids))}", "warning")
            else:
                self.end_selection()
                if self.place.id == place:
                    self.advance(1, quiet=True, behind=last)
            self.show_current(again=True)

        self.carry_out("Reject", rejecting(self.session, commands), done)
