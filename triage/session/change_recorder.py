"""Changes made for good: journalled at once, saved behind the screen, copied into the index, undone and done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from triage.corpus import Corpus
from triage.errors import FileError, NotSaved, Outdated, TriageError
from triage.model import Answer, Method, RuleChange, Sidecar, ViewChange
from triage.save import Entry, Journal, RuleFile, Saver, ViewFile
from triage.session.reader import Reader
from triage.session.sidecars import KEPT, Sidecars

if TYPE_CHECKING:
    from triage.session.bulk import Bulk


class Applied(NamedTuple):
    """What a command did. `receipt` is one line; `where` is the document to put the cursor on, and `block` its block, where it
    was known; `seq` is its journal number. `refused` says why documents of a bulk command were left as they are, or couldn't be
    saved; `rules` are the learned rules that changed: labels of any document may be others now, and those that aren't yet come
    with the next scan."""

    seq: int
    ids: tuple[str, ...]
    receipt: str
    where: str
    refused: Mapping[str, TriageError] = MappingProxyType({})
    rules: tuple[str, ...] = ()
    block: int | None = None


class ChangeRecorder:
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
        on_recorded: Callable[[Entry], None],
    ) -> None:
        """`on_recorded` is called with each entry, before its sidecars are saved."""
        self._corpus, self._journal, self._saver, self._sidecars = corpus, journal, saver, sidecars
        self._reader, self.reviewer, self._now = reader, reviewer, now
        self._on_recorded = on_recorded
        self.rules, self.views = RuleFile(corpus.rules_file), ViewFile(corpus.places.views)
        self._to_reindex: dict[str, None] = {}

    def record(self, entry: Entry) -> int:
        """Journal the entry, show it in the index, and have its sidecars saved; its number. Where journal, index, rules or
        views can't be written, as on a full disk (`FileError`), or another hand changed a rule or a view (`ConfigError`), nothing
        is changed."""
        sidecars = [(change.id, change.after) for change in entry.changes]
        with ExitStack() as written:
            if entry.rules:
                written.enter_context(self.rules.writing(entry.rules))
            if entry.views:
                written.enter_context(self.views.writing(entry.views))
            seq = self._journal.append(entry, lambda: self._corpus.index_sidecars(sidecars))
        if entry.rules:
            self._corpus.load_rules()
            self._reader.refresh(rules=True)
        self._on_recorded(entry)
        if self._saver.saved:
            self._sidecars.drop(beyond=KEPT)
        self._sidecars.remember(entry.changes)
        self._saver.save(entry.changes, seq)
        return seq

    def record_rules_or_views(
        self, command: str, *, rules: tuple[RuleChange, ...] = (), views: tuple[ViewChange, ...] = (), where: str = ""
    ) -> int:
        """Enter changes of rules or views, and of no document; their number."""
        return self.record(
            Entry(0, self._now(), self.reviewer, command, Method.SINGLE, (), where=where, rules=rules, views=views)
        )

    def undoing(self) -> Bulk | None:
        """Takes back the reviewer's last command that isn't taken back yet; None where there is none."""
        return self._reversal(self._journal.to_undo(self.reviewer), back=True)

    def redoing(self) -> Bulk | None:
        """Carries out again what the reviewer's last undo took back; None where there is none."""
        return self._reversal(self._journal.to_redo(self.reviewer), back=False)

    def _reversal(self, numbers: list[int], *, back: bool) -> Bulk | None:
        from triage.session.reversal import Reversal

        return Reversal(self, self._journal, numbers, self._now(), back=back) if numbers else None

    def current_sidecar(self, id: str) -> Sidecar | None:
        """The sidecar as it is by now."""
        return self._sidecars.get(id)

    def is_in_place(self, seconds: float) -> bool:
        """Whether the saver takes more without keeping anybody waiting; waits for it as long as this."""
        return self._saver.is_in_place(seconds)

    def is_saved(self, seconds: float) -> bool:
        """Whether all is on disk; waits for it as long as this."""
        return self._saver.is_saved(seconds)

    def unsaved(self) -> dict[str, TriageError]:
        """What couldn't be saved since this was last asked, and why: `NotSaved` where it will be. The index tells of these what
        their files say again."""
        lost = {id: _as_not_saved(error) for id, error in self._saver.take_errors()}
        if self._to_reindex or any(lost):
            self.reindex(filter(None, lost))
        return lost

    def check_answers(self, shown: Mapping[str, Answer | None]) -> None:
        """Raises `Outdated` where another hand gave other answers than were shown; the index tells of these then."""
        changed = [id for id, answer in shown.items() if not self._sidecars.is_own(id) and self._answer(id) is not answer]
        if changed:
            self.reindex(changed)
            more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            raise Outdated(f"{changed[0]}{more}: decided by another hand since it was shown; here it is anew")

    def _answer(self, id: str) -> Answer | None:
        sidecar, _ = self._sidecars.or_problem(id)
        return sidecar.decision.answer if sidecar is not None else None

    def merged(self) -> list[str]:
        """The documents of which more was written than was decided here, since this was last asked; the index tells of it now."""
        found = self._sidecars.take_merged()
        self.reindex(found)
        return found

    def reindex(self, ids: Iterable[str]) -> None:
        """Have the index tell of these what holds by now, or what is wrong with their files. What it can't be told, as on a full
        disk, it is told the next time."""
        self._to_reindex.update(dict.fromkeys(ids))
        found = {id: self._sidecars.or_problem(id) for id in self._to_reindex}
        with suppress(FileError):
            self._corpus.refresh_sidecars([id for id, (_, problem) in found.items() if problem is not None])
            self._corpus.index_sidecars((id, sidecar) for id, (sidecar, problem) in found.items() if problem is None)
            self._to_reindex.clear()


def _as_not_saved(error: TriageError) -> TriageError:
    return NotSaved(f"{error}; it is decided, and is saved at the next start that can") if type(error) is FileError else error
