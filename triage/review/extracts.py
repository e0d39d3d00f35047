"""What is taken out of a document: its text for the clipboard, a rule from one of its blocks."""

from __future__ import annotations

from collections.abc import Sequence

from triage.model import Label, LearnedRule
from triage.review.filtering import Filtering
from triage.review.steps import Outcome
from triage.session import file_of


class Extracts(Filtering):
    """Copies text as the document has it; the UI says which way it went."""

    def do_copy_block(self) -> Outcome:
        return self.copy_blocks(self.chosen_blocks)

    def copy_blocks(self, chosen: Sequence[int]) -> Outcome:
        """These blocks of the raw text."""
        opened = self.opened
        if opened is None or not chosen:
            return Outcome("There is no block to copy.")
        what = f"block {chosen[0]}" if len(chosen) == 1 else f"{len(chosen)} blocks"
        return copied("\n".join(self.raw_of(n) for n in chosen), what)

    def do_copy_document(self) -> Outcome:
        if self.opened is None or not self.opened.cleaned.text:
            return Outcome("There is no text to copy.")
        return copied(self.opened.cleaned.text, "the cleaned text")

    def do_copy_path(self) -> Outcome:
        row = self.row
        if row is None:
            return Outcome("There is no document whose path could be copied.")
        path = file_of(row.id)
        return copied(str(self.session.root.absolute() / path), path)

    def raw_of(self, n: int) -> str:
        """The raw text of a block of the document that is shown."""
        assert self.opened is not None
        block = self.opened.cleaned.blocks[n - 1]
        return self.opened.document.raw[block.start : block.end]

    def draft_rule(self, label: Label) -> LearnedRule | None:
        """A rule for all blocks like the focused one, as it is proposed; None where there is no block."""
        n = self.focused()
        return self.session.rules.draft(self.raw_of(n), label) if self.opened is not None and n else None


def copied(text: str, what: str) -> Outcome:
    """What is for the clipboard, and how it is called."""
    return Outcome(f"Copied {what}, {len(text):,} characters", copied=text)
