"""Changes other than answers: tags, notes, titles, blocks; and what undo takes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.review.decisions import Decisions
from triage.review.filtering import Filtering
from triage.review.steps import UNCHANGED, Outcome, Run, Steps
from triage.session.deciding import same_rule

if TYPE_CHECKING:
    from triage.session import Applied, Command, EditTags, Mend


class Edits(Decisions, Filtering):
    """Edits the documents that a command was given for, `ids`, or the one that is shown."""

    _tagged: tuple[tuple[str, ...], tuple[str, ...]] | None = None  # what was given and taken off last

    def tag(self, ids: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> Steps:
        """Give tags, and take tags off. Raises `UsageError` for what is no tag."""
        from triage.session import EditTags

        return self._tag(EditTags(tuple(ids), tuple(add), tuple(remove)))

    def _tag(self, command: EditTags) -> Steps:
        outcome = yield from self._edit("Tag", "Tag", command.ids, command)
        if outcome is not UNCHANGED:
            self._tagged = command.add, command.remove
        return outcome

    def do_edit_tags_again(self) -> Steps | Outcome:
        if not (ids := self.chosen_ids):
            return Outcome("There is no document to tag.")
        if self._tagged is None:
            return Outcome(f"No tags were given yet; {self.key('edit.tags')} gives some.")
        return self.tag(ids, *self._tagged)

    def note(self, ids: Sequence[str], text: str) -> Steps:
        """Replace the note; an empty one removes it."""
        from triage.session import SetNote

        return self._edit("Replace the notes of", "Note", ids, SetNote(tuple(ids), text))

    def mend(self, mend: Mend) -> Steps:
        """Say what title, date, source or author is."""
        return self._edit("Mend", "Mend", mend.ids, mend)

    def _edit(self, verb: str, what: str, ids: Sequence[str], command: Command) -> Steps:
        """Of several documents the cursor stays where it is."""
        if not (yield from self.sure(verb, ids)):
            return UNCHANGED
        many = self.rows.is_selecting
        self.rows.clear_mark()
        applied: Applied | None = yield Run(what, self.session.bulk(command, opened=self.opened))
        return Outcome("It is so already.") if applied is None else self.changed(applied, moves=not many)

    def common_tags(self) -> tuple[str, ...]:
        """The tags that all of the chosen documents have; none where there are too many to look at each."""
        from triage.session.deciding import MOST_LOOKED_AT

        chosen = self.rows.selection
        rows = self.listing.rows(chosen.start, chosen.stop) if len(chosen) <= MOST_LOOKED_AT else []
        return tuple(tag for tag in rows[0].tags if all(tag in row.tags for row in rows)) if rows else ()

    def note_of(self, ids: Sequence[str]) -> str:
        """The note of the one document that is chosen; of several, none is shown."""
        sidecar = self.opened.sidecar if self.opened is not None and [self.opened.document.id] == list(ids) else None
        return sidecar.decision.note if sidecar else ""

    def do_edit_relink(self) -> Steps:
        carrying = self.session.relinking()
        if not carrying.total:
            return Outcome(carrying.nothing)
        return self.changed((yield Run("Take along", carrying)))

    # Blocks

    def do_block_toggle(self) -> Outcome:
        return self.toggle(self.chosen_blocks)

    def toggle(self, chosen: Sequence[int]) -> Outcome:
        """Drop blocks, or bring them back."""
        if self.opened is None or not chosen:
            return Outcome("There is no block to change.")
        applied = self.session.toggle_blocks(self.opened, chosen)
        self.end_blocks()
        return self.changed(applied, moves=True)

    def do_block_toggle_rule(self) -> Outcome:
        """All blocks that the same rule judged as it did the focused one."""
        n, blocks = self.focused(), self.opened.cleaned.blocks if self.opened is not None else ()
        chosen = same_rule(blocks, n) if n is not None else ()
        if blocks and not chosen:
            return Outcome(f"Block {n} is content, found by no rule; {self.key('select.range')} selects a run of blocks.")
        return self.toggle(chosen)

    # Undo

    def do_edit_undo(self) -> Steps:
        return self._take("undo")

    def do_edit_redo(self) -> Steps:
        return self._take("redo")

    def _take(self, what: str) -> Steps:
        bulk = self.session.undoing() if what == "undo" else self.session.redoing()
        if bulk is None:
            return Outcome(self.session.nothing_to(what))
        here = self.place.id
        applied: Applied | None = yield Run(what.capitalize(), bulk)
        return self.undo_outcome(applied, moves=self.place.id == here)

    def undo_outcome(self, undone: Applied | None, *, moves: bool = True) -> Outcome:
        """What undo or redo did; that the filter doesn't show it, where it doesn't."""
        outcome = self.changed(undone, moves=moves)
        if outcome.position not in (None, self.rows.cursor):
            self.leave_place()
        if undone is not None and outcome.position is not None:
            outcome = outcome._replace(block=undone.block)
        if undone is None or not undone.where or undone.refused or self.listing.position(undone.where) is not None:
            return outcome
        return outcome._replace(message=f"{undone.receipt} · not shown by the filter: {undone.where}", style="warning")
