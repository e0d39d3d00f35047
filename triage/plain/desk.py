"""What the plain session stands on: where one is in which list, what is said and asked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from triage import view
from triage.desktop import Clipboard
from triage.errors import UsageError
from triage.model import Row
from triage.plain.text import document_lines, row_line, suggestion_line
from triage.review import Ask, Outcome, Review, Steps

if TYPE_CHECKING:
    from triage.session import Opened, Session


class PlainDesk:
    """The list, the document and the block that commands are about. `place` is `list` or `text`, as on the screen."""

    def __init__(self, session: Session, keys: Mapping[str, tuple[str, ...]], lines: Iterator[str], out: TextIO) -> None:
        self.session, self.keys = session, keys
        self._lines, self._out = lines, out
        self.place = "list"
        self.review = Review(session, keys)
        self.review.focused = lambda: self.block
        self.block: int | None = None

    # What is said

    def say(self, text: str) -> None:
        """One line, whatever is in it."""
        print(view.one_line(text), file=self._out, flush=True)

    def ask(self, question: str) -> str | None:
        """The next line; None at the end of the input."""
        self.say(question)
        line = next(self._lines, None)
        return None if line is None else line.strip()

    def agreed(self, ask: Ask) -> bool:
        """Whether it is to be done."""
        for line in ask.lines:
            self.say(f"  {line}")
        end = "" if ask.question.endswith((".", "?")) else "."
        answer = self.ask(f"{ask.question}{end} Type yes to do it.")
        return answer is not None and answer.casefold() == "yes"

    def drive(self, steps: Steps) -> Outcome:
        """Carry out a command of the review, and show what came of it."""
        given: object = None
        try:
            while True:
                step = steps.send(given)
                given = self.agreed(step) if isinstance(step, Ask) else step.bulk.run()
        except StopIteration as end:
            outcome: Outcome = end.value
        self.show_outcome(outcome)
        return outcome

    def tell(self, outcome: Outcome) -> None:
        """Say what came of a command."""
        if outcome.copied is not None:
            self._copy(outcome.copied, outcome.message)
        elif outcome.message:
            self.say(outcome.message)
        if outcome.applied is not None:
            for error in list(outcome.applied.refused.values())[1:]:
                self.say(f"  {error}")
        if outcome.left:
            self.say(f"{outcome.left[0].upper()}{outcome.left[1:]}.")

    def _copy(self, text: str, told: str) -> None:
        # A terminal that is spoken to here is one that takes no sequences, so that only commands are left.
        try:
            self.say(f"{told}, {Clipboard({**os.environ, 'TERM': 'dumb'}).copy(text).how}.")
        except UsageError as error:  # of the machine, not of what was typed: a script goes on
            self.say(str(error))

    def show_outcome(self, outcome: Outcome) -> None:
        """Tell what came of a command, and go where it leads."""
        self.tell(outcome)
        stays = outcome.position in (None, self.review.rows.cursor)
        block = outcome.block or (self.block if stays else None)
        if outcome.position is not None and not (stays and outcome.applied):
            self.go(outcome.position)
        elif outcome.applied is not None:
            self.review.opened = None
            self.open()
        elif outcome.block is not None:
            self.focus(outcome.block)
        if block is not None and self.review.opened is not None and block <= len(self.review.opened.cleaned.blocks):
            self.block = block

    def focus(self, n: int) -> None:
        """To a block of the document."""
        raise NotImplementedError

    # Where one is

    @property
    def row(self) -> Row | None:
        """The current document; None in an empty list, and where it is gone."""
        return self.review.row

    def go(self, index: int) -> None:
        """To a row, and show it. While a run is selected only the number is told."""
        self.review.rows.cursor = max(0, min(index, len(self.review.listing) - 1))
        self.review.opened, self.block = None, None
        self.review.end_blocks()
        if self.review.rows.is_selecting:
            self.say(f"{view.counted(len(self.review.rows.selection), 'document')} selected")
        self.show()

    def show(self, *, all: bool = False) -> None:
        """The current document: where it stands, and its blocks."""
        is_opened = all or not self.review.rows.is_selecting
        opened = self.open() if is_opened else None
        row = self.row  # as it was found on opening it
        if row is None:
            self.review.opened = None
            self.say("Nothing fits the filter." if self.review.where else "There are no documents.")
            return
        self.say(row_line(row, self.review.rows.cursor, len(self.review.listing)))
        if is_opened:
            found = self.session.suggestions.of(opened) if opened else None
            if found is not None:
                self.say(suggestion_line(found, self.session.suggestions.followed(found.kind), self.keys["suggest.accept"][0]))
            for line in document_lines(opened, all=all) if opened else ():
                self.say(line)

    def reload(self) -> None:
        """As `show`, from what the folder holds by now."""
        self.review.opened = None
        self.show()

    def open(self) -> Opened | None:
        """The current document, read."""
        row = self.row
        if row is None:
            self.review.opened = None
        elif self.review.opened is None or self.review.opened.document.id != row.id:
            self.review.opened = self.session.open_document(row.id)
            self.block = next((block.n for block in self.review.opened.cleaned.blocks), None)
        return self.review.opened
