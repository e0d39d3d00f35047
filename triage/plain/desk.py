"""What the plain session stands on: where one is in which list, what is said and asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from triage import view
from triage.errors import NotSaved
from triage.model import Row
from triage.plain.text import document_lines, row_line, suggestion_line
from triage.session import ASKS, Place, Round, Rows, Visited, nearest, parse_query

if TYPE_CHECKING:
    from triage.session import Applied, Opened, Session


class PlainDesk:
    """The list, the document and the block that commands are about. `place` is `list` or `text`, as on the screen."""

    def __init__(self, session: Session, keys: Mapping[str, tuple[str, ...]], lines: Iterator[str], out: TextIO) -> None:
        self.session, self.keys = session, keys
        self._lines, self._out = lines, out
        self.place = "list"
        self.where, self.sort = "", session.config.sort
        self.listing: Rows = session.corpus.listing(self.where, self.sort)
        self.cursor = 0
        self.opened: Opened | None = None
        self.block: int | None = None
        self.visited = Visited()
        self.round = Round()
        self.mark: int | None = None
        self.first_block: int | None = None
        self.everything = False

    # What is said

    def say(self, text: str) -> None:
        """One line, whatever is in it."""
        print(view.one_line(text), file=self._out, flush=True)

    def ask(self, question: str) -> str | None:
        """The next line; None at the end of the input."""
        self.say(question)
        line = next(self._lines, None)
        return None if line is None else line.strip()

    def sure(self, verb: str, ids: Sequence[str], overruled: tuple[int, Sequence[Row]] = (0, ()), unreadable: int = 0) -> bool:
        """Whether it is to be done; asked only where it concerns many documents, some whose answers it changes, or some that
        nobody can read."""
        others, first = overruled
        if len(ids) <= ASKS and not others and not unreadable:
            return True
        for line in view.decided_already(others, first):
            self.say(f"  {line}")
        asked = view.question(verb, ids, others, unreadable)
        return self.agreed(" ".join(line if line.endswith((".", "?")) else f"{line}." for line in asked))

    def agreed(self, question: str) -> bool:
        """Whether it is to be done, asked in any case."""
        answer = self.ask(f"{question} Type yes to do it; one undo takes all of it back.")
        if answer is not None and answer.casefold() == "yes":
            return True
        self.say("Nothing was changed.")
        return False

    # Where one is

    @property
    def row(self) -> Row | None:
        """The current document; None in an empty list, and where it is gone."""
        rows = self.listing.rows(self.cursor, self.cursor + 1) if len(self.listing) else []
        return rows[0] if rows and rows[0].id else None

    @property
    def here(self) -> Place:
        """The place to come back to."""
        row = self.row
        return Place(row.id if row else "", self.block)

    @property
    def selecting(self) -> bool:
        """Whether documents are selected."""
        return self.everything or self.mark is not None

    def chosen_rows(self) -> range:
        """The positions that a command acts on."""
        if self.everything:
            return range(len(self.listing))
        mark = self.cursor if self.mark is None else min(self.mark, len(self.listing) - 1)
        return range(min(mark, self.cursor), max(mark, self.cursor) + 1) if len(self.listing) else range(0)

    def chosen_ids(self) -> list[str]:
        """The documents that a command acts on."""
        chosen = self.chosen_rows()
        return [id for id in self.listing.ids(chosen.start, chosen.stop) if id]

    def end_selection(self) -> None:
        """No documents are selected any more."""
        self.mark, self.everything = None, False

    def go(self, index: int) -> None:
        """To a row, and show it. While a run is selected only the number is told."""
        self.cursor = max(0, min(index, len(self.listing) - 1))
        self.opened, self.block, self.first_block = None, None, None
        if self.selecting:
            self.say(f"{view.counted(len(self.chosen_rows()), 'document')} selected")
        self.show()

    def show(self, *, all: bool = False) -> None:
        """The current document: where it stands, and its blocks."""
        is_opened = all or not self.selecting
        opened = self.open() if is_opened else None
        row = self.row  # as it was found on opening it
        if row is None:
            self.opened = None
            self.say("Nothing fits the filter." if self.where else "There are no documents.")
            return
        self.say(row_line(row, self.cursor, len(self.listing)))
        if is_opened:
            found = self.session.suggestions.of(opened) if opened else None
            if found is not None:
                self.say(suggestion_line(found, self.session.suggestions.followed(found.kind), self.keys["suggest.accept"][0]))
            for line in document_lines(opened, all=all) if opened else ():
                self.say(line)

    def show_anew(self) -> None:
        """As `show`, from what the folder holds by now."""
        self.opened = None
        self.show()

    def open(self) -> Opened | None:
        """The current document, read."""
        row = self.row
        if row is None:
            self.opened = None
        elif self.opened is None or self.opened.document.id != row.id:
            self.opened = self.session.open_document(row.id)
            self.block = next((block.n for block in self.opened.cleaned.blocks), None)
        return self.opened

    def use(self, where: str, sort: str) -> None:
        """Another list, staying on the same document as far as it is in it. Raises `UsageError`."""
        listing = self.session.corpus.listing(where, sort)
        row = self.row
        self.cursor = nearest(listing, row.id if row else "", self.cursor)
        self.listing, self.where, self.sort = listing, where, sort
        self.round = Round(parse_query(where).revisits)
        self.end_selection()

    def applied(self, applied: Applied | None, *, move: bool = True) -> bool:
        """Tell what a command changed; whether it changed anything."""
        if applied is None:
            return False
        self.say(applied.receipt)
        for id, error in applied.refused.items():
            self.say(str(error) if isinstance(error, NotSaved) else f"{id} was left as it is: {error}")
        before, self.opened = self.here, None
        index = self.listing.position(applied.where) if move and applied.where else None
        if index is not None:
            self.cursor = index
        self.open()
        if self.here.id == before.id and before.block is not None:
            self.block = before.block
        return True
