"""What changed rules would do to the folder, told before they are saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from triage.corpus import Corpus
from triage.model import Answer, Cleaned, Document, RuleChange
from triage.model.reach import Effect, Reach
from triage.save import after
from triage.session.reader import Reader
from triage.session.sidecars import Sidecars

if TYPE_CHECKING:
    from triage.clean import Cleaner, RuleSet

LISTED = 5000
_EXCERPT = 400


class Surveyor:
    """Looks at the documents that changed rules concern, one at a time."""

    def __init__(self, corpus: Corpus, reader: Reader, sidecars: Sidecars, changes: Sequence[RuleChange]) -> None:
        self._corpus, self._reader, self._sidecars = corpus, reader, sidecars
        self._learned = after(corpus.learned, changes)
        self._names = {change.id for change in changes}

    def steps(self) -> Iterator[Reach]:
        """The same `Reach` after each document, until it is complete."""
        from triage.clean import Cleaner, RuleSet, default_rules

        ids, asked = self._corpus.concerned(self._learned)
        reach = Reach(total=len(ids))
        cleaner = Cleaner(default_rules().extended(self._corpus.rules_with(self._learned)))
        question = RuleSet(()).extended(asked) if asked else None
        yield reach
        for id in ids:
            if question is None or _holds(question, self._reader.read(id, text_alone=True)):
                document = self._reader.read(id)
                if document.problem is None:
                    self._look(reach, document, cleaner)
            reach.done += 1
            yield reach

    def _look(self, reach: Reach, document: Document, cleaner: Cleaner) -> None:
        plain = self._reader.cleaned(document)
        seen = self._corpus.seen(document, plain.spans)
        changed = cleaner.clean(document, seen)
        reach.matched += sum(block.rule in self._names for block in changed.blocks)
        sidecar, _ = self._sidecars.or_problem(document.id)
        own: Mapping[str, object] = sidecar.blocks if sidecar else {}
        if sidecar is not None and own:
            plain, changed = (self._reader.overridden(document, one, sidecar.blocks) for one in (plain, changed))
        answer = sidecar.decision.answer if sidecar else None
        found = list(_effects(document, plain, changed, answer))
        reach.blocks += len(found)
        reach.documents += bool(found)
        reach.decided += bool(found) and answer is not None
        reach.effects += found[: max(0, LISTED - len(reach.effects))]


def _holds(question: RuleSet, document: Document) -> bool:
    from triage.clean import split_blocks

    spans = split_blocks(document)
    return any(question.match(document.raw[start:end], at) for at, (start, end) in enumerate(spans))


def _effects(document: Document, before: Cleaned, now: Cleaned, answer: Answer | None) -> Iterator[Effect]:
    for old, new in zip(before.blocks, now.blocks, strict=True):
        if old.label is not new.label:
            text = document.raw[old.start : min(old.end, old.start + _EXCERPT)]
            yield Effect(document.id, document.metadata.title, old.n, old.label, new.label, text, answer)
