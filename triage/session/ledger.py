"""Changes made for good: journalled at once, saved behind the screen, mirrored into the index, undone and done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from triage.corpus import Corpus
from triage.decide import Place, inverse
from triage.decide.rules import inverse_rules
from triage.errors import SidecarError
from triage.model import Change, Method, RuleChange
from triage.save import Entry, Journal, Saver, check_rules, write_rules
from triage.session import receipt
from triage.session.reading import Reader
from triage.session.sidecars import KEPT, Sidecars


@dataclass(frozen=True, slots=True)
class Applied:
    """What a command did. `receipt` is one line; `where` is the document to put the cursor on, and `block` its block, where it
    was known; `seq` is its journal number. `refused` says why documents of a bulk command were left as they are; `rules` are
    the learned rules that changed: labels of any document may be others now, and those that aren't yet come with the next
    scan."""

    seq: int
    ids: tuple[str, ...]
    receipt: str
    where: str
    refused: Mapping[str, SidecarError] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    block: int | None = None


class Ledger:
    """Enters changes for one reviewer."""

    def __init__(
        self,
        corpus: Corpus,
        journal: Journal,
        saver: Saver,
        sidecars: Sidecars,
        reader: Reader,
        reviewer: str,
        now: Callable[[], datetime],
        entered: Callable[[Entry], None],
    ) -> None:
        """`entered` is called with each entry, before its sidecars are saved."""
        self._corpus, self._journal, self._saver, self._sidecars = corpus, journal, saver, sidecars
        self._reader, self._reviewer, self._now = reader, reviewer, now
        self._entered = entered

    def enter(
        self,
        command: str,
        changes: tuple[Change, ...],
        told: str,
        *,
        where: Place | None = None,
        rules: tuple[RuleChange, ...] = (),
        undoes: int | None = None,
        redoes: int | None = None,
        suggested: str = "",
    ) -> Applied:
        """Make these changes. `where` is where the reviewer stands; the first document that changes where that isn't one."""
        ids = [change.id for change in changes]
        if where is None or (ids and where.id not in ids):
            where = Place(ids[0])
        method = changes[0].after.decision.method if changes and changes[0].after else Method.SINGLE
        entry = Entry(
            *(0, self._now(), self._reviewer, command, method, changes, undoes, redoes, where.id, rules, where.block, suggested)
        )
        return self._commit(entry, told)

    def undo(self) -> Applied | None:
        """Take back the last command that isn't taken back yet; None where there is none."""
        last = self._journal.undoable()
        if last is None:
            return None
        changes = self._current(inverse(last.changes), "undone")
        told, place = receipt.of_undoing("undone", last), Place(last.where, last.block)
        return self.enter("undo", changes, told, where=place, rules=inverse_rules(last.rules), undoes=last.seq)

    def redo(self) -> Applied | None:
        """Carry out again what the last undo took back; None where there is none."""
        last = self._journal.redoable()
        if last is None:
            return None
        changes = self._current(last.changes, "done again")
        told, place = receipt.of_undoing("done again", last), Place(last.where, last.block)
        return self.enter("redo", changes, told, where=place, rules=last.rules, redoes=last.seq)

    def _current(self, changes: Iterable[Change], what: str) -> tuple[Change, ...]:
        changes = tuple(changes)
        for change in changes:
            if self._sidecars.get(change.id) != change.before:
                raise SidecarError(
                    f"{change.id}: its sidecar was changed by another hand since, so it can't be {what}; decide it anew"
                )
        return changes

    def _commit(self, entry: Entry, told: str) -> Applied:
        if entry.rules:
            check_rules(self._corpus.rules_file, entry.rules)
        seq = self._journal.append(entry)
        if entry.rules:
            write_rules(self._corpus.rules_file, entry.rules)
            self._corpus.load_rules()
            self._reader.refresh(rules=True)
        self._entered(entry)
        self._saver.save(entry.changes, seq)
        if self._saver.saved:
            self._sidecars.drop(beyond=KEPT)
        self._sidecars.remember(entry.changes)
        self._corpus.mirror_many((change.id, change.after) for change in entry.changes)
        ids, rules = tuple(change.id for change in entry.changes), tuple(change.id for change in entry.rules)
        return Applied(seq, ids, told, entry.where, rules=rules, block=entry.block)
