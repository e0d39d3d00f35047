"""What changed rules would do to the folder, told before they are saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from triage.corpus import Corpus
from triage.model import Answer, Cleaned, Document, RuleChange
from triage.model.reach import Effect, Reach
from triage.save import after as with_changes
from triage.session.reader import Reader
from triage.session.sidecars import Sidecars

if TYPE_CHECKING:
    from triage.clean import Cleaner, RuleSet

LISTED = 5000
_EXCERPT = 400
_AT_ONCE = 8
"""Documents that are cleaned together: all of them take half as long again as one alone, and a key in between waits for them."""
_LONG = 40_000  # characters from which on none waits for more


class Surveyor:
    """Looks at the documents that changed rules concern, a few at a time."""

    def __init__(self, corpus: Corpus, reader: Reader, sidecars: Sidecars, changes: Sequence[RuleChange]) -> None:
        self._corpus, self._reader, self._sidecars = corpus, reader, sidecars
        self._learned = with_changes(corpus.learned, changes)
        self._names = {change.id for change in changes}

    def steps(self) -> Iterator[Reach]:
        """The same `Reach` after each document, until it is complete."""
        from triage.clean import Cleaner, RuleSet, default_rules

        ids, asked = self._corpus.concerned(self._learned)
        reach = Reach(total=len(ids))
        cleaner = Cleaner(default_rules().extended(self._corpus.rules_with(self._learned)))
        question = RuleSet(()).extended(asked) if asked else None
        yield reach
        waiting: list[Document] = []
        for number, id in enumerate(ids, 1):
            if question is None or _holds(question, self._reader.read(id, text_alone=True)):
                document = self._reader.read(id)
                if document.problem is None:
                    waiting.append(document)
            if number == len(ids) or len(waiting) == _AT_ONCE or sum(len(one.raw) for one in waiting) > _LONG:
                self._look_at(reach, waiting, cleaner)
                waiting = []
            reach.done = number - len(waiting)
            yield reach

    def _look_at(self, reach: Reach, documents: Sequence[Document], cleaner: Cleaner) -> None:
        from triage.clean import Page

        plain = [self._reader.cleaned(document) for document in documents]
        pages = [Page(document, found.spans) for document, found in zip(documents, plain, strict=True)]
        seen = [self._corpus.seen(page.document, page.spans) for page in pages]
        changed = cleaner.clean_pages(pages, seen) if pages else []
        for document, before, after in zip(documents, plain, changed, strict=True):
            self._count(reach, document, before, after)

    def _count(self, reach: Reach, document: Document, plain: Cleaned, changed: Cleaned) -> None:
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
