"""Learned rules: made from blocks, tried on the folder before they are saved, changed and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from triage.corpus import Corpus
from triage.decide.rules import checked, draft, same_as
from triage.errors import UsageError
from triage.model import Label, LearnedRule, RuleChange
from triage.model.reach import Reach
from triage.session.reader import Reader
from triage.session.rule_reach import Surveyor
from triage.session.sidecars import Sidecars

if TYPE_CHECKING:
    from triage.session.change_recorder import Applied

AT_ONCE = 24
"""Documents that a changed rule labels anew before the next key is read; more of them are the scan's."""


class LearnedRules:
    """The learned rules of a session. `commit` journals and saves changes of rules, and tells what was done."""

    def __init__(
        self,
        corpus: Corpus,
        reader: Reader,
        sidecars: Sidecars,
        reviewer: str,
        now: Callable[[], datetime],
        commit: Callable[[tuple[RuleChange, ...], str], Applied],
    ) -> None:
        self._corpus, self._reader, self._sidecars = corpus, reader, sidecars
        self._reviewer, self._now, self._commit = reviewer, now, commit

    def all(self) -> list[LearnedRule]:
        """Every rule, those that are disabled too, in the order in which they were made."""
        return list(self._corpus.learned.values())

    def relabel(self) -> None:
        """Bring the labels of the folder up to date with the rules, as far as that is quick."""
        self._corpus.relabel(AT_ONCE)

    def get(self, id: str) -> LearnedRule:
        """One rule. Raises UsageError."""
        if id not in self._corpus.learned:
            raise UsageError(f"no rule is named {id!r}; `triage rules CORPUS` lists them")
        return self._corpus.learned[id]

    def draft(self, text: str, label: Label) -> LearnedRule:
        """A rule for all blocks like this one, as it is proposed; nothing is saved."""
        return draft(self._corpus.learned, text, label, self._reviewer, self._now())

    def reach(self, *changes: RuleChange) -> Iterator[Reach]:
        """What changed rules would do: the same object after each document that was looked at, so that the caller may pause.
        Raises UsageError."""
        self._check(changes)
        return Surveyor(self._corpus, self._reader, self._sidecars, changes).steps()

    def change(self, *changes: RuleChange, where: str = "") -> Applied | None:
        """Make, change (`before` and `after` are given) or remove rules, as one command; None where nothing changes.

        They are in force at once; labels of many documents come with the next scan. Raises `UsageError`, and `ConfigError` where
        the file was changed by another hand.
        """
        real = tuple(change for change in changes if change.before != change.after)
        self._check(real)
        return self._commit(real, where) if real else None

    def twin(self, rule: LearnedRule) -> LearnedRule | None:
        """The other rule in force that says the same. Raises `UsageError` for one that can't be."""
        return same_as(self._corpus.learned, checked(rule))

    def _check(self, changes: tuple[RuleChange, ...]) -> None:
        for rule in (change.after for change in changes if change.after is not None):
            if rule.enabled and (twin := self.twin(rule)) is not None:
                raise UsageError(f"rule {twin.id} says that already")
