"""The members of a cluster, and two of them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from triage.model.decisions import Row

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Copy:
    """A member. `role`, `similarity` and `why…` are the scan's, against `via`; `length` counts the characters of cleaned text.

    `decides` is the criterion that puts it behind the best, or the best before the second; empty where only the id does.
    """

    row: Row
    role: str
    similarity: float
    kind: str
    via: str
    of_member: float
    of_representative: float
    length: int
    decides: str

    @property
    def id(self) -> str:
        """The document's id."""
        return self.row.id


class Fate(StrEnum):
    """What became of a passage."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED_HERE = "moved-here"
    MOVED_AWAY = "moved-away"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of the one text and what stands for it in the other, as (start, end) in code points; one of them may be empty.

    `left_facts` and `right_facts` are the figures and names in it that the other text doesn't have.
    """

    kind: Fate
    left: Span
    right: Span
    left_facts: tuple[Span, ...] = ()
    right_facts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The passages of two texts in order; `words` counts those that are only left, and only right. `aligned` is false where
    the texts are too long to be laid side by side: then there are no passages, and the shares say all that is known."""

    passages: tuple[Passage, ...]
    left_in_right: float
    right_in_left: float
    words: tuple[int, int] = (0, 0)
    facts: tuple[int, int] = (0, 0)
    aligned: bool = True
