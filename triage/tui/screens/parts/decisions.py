"""Commands that ask in a dialog what is to be changed: reasons, tags, titles."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from triage import view
from triage.model import Answer, Row
from triage.session import CORRECTABLE
from triage.tui.screens.parts.selection import SelectionCommands

if TYPE_CHECKING:
    from triage.review import Steps
    from triage.session import Mend
    from triage.tui.screens.dialogs.reasons import Because
    from triage.tui.screens.dialogs.tags import Retagged, TagsScreen


class DecisionCommands(SelectionCommands):
    """Hands what was typed to the review, and keeps notes that aren't saved."""

    @cached_property
    def _drafts(self) -> dict[tuple[str, ...], str]:
        """Notes that were typed and not saved, by the documents that they are on."""
        return {}

    def _drafted(self, ids: list[str], note: str, steps: Steps) -> Steps:
        """A command with a note, which was typed: until it is done, as when it is refused, that is offered again."""
        self._drafts[tuple(ids)] = note
        outcome = yield from steps
        if outcome.applied is not None:
            self._drafts.pop(tuple(ids), None)
        return outcome

    def do_decide_reject_because(self) -> None:
        from triage.tui.screens.dialogs.reasons import ReasonsScreen

        row, ids = self.row, self.review.chosen_ids
        if row is None or not ids:
            self.say("There is no document to reject.")
            return

        def chosen(because: Because | None) -> None:
            if because is None or not because.rejects:
                self._keep_draft(ids, because.note if because else None)
            # Behind the dialog the list may have moved on; what was asked about is what is decided.
            elif self.review.chosen_ids != ids and not (len(ids) == 1 and self.back_to(ids[0])):
                self._keep_draft(ids, because.note)
                self.say("The list has changed meanwhile; nothing was decided.", "warning")
            else:
                steps = self.review.decide(Answer.REJECT, because.reasons, because.note)
                self.drive(steps if because.note is None else self._drafted(ids, because.note, steps))

        given, draft = row.reasons if len(ids) == 1 else (), self._drafts.get(tuple(ids))
        screen = ReasonsScreen(self._heading(ids, row), self.session.config.reasons, given, self.review.note_of(ids), draft)
        self.app.push_screen(screen, chosen)

    def _keep_draft(self, ids: list[str], text: str | None) -> None:
        """Keep a note that was typed and not saved, for as long as the program runs; None where there is none."""
        self._drafts.pop(tuple(ids), None)
        if text is not None:
            self._drafts[tuple(ids)] = text
            key = view.key_name(self.key_table["edit.note"][0])
            self.say(f"The note is not saved; {key} shows again what was typed.", "warning")

    def do_edit_tags(self) -> None:
        row, ids = self.row, self.review.chosen_ids
        if row is None or not ids:
            self.say("There is no document to tag.")
            return
        before = row.tags if len(ids) == 1 else self.review.common_tags()
        in_use = self.session.corpus.decided.tags()

        def chosen(retagged: Retagged | None) -> None:
            if retagged is not None and any(retagged):
                self.drive(self.review.tag(ids, *retagged))
            elif retagged is not None:
                self.say("It is so already.")

        self.app.push_screen(self.tags().offer(self._heading(ids, row), before, in_use), chosen)

    def tags(self) -> TagsScreen:
        """The dialog that gives tags."""
        from triage.tui.screens.dialogs.tags import TagsScreen

        return self._triage.cached_screen(
            TagsScreen, lambda: TagsScreen(self.session.complete_tags, self.session.config.hot_keys)
        )

    def hot_tag(self, key: str) -> bool:
        """Give the chosen documents the tag of this key, or take it off where all have it; False where no tag has the key."""
        tag = self.session.config.hot_keys.get(key)
        row, ids = self.row, self.review.chosen_ids
        if tag is None or row is None or not ids:
            return False
        if self.bulk_runner.is_busy:
            self.refuse_while_busy()
            return True
        have = row.tags if len(ids) == 1 else self.review.common_tags()
        add, remove = ((), (tag,)) if tag in have else ((tag,), ())
        self.drive(self.review.tag(ids, add, remove))
        return True

    def do_edit_mend(self) -> None:
        from triage.tui.screens.dialogs.metadata import MetadataScreen

        row, ids = self.row, self.review.chosen_ids
        if row is None or not ids or self.opened is None:
            self.say("There is no document to mend.")
            return
        holds, one = self.opened.metadata, len(ids) == 1
        said = {name: str(getattr(holds, name) or "") if one else "" for name in CORRECTABLE if one or name != "title"}

        def typed(mend: Mend | None) -> None:
            if mend is not None:
                self.drive(self.review.mend(mend))

        self.app.push_screen(MetadataScreen(self._heading(ids, row), ids, said), typed)

    def _heading(self, ids: list[str], row: Row) -> str:
        return (row.title or row.id) if len(ids) == 1 else f"{len(ids):,} documents"
