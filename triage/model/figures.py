"""What is counted of a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from triage.model.decisions import Answer, Counts
from triage.model.documents import Label


@dataclass(frozen=True, slots=True)
class Split:
    """Documents of one kind by answer; without one they are undecided."""

    name: str
    keep: int = 0
    reject: int = 0
    defer: int = 0
    undecided: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.keep + self.reject + self.defer + self.undecided


@dataclass(frozen=True, slots=True)
class Tallies:
    """What was decided: in which hour (UTC) how many of the decisions that hold were made; documents by source, tag, reason and
    reviewer, the most frequent first; which share of all characters has which label."""

    over_time: tuple[tuple[datetime, Answer, int], ...]
    sources: tuple[Split, ...]
    tags: tuple[Split, ...]
    reasons: tuple[Split, ...]
    reviewers: tuple[Split, ...]
    shares: Mapping[Label, float]


class Figures(NamedTuple):
    """What the screen of statistics shows, apart from the rules."""

    counts: Counts
    per_hour: float | None
    hours_left: tuple[float, float] | None
    hours_worked: float
    tallies: Tallies


@dataclass(slots=True)
class RuleCount:
    """What a rule did: all its `blocks`, those `reviewed` (their document is decided), and those of them that a reviewer turned
    over. By label, since the model gives several."""

    rule: str
    label: Label
    blocks: int = 0
    reviewed: int = 0
    overturned: int = 0

    @property
    def precision(self) -> float | None:
        """The share of its reviewed blocks that nobody turned over; None where none was reviewed."""
        return 1 - min(self.overturned, self.reviewed) / self.reviewed if self.reviewed else None


@dataclass(slots=True)
class RuleCounts:
    """Grows as documents are looked at."""

    done: int = 0
    total: int = 0
    rules: dict[tuple[str, Label], RuleCount] = field(default_factory=dict)

    def of(self, rule: str, label: Label) -> RuleCount:
        """The counts of one rule."""
        return self.rules.setdefault((rule, label), RuleCount(rule, label))

    def ranked(self) -> list[RuleCount]:
        """The busiest first."""
        return sorted(self.rules.values(), key=lambda one: (-one.blocks, one.rule, one.label))
