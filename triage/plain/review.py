"""The plain session: filters, views, selections, the rest, and the loop that reads commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

from triage.commands import COMMANDS, keymap
from triage.desktop import edit_text, show_text
from triage.errors import Outdated, TriageError, UsageError
from triage.plain.copies import PlainCopies
from triage.plain.folder import PlainFolder
from triage.plain.text import help_lines
from triage.plain.words import parse_line
from triage.review import Outcome, Review
from triage.review.cluster import ClusterReview
from triage.session import parse_query
from triage.view import find_words, key_name

if TYPE_CHECKING:
    from triage.session import Session


class PlainReview(PlainCopies, PlainFolder):
    """Carries commands out by their id: `view.editor` is `do_view_editor`, with what was typed after it. What takes nothing,
    and has but its outcome told, is the review's, as `decide.keep`."""

    done = False
    has_terminal = False
    """Whether an editor has something to draw on, and to read keys from."""

    # Finding

    def do_find_filter(self, rest: str) -> None:
        """Show what fits; nothing shows all."""
        try:
            self.review.filter(rest, likeness=True)
        except UsageError as error:
            at = f"column {error.column}: " if error.column else ""
            raise UsageError(f"{at}{error}", error.column) from error
        if self.review.where != rest:
            self.say("No document has these words; these have a title like them.")
        self.tell(self.review.filter_outcome())
        self.show()

    def do_find_sort(self, rest: str) -> None:
        self.show_outcome(self.review.sort_by(rest) if rest else self.review.do_find_sort())

    def do_find_sort_back(self, rest: str) -> None:
        self.show_outcome(self.review.sort_by(rest) if rest else self.review.do_find_sort_back())

    def do_find_views(self, rest: str) -> None:
        views = self.session.views.all()
        name = rest[1:].strip()
        if not rest:
            for name, found in views.items():
                self.say(f"{name}: {found.where or 'all documents'}, sorted by {found.sort}")
            self.say("Write ' NAME to show one, ' +NAME to save what is shown, ' -NAME to remove one.")
        elif rest in views:
            self.tell(self.review.show_view(rest))
            self.show()
        elif rest.startswith(("+", "-")):
            self.tell(self.review.save_view(name) if rest[0] == "+" else self.review.remove_view(name))
        else:
            self.wrong(f"there is no view {rest!r}; there are: {', '.join(views) or 'none'}")

    def do_select_range(self, rest: str) -> None:
        self.tell(self.review.select_blocks() if self.place == "text" else self.review.select_rows())

    # The rest

    def do_text_next_match(self, rest: str) -> None:
        self._match(1)

    def do_text_previous_match(self, rest: str) -> None:
        self._match(-1)

    def _match(self, step: int) -> None:
        """To the next block in which a word of the filter stands, from the other end after the last."""
        opened, words = self.open(), parse_query(self.review.where).words
        blocks = opened.cleaned.blocks if opened else ()
        raw = opened.document.raw if opened else ""
        fit = [block.n for block in blocks if find_words(raw[block.start : block.end], words)]
        beyond = [n for n in fit if (n - (self.block or 0)) * step > 0] or fit
        self.focus(
            (beyond[0] if step > 0 else beyond[-1]) if beyond else None, "The words of the filter don't stand in this text."
        )

    def do_copy_block(self, rest: str) -> None:
        self.tell(self.review.copy_blocks(self.chosen_blocks(rest)))

    def do_view_editor(self, rest: str) -> None:
        opened = self.open()
        if opened is None:
            self.say("There is no document to open.")
        elif not self.has_terminal:
            self.say("The editor needs a terminal, and here is none.")
        else:
            show_text(opened.document.raw, opened.document.source.path or opened.document.id)
            self.say("Back from the editor; nothing was changed.")

    def do_edit_note_editor(self, rest: str) -> None:
        opened, ids = self.open(), self.review.chosen_ids
        if opened is None or not ids:
            self.say("There is no document to write a note on.")
            return
        if not self.has_terminal:
            key = key_name(self.keys["edit.note"][0])
            self.say(f"The editor needs a terminal, and here is none; {key} and the text after it write a note.")
            return
        before = self.review.note_of(ids)
        note = edit_text(before)
        if note.strip() == before:
            self.say("The note is as it was.")
        else:
            self.drive(self.review.note(ids, note.strip()))

    def do_app_help(self, rest: str) -> None:
        for line in help_lines(self.keys, self.place, ABLE):
            self.say(line)

    def do_app_quit(self, rest: str) -> None:
        self.done = True

    # The loop

    def carry_out(self, line: str) -> None:
        """One line. Raises `TriageError` for what can't be done."""
        command, rest = parse_line("space" if line.rstrip("\r\n") == " " else line, self.keys, self.place)
        if rest and (command.same_as or command.id) not in TAKING:
            # `a note` typed for `m note` must not keep a document.
            why = "means nothing after this command; it is a line of its own"
            self.wrong(f"{rest!r} {why}" if command.id in ABLE else f"{command.label} needs the screen")
        if command.changes:
            self.session.at = self.cluster.place if self.place == "cluster" else self.review.place
        if command.id not in ABLE:
            self.say(f"{command.label} needs the screen.")
        elif (own := getattr(self, command.method, None)) is not None:
            own(rest)
        else:
            self.open()
            done = getattr(self.cluster if self.place == "cluster" else self.review, command.method)()
            self.show_outcome(done) if isinstance(done, Outcome) else self.drive(done)

    def summary(self) -> str:
        """What is decided and what is left."""
        counts = self.session.corpus.counts()
        decided = counts.total - counts.undecided
        return f"{decided:,} of {counts.total:,} decided: {counts.keep:,} keep, {counts.reject:,} reject, {counts.defer:,} defer."


ABLE = frozenset(
    command.id for command in COMMANDS if any(hasattr(one, command.method) for one in (PlainReview, Review, ClusterReview))
)
"""The commands that need no screen."""
TAKING = frozenset(
    [
        *("decide.reject", "decide.reject-because", "edit.tags", "edit.note", "edit.mend", "find.filter", "find.sort"),
        *("find.sort-back", "find.views", "move.goto", "block.toggle", "block.next", "block.previous"),
        *("copy.block", "cluster.down"),
    ]
)
"""The commands that something may be typed after."""


def run(session: Session, lines: Iterable[str], out: TextIO, *, interactive: bool) -> int:
    """Review until the input ends or `q`. What is no command is told to a person; it ends a script, before more is done to
    documents that it didn't mean: `UsageError` with the number of the line.
    """
    given: Mapping[str, tuple[str, ...]] = keymap(session.config.keys, session.config.place_of_key, session.config.hot_keys)
    count = 0

    def counted() -> Iterable[str]:
        nonlocal count
        for line in lines:
            count += 1
            yield line

    source = iter(counted())
    review = PlainReview(session, given, source, out)
    review.has_terminal = interactive and out.isatty()
    review.say(f"{session.root.resolve().name}: {review.summary()} ? prints the commands.")
    review.show()
    for line in source:
        try:
            review.carry_out(line)
        except TriageError as error:
            if not interactive:
                session.flush()
                raise type(error)(f"line {count}: {error}") from error
            review.say(str(error))
            if isinstance(error, Outdated):
                review.reload()
        for problem in session.problems().values():
            review.say(str(problem))
        for id in session.merged():
            review.say(f"{id}: what another hand wrote meanwhile was taken over, too.")
        if review.done:
            break
    session.flush()
    review.say(review.summary())
    return 0
