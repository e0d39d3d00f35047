"""The figures of a session: pace, decisions by answer, time, tag, reason and source, and how right the rules were."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from triage.corpus import Corpus
from triage.decide.pace import Pace
from triage.model import Method, Problem, Sidecar
from triage.save import Entry, Journal

if TYPE_CHECKING:
    from triage.model.figures import Figures, RuleCounts

READ = 20
"""Documents up to which a command says something about a pace, the copies of a cluster or one: nobody reads more at once."""

REMEMBERED = 1000
"""Commands by which the pace is told: the latest ones, so that opening a long journal waits for nothing."""


class Statistics:
    """Counts for one reviewer: the pace is theirs, all else is the folder's."""

    def __init__(
        self,
        corpus: Corpus,
        journal: Journal,
        reviewer: str,
        sidecar: Callable[[str], tuple[Sidecar | None, Problem | None]],
    ) -> None:
        self._corpus, self._journal, self._reviewer, self._sidecar = corpus, journal, reviewer, sidecar
        self._pace: Pace | None = None

    @property
    def is_ready(self) -> bool:
        """Whether the pace is known without reading the journal."""
        return self._pace is not None

    def begin(self) -> None:
        """Read the journal for the pace; from then on it is kept up."""
        _ = self.pace

    def pace_left(self, undecided: int) -> tuple[float | None, tuple[float, float] | None]:
        """Documents an hour, and between how many hours so many more will take; None where that can't be told yet."""
        return self.pace.per_hour, self.pace.hours_left(undecided)

    @property
    def pace(self) -> Pace:
        """From the journal when first asked for, then kept up."""
        if self._pace is None:
            self._pace = Pace()
            for moment in self._journal.moments(REMEMBERED):
                if moment.reviewer == self._reviewer:
                    self._pace.add(moment.at, moment.decided if moment.documents <= READ else 0, again=moment.again)
        return self._pace

    def count(self, entry: Entry) -> None:
        """A command was carried out; one that was made in parts tells nothing about a pace."""
        if self._pace is not None and entry.part_of is None:
            few = entry.changes if len(entry.changes) <= READ else ()
            decided = sum(_is_read(change.after) - _is_read(change.before) for change in few)
            self._pace.add(entry.at, decided, again=entry.undoes is not None or entry.redoes is not None)

    def figures(self) -> Figures:
        """All but the rules, a few milliseconds' work."""
        from triage.model.figures import Figures

        counts, pace = self._corpus.counts(), self.pace
        left = pace.hours_left(counts.undecided)
        return Figures(counts, pace.per_hour, left, pace.worked / 3600, self._corpus.decided.tallies())

    def rules(self) -> Iterator[RuleCounts]:
        """Blocks by rule, and how many a reviewer turned over: the same object after each document, so that the caller may
        pause."""
        steps = self._corpus.decided.rule_counts()
        found = next(steps)
        for id in self._corpus.decided.overridden():
            sidecar, _ = self._sidecar(id)
            for override in sidecar.blocks.values() if sidecar else ():
                if override.rule and override.label is not override.was:
                    found.of(override.rule, override.was).overturned += 1
        yield found
        yield from steps

    def all_rules(self) -> RuleCounts:
        """As `rules`, when all documents were looked at."""
        return deque(self.rules(), maxlen=1).pop()


def _is_read(sidecar: Sidecar | None) -> bool:
    return sidecar is not None and sidecar.decision.answer is not None and sidecar.decision.method is not Method.BULK
