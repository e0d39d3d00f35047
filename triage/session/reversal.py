"""Undo and redo: a command taken back, or given again."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import datetime

from triage.corrections import is_empty_sidecar
from triage.decide import inverse
from triage.errors import ConfigError, FileError, SidecarError
from triage.model import Change, KeyedChange, RuleChange, Sidecar, Value, ViewChange
from triage.save import Entry, Journal, KeyedFile, emptied, merge
from triage.session import receipt
from triage.session.bulk import Bulk, drafted, method_of
from triage.session.change_recorder import ChangeRecorder


class Reversal(Bulk):
    """What of a command can be taken back, or given again; what others did since stays."""

    def __init__(self, recorder: ChangeRecorder, journal: Journal, numbers: Sequence[int], now: datetime, *, back: bool) -> None:
        """`numbers` are its entries."""
        super().__init__(recorder)
        self._journal, self._numbers, self._now, self._back = journal, numbers, now, back
        sizes = [size for seq in numbers if (size := journal.documents(seq)) is not None]
        self._command = journal.stepwise(numbers[0])[0] if sizes else journal.entry(numbers[0])
        self.total = sum(sizes) if sizes else len(self._command.changes)

    def __iter__(self) -> Generator[None]:
        passed = False
        for seq in self._numbers:
            entry, changes = self._journal.stepwise(seq)
            taken: list[Change] = []
            for change in inverse(changes) if self._back else changes:
                found = self._own_part(change)
                taken += [drafted(found)] if found is not None else []
                self.done += 1
                yield
            rules, views = self._own(self._recorder.rules, entry.rules), self._own(self._recorder.views, entry.views)
            if taken or rules or views:
                yield from self._record(self._entry(entry, taken, rules, views))
            elif not any(isinstance(error, FileError) for error in self._refused.values()):
                self._recorder.record(self._entry(entry, (), (), ()))
                passed = True
        if passed and not self._seq:
            self._tell_passed()
        if self._command.part_of is not None:
            yield from self._saved()

    def _own_part(self, change: Change) -> Change | None:
        """What of it can be taken back: what others did since stays. None where it can't be both."""
        try:
            stands = self._recorder.current_sidecar(change.id)
            # Where it stands there already, what is journalled mustn't bring back what couldn't be saved.
            if stands in (change.before, change.after):
                return change
            return Change(change.id, stands, self._merged(change, stands))
        except (SidecarError, FileError) as error:
            self._recorder.reindex([change.id])
            self._refused[change.id] = error
        return None

    def _merged(self, change: Change, stands: Sidecar | None) -> Sidecar | None:
        try:
            # Undo leaves no file that says nothing: what is done again is done to one that says nothing else.
            if stands is None and not self._back and change.before is not None:
                stands = emptied(change.before)
            found = merge(change.id, change.before, change.after, stands)
        except SidecarError as error:
            what = "undone" if self._back else "done again"
            message = f"{change.id}: its sidecar was changed by another hand since, so it can't be {what}; decide it anew"
            raise SidecarError(message) from error
        # Each of two reviewers took back what stood beside the other's: the file that both of them made is nobody's.
        is_nobodys = (
            found is not None and is_empty_sidecar(found) and change.after is not None and not is_empty_sidecar(change.after)
        )
        return None if is_nobodys else found

    def _own(self, file: KeyedFile[Value], changes: tuple[KeyedChange[Value], ...]) -> tuple[KeyedChange[Value], ...]:
        """What of its rules, or of its views, can be taken back: all or none."""
        wanted = tuple(change.inverse for change in reversed(changes)) if self._back else changes
        if wanted:
            try:
                file.check(wanted)
            except ConfigError as error:
                self._refused[wanted[0].id] = error
                return ()
        return wanted

    def _tell_passed(self) -> None:
        """Nothing of it could be taken back: it doesn't bar the way to what was done before it."""
        again = "undo again for what was done before" if self._back else "redo again for what was done after"
        self._refused = {id: type(error)(f"{error} (passed over: {again})") for id, error in self._refused.items()}

    def _entry(
        self, entry: Entry, changes: Sequence[Change], rules: tuple[RuleChange, ...], views: tuple[ViewChange, ...]
    ) -> Entry:
        """The entry that takes `entry` back, or gives it again, in these documents."""
        return entry._replace(
            at=self._now,
            reviewer=self._recorder.reviewer,
            command="undo" if self._back else "redo",
            method=method_of(changes),
            changes=tuple(changes),
            undoes=entry.seq if self._back else None,
            redoes=None if self._back else entry.seq,
            rules=rules,
            views=views,
            suggested="",
        )

    def _receipt_text(self) -> str:
        return receipt.of_undoing(self._command, self._ids, back=self._back)
