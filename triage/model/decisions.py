"""What is decided, kept and listed: sidecars, learned rules, views, rows of the list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from triage.model.documents import NOTHING, Label, Metadata, Source

Value = TypeVar("Value")


class Answer(StrEnum):
    """What was decided about a document; no answer means undecided."""

    KEEP = "keep"
    REJECT = "reject"
    DEFER = "defer"

    @property
    def done(self) -> str:
        """What a document is by it: `kept`"""
        return {"keep": "kept", "reject": "rejected", "defer": "deferred"}[self]


class Method(StrEnum):
    """How a decision came about. `IMPORT` is for programs that write sidecars of what was decided elsewhere."""

    SINGLE = "single"
    BULK = "bulk"
    CLUSTER = "cluster"
    SUGGESTION = "suggestion"
    IMPORT = "import"


class Likeness(StrEnum):
    """How a block is like the text of a learned rule: the same characters, white space aside; the same words, whatever their
    case and digits; nearly the same words."""

    EXACT = "exact"
    FOLDED = "folded"
    FUZZY = "fuzzy"


class Criterion(StrEnum):
    """By what the copies of a cluster can be ranked, in the order that holds where a corpus has none of its own."""

    LONGEST = "longest"
    MOST_SHARED = "most-shared"
    LEAST_BOILERPLATE = "least-boilerplate"
    EARLIEST = "earliest"
    PREFERRED_SOURCE = "preferred-source"


class Staleness(StrEnum):
    """How a sidecar stands to its document, judged by hashes."""

    CURRENT = "current"
    SOURCE_CHANGED = "source-changed"
    CLEAN_CHANGED = "clean-changed"
    ORPHAN = "orphan"
    MOVED = "moved"


class Override(NamedTuple):
    """A block label that the reviewer gave. `exact` is the block's text, by which it is found again in a changed document."""

    start: int
    end: int
    exact: str
    label: Label
    was: Label
    rule: str


class CleanStamp(NamedTuple):
    """What the reviewer saw: hash of the cleaned text, of the rules in force, and the program's version; a hash of what was found
    about the document, from which a sidecar differs where somebody mended that."""

    sha256: str = ""
    rules_sha256: str = ""
    version: str = ""
    metadata_sha256: str = ""


class Decision(NamedTuple):
    """What was decided about a document. Tags are sorted; reasons keep their order.

    `not_duplicate_of`: ids, sorted, of documents that it isn't a copy of, whatever matching says.
    """

    answer: Answer | None = None
    reasons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    duplicate_of: str = ""
    not_duplicate_of: tuple[str, ...] = ()
    reviewer: str = ""
    method: Method = Method.SINGLE
    decided_at: datetime | None = None
    revision: int = 0


class Sidecar(NamedTuple):
    """All that a sidecar file holds. `blocks` is keyed by `b0007`, the block's number when it was changed.

    `unknown` holds keys and tables of other writers, as nested mappings, to be written back.
    """

    source: Source
    metadata: Metadata = Metadata()
    clean: CleanStamp = CleanStamp()
    decision: Decision = Decision()
    blocks: Mapping[str, Override] = NOTHING
    unknown: Mapping[str, Any] = NOTHING
    schema_version: int = 1

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing, so that it needs no file."""
        made = self.decision
        said = made.answer or made.reasons or made.tags or made.note or made.duplicate_of or made.not_duplicate_of
        return not (said or self.blocks or self.unknown)


LITTLE = 0.05
"""A share of what two members of a cluster tell, below which it explains nothing."""
SHARE_DIGITS = 4
"""To so many digits shares and scores are printed, and compared in queries."""


def percent(share: float) -> int:
    """A share as people read it: only nothing is 0 %, only all of it is 100 %."""
    return min(99, max(1, round(share * 100))) if 0 < share < 1 else round(share * 100)


class Row(NamedTuple):
    """A document in the list. `boilerplate` and `duplicate` are shares of the characters. `language` is told by its text where
    the document doesn't say it."""

    id: str
    title: str = ""
    date: date | None = None
    source: str = ""
    words: int = 0
    blocks: int = 0
    boilerplate: float = 0.0
    duplicate: float = 0.0
    answer: Answer | None = None
    tags: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    cluster: str = ""
    cluster_size: int = 0
    stale: Staleness = Staleness.CURRENT
    problem: str = ""
    language: str = ""
    author: str = ""

    @property
    def is_unreadable(self) -> bool:
        """Whether nobody can tell what is in it: an empty one has nothing, and a broken sidecar leaves the text as it is."""
        return bool(self.id) and self.problem not in ("", "empty", "sidecar")


class Counts(NamedTuple):
    """How many documents there are, by answer, and how many have a problem."""

    total: int = 0
    keep: int = 0
    reject: int = 0
    defer: int = 0
    undecided: int = 0
    problems: int = 0


class Change(NamedTuple):
    """What a command does to one document's sidecar; None stands for no file."""

    id: str
    before: Sidecar | None
    after: Sidecar | None


class LearnedRule(NamedTuple):
    """What a reviewer said of a block, for all blocks that are like it. `threshold` (50 to 100) counts for fuzzy ones."""

    id: str
    label: Label
    likeness: Likeness
    text: str
    threshold: int = 90
    author: str = ""
    made_at: datetime | None = None
    enabled: bool = True


class View(NamedTuple):
    """What a list shows, and in which order, as it is saved under a name."""

    where: str
    sort: str


class KeyedChange(NamedTuple, Generic[Value]):
    """What a command does to one rule, by its id, or to one saved view, by its name; None stands for none."""

    id: str
    before: Value | None
    after: Value | None

    @property
    def inverse(self) -> KeyedChange[Value]:
        """The change that takes this one back."""
        return KeyedChange(self.id, self.after, self.before)


RuleChange = KeyedChange[LearnedRule]
ViewChange = KeyedChange[View]
