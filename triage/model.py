"""The frozen types that every room exchanges. Standard library only.

Offsets are code points in `Document.raw`. Shares and scores run from 0 to 1. Times carry a time zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

Kept = TypeVar("Kept")
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Answer(StrEnum):
    """What was decided about a document; no answer means undecided."""

    KEEP = "keep"
    REJECT = "reject"
    DEFER = "defer"

    @property
    def done(self) -> str:
        """What a document is by it: `kept`"""
        return {"keep": "kept", "reject": "rejected", "defer": "deferred"}[self]


class Label(StrEnum):
    """What a block is."""

    CONTENT = "content"
    BOILERPLATE = "boilerplate"
    DUPLICATE = "duplicate"


class By(StrEnum):
    """Who gave a label."""

    RULE = "rule"
    MODEL = "model"
    REVIEWER = "reviewer"


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


class Problem(NamedTuple):
    """Why a document, or its sidecar, can't be used as it is. `message` is one line and names the remedy."""

    code: str
    message: str
    line: int | None = None


class Source(NamedTuple):
    """The bytes that were judged. `path` is relative to the corpus root; `assumed` says that the encoding was guessed."""

    path: str
    sha256: str = ""
    size: int = 0
    encoding: str = ""
    assumed: bool = False


class Metadata(NamedTuple):
    """What was found about a document in its own text or tags; empty means unknown."""

    title: str = ""
    date: date | None = None
    source: str = ""
    author: str = ""
    language: str = ""
    extra: Mapping[str, Any] = NOTHING

    def filled(self, found: Metadata) -> Metadata:
        """With what was `found` where this leaves a gap."""
        return found._replace(**{name: value for name, value in self._asdict().items() if value})


class Hint(NamedTuple):
    """What the tags of a page tell about a run `start:end` of its text."""

    start: int
    end: int
    tag: str
    heading: int = 0
    list_item: bool = False
    link_share: float = 0.0


class Document(NamedTuple):
    """One article. `id` is its path below the corpus root, or container and record (`crawl.jsonl#17`).

    A document that can't be read has `problem` set and an empty `raw`. `extracted` is the main text of an HTML page as
    trafilatura and as resiliparse find it, an empty text where one finds none; no texts of other kinds. The first `header`
    characters of `raw` are fields that tell of the text, and none of it.
    """

    id: str
    raw: str
    source: Source
    metadata: Metadata = Metadata()
    hints: tuple[Hint, ...] = ()
    extracted: tuple[str, ...] = ()
    problem: Problem | None = None
    header: int = 0


class Block(NamedTuple):
    """A run `raw[start:end]` judged as one; `n` counts from 1. `duplicate_of` is the number of the block that it repeats: one
    above, but for an entry in a table of contents, a teaser that is the beginning of a block below, and what repeats these.

    `was` and `was_rule` hold the cleaner's own label where a reviewer gave another.
    """

    n: int
    start: int
    end: int
    label: Label = Label.CONTENT
    rule: str = ""
    score: float = 0.0
    by: By = By.RULE
    reasons: tuple[str, ...] = ()
    duplicate_of: int | None = None
    was: Label | None = None
    was_rule: str = ""


class Cleaned(NamedTuple):
    """A document's labelled blocks and its cleaned text.

    `pieces` gives for each content block `(n, start, end)` in `text`. `sha256` is of `text`, `rules_sha256` of the rules,
    model and thresholds in force.
    """

    blocks: tuple[Block, ...]
    text: str
    pieces: tuple[tuple[int, int, int], ...]
    sha256: str
    rules_sha256: str

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each block starts and ends in the raw text."""
        return [(block.start, block.end) for block in self.blocks]


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


COARSE_FROM = 3
"""Numbers of documents below this are exact in `Seen`."""


class Seen(NamedTuple):
    """The evidence that a folder gives about a document's blocks.

    `counts[i]` is the number of other documents that hold block `i` of the document, folded; `documents` is the number
    of documents in the folder. A number from `COARSE_FROM` on may stand for greater ones, and is the least of them: labels
    needn't be made again for each document that comes. None stands for a document cleaned alone.
    """

    counts: tuple[int, ...]
    documents: int


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


class KeyedChange(NamedTuple, Generic[Kept]):
    """What a command does to one rule, by its id, or to one saved view, by its name; None stands for none."""

    id: str
    before: Kept | None
    after: Kept | None

    @property
    def inverse(self) -> KeyedChange[Kept]:
        """The change that takes this one back."""
        return KeyedChange(self.id, self.after, self.before)


RuleChange = KeyedChange[LearnedRule]
ViewChange = KeyedChange[View]
