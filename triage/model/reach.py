"""What changed rules would do to a folder."""

from __future__ import annotations

from dataclasses import dataclass, field

from triage.model.decisions import Answer
from triage.model.documents import Label


@dataclass(frozen=True, slots=True)
class Effect:
    """A block that gets another label; `answer` is what was decided about its document."""

    id: str
    title: str
    n: int
    before: Label
    after: Label
    text: str
    answer: Answer | None


@dataclass(slots=True)
class Reach:
    """What is known so far: `done` of `total` documents were looked at. `blocks` in `documents` change, `decided` of these
    documents have an answer; the rules hold for `matched` blocks, changed or not. `effects` lists the first of the blocks."""

    done: int = 0
    total: int = 0
    blocks: int = 0
    documents: int = 0
    decided: int = 0
    matched: int = 0
    effects: list[Effect] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether all was looked at."""
        return self.done >= self.total
