"""Changes of one document or of thousands, carried out step by step, so that whoever waits can be shown how far they are, and
stop them.

Those of very many are made in parts: each is journalled, saved and indexed as a command of its own, and all are one for undo,
those too that were made before somebody stopped, or the machine did.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import partial

from triage.decide import Command, Place
from triage.errors import FileError, Outdated, SidecarError, TriageError, UsageError
from triage.model import Answer, Change, Method, RuleChange
from triage.save import Entry, dump_sidecar
from triage.session import receipt
from triage.session.change_recorder import Applied, ChangeRecorder
from triage.session.planning import Planner, each_alone
from triage.session.reader import Opened

PART = 128
"""Documents from which on a command is made in parts of so many."""
AT_ONCE = 48
"""Documents up to which nobody notices the time that it takes."""
WAIT = 0.002  # seconds

Describe = Callable[[Sequence[str]], str]
"""The receipt, once it is known which documents were changed."""


class Bulk(ABC):
    """Iterate to carry it out: `done` of `total` documents were looked at after each step. Who stops iterating closes the
    iterator; what was made by then stays, and `applied` tells of it."""

    total: int
    done = 0

    def __init__(self, recorder: ChangeRecorder) -> None:
        self._recorder = recorder
        self._seq, self._where = 0, Place("")
        self._ids: list[str] = []
        self._rules: tuple[RuleChange, ...] = ()
        self._refused: dict[str, TriageError] = {}

    @property
    def is_long(self) -> bool:
        """Whether it takes so long that somebody who waits should be shown how far it is."""
        return self.total > AT_ONCE

    def run(self) -> Applied | None:
        """Carry all of it out; what it did, None where nothing changes. Raises what refused it, where that is all there is."""
        for _ in self:
            pass
        return self.applied

    @abstractmethod
    def __iter__(self) -> Generator[None]:
        """Does the work, and yields after each step."""

    @property
    def applied(self) -> Applied | None:
        """What was done so far; None where nothing changed. Raises what refused it, where that is all there is."""
        if not self._seq:
            for error in self._refused.values():
                raise error
            return None
        stopped = f" · stopped; the rest of {self.total:,} is as it was" if self.done < self.total else ""
        text, rules = self._receipt_text() + stopped, tuple(change.id for change in self._rules)
        return Applied(self._seq, tuple(self._ids), text, self._where.id, self._refused, rules, self._where.block)

    @abstractmethod
    def _receipt_text(self) -> str:
        """The receipt."""

    def _refuse(self, id: str, error: TriageError) -> None:
        if self.total == 1:
            raise error
        self._refused[id] = error

    def _record(self, entry: Entry) -> Iterator[None]:
        """Enter it once the saver has put the part before in its place."""
        while not self._recorder.is_in_place(WAIT):
            yield
        self._seq = self._recorder.record(entry)
        if not self._where.id:
            self._where = Place(entry.where, entry.block)
        self._ids += (change.id for change in entry.changes)
        self._rules += entry.rules
        yield

    def _saved(self) -> Iterator[None]:
        """Wait until all is on disk: of thousands the receipt says which couldn't be saved."""
        while not self._recorder.is_saved(WAIT):
            yield
        self._refused |= self._recorder.unsaved()


class CommandBulk(Bulk):
    """Commands on documents."""

    def __init__(
        self,
        recorder: ChangeRecorder,
        planner: Planner,
        commands: Sequence[Command],
        opened: Opened | None,
        place: Place | None,
        *,
        describe: Describe | None,
        suggested: str,
        answers: Mapping[str, Answer | None],
    ) -> None:
        """`place` is where the reviewer stands; `describe` gives the receipt, where that isn't what the commands do one by one;
        `suggested` is the kind of suggestion that was shown, and `answers` what was shown as decided."""
        super().__init__(recorder)
        self._planner, self._opened, self._place = planner, opened, place
        self._commands, self._of, self._now = commands, each_alone(commands), planner.now()
        self.total = len(self._of)
        self._first = 0
        self._suggested, self._answers = suggested, answers
        self._receipt = describe or partial(receipt.of_commands, commands)

    def __iter__(self) -> Generator[None]:
        self._recorder.check_answers(self._answers)
        changes: list[Change] = []
        for id, own in self._of.items():
            try:
                change = self._planner.change(id, own, self._now, self._opened)
            except (SidecarError, FileError, UsageError) as error:
                if isinstance(error, Outdated | SidecarError):
                    self._recorder.reindex([id])
                self._refuse(id, error)
            else:
                changes += [drafted(change)] if change is not None else []
            self.done += 1
            if len(changes) == PART and self.total > PART:
                yield from self._part(changes)
                changes = []
            yield
        if changes:
            yield from self._part(changes)
        if self.total > PART:
            yield from self._saved()

    def _part(self, changes: Sequence[Change]) -> Iterator[None]:
        parted = self.total > PART
        place = self._place
        # Undo goes back to where the command was given: in which of its parts that document is doesn't matter.
        if place is None or place.id not in (self._of if parted else [change.id for change in changes]):
            place = Place(changes[0].id)
        entry = Entry(
            seq=0,
            at=self._now,
            reviewer=self._recorder.reviewer,
            command=type(self._commands[0]).__name__,
            method=method_of(changes),
            changes=tuple(changes),
            where=place.id,
            block=place.block,
            suggested=self._suggested,
            part_of=self._first if parted else None,
        )
        yield from self._record(entry)
        self._first = self._first or self._seq

    def _receipt_text(self) -> str:
        return self._receipt(self._ids)


def drafted(change: Change) -> Change:
    """With the text of its sidecar made, which journal and saver both find then: a step more, and neither keeps anybody long."""
    if change.after is not None:
        dump_sidecar(change.after)
    return change


def method_of(changes: Sequence[Change]) -> Method:
    """How the changes of one command were decided."""
    after = changes[0].after if changes else None
    return after.decision.method if after is not None else Method.SINGLE
