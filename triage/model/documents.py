"""What is read and found: documents, their blocks, labels and cleaned text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})


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
