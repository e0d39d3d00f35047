"""The cleaner: label = f(document, evidence).

Rules of the catalogue come first, since they are nearly always right. The line model judges the rest, knowing all lines of the
page. Then copies of content blocks are found; a copy of what isn't content stays what the model said.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from triage.clean.assemble import SEEN_RULE, assemble
from triage.clean.blocks import Span, flat, spans_of
from triage.clean.extractor import extractor_votes
from triage.clean.line_model import LineHint, LineModel, PageLines, content_lines
from triage.clean.natural import contents_copies, has_prose, natural_reason, prose_runs
from triage.clean.repair import repair
from triage.clean.repeats import find_copies
from triage.clean.rules import RuleSet, default_rules, words_of
from triage.model import Block, By, Cleaned, Document, Label, Seen

VERSION = "pipeline-2"
_SMALL_PAGE = 8
_MIDDLING_PAGE = 30
_MOSTLY_PROSE = 0.8
_MOSTLY_KEPT = 0.6
_SURELY_NOT = 0.1
_LIKELY_NOT = 0.35
_WORD = re.compile(r"[^\W_]")
_SEEN_DOCUMENTS = 3
_SEEN_SHARE = 0.02
_SEEN_WORDS = 12
_DISCLAIMER_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a block before it gets its number."""

    label: Label
    rule: str
    score: float
    by: By = By.RULE
    reasons: tuple[str, ...] = ()
    duplicate_of: int | None = None


@dataclass(frozen=True)
class Cleaner:
    """Cleans documents by one set of rules and the packaged line model."""

    rules: RuleSet = field(default_factory=default_rules)

    @property
    def rules_sha256(self) -> str:
        """A hash of the rules, the model and this pipeline: labels with another hash are out of date."""
        told = f"{VERSION}\n{self.rules.sha256}\n{LineModel.load().sha256}"
        return hashlib.sha256(told.encode()).hexdigest()

    def clean(self, document: Document, seen: Seen | None = None) -> Cleaned:
        """The labelled blocks of one document and its cleaned text."""
        return self.clean_many([document], [seen])[0]

    def clean_many(self, documents: Sequence[Document], seens: Sequence[Seen | None] | None = None) -> list[Cleaned]:
        """As `clean`, for many documents at once: the model's fixed costs are paid once."""
        evidence = seens if seens is not None else [None] * len(documents)
        pages = [_Page(document, seen) for document, seen in zip(documents, evidence, strict=True)]
        scores = LineModel.load().score([page.lines for page in pages])
        stamp = self.rules_sha256
        return [assemble(page.document, self._blocks(page, score), stamp) for page, score in zip(pages, scores, strict=True)]

    def explain(self, document: Document, cleaned: Cleaned, n: int, seen: Seen | None = None) -> tuple[str, ...]:
        """Why block `n` has its label, in an editor's words; the model is asked only where it gave the label."""
        block = cleaned.blocks[n - 1]
        if block.by is not By.MODEL:
            return block.reasons
        page = _page_lines(document, [(one.start, one.end) for one in cleaned.blocks], seen)
        return block.reasons + LineModel.load().explain(page, [n - 1])[0]

    def _blocks(self, page: _Page, scores: Any) -> tuple[Block, ...]:
        verdicts = self._by_rules(page)
        _by_title(page, verdicts)
        _by_model(page, scores, verdicts)
        _by_repeats(page, verdicts)
        return tuple(
            Block(at + 1, start, end, said.label, said.rule, said.score, said.by, said.reasons, said.duplicate_of)
            for at, (start, end) in enumerate(page.spans)
            if (said := verdicts[at])
        )

    def _by_rules(self, page: _Page) -> dict[int, Verdict]:
        """What the catalogue says. A heading of a rule with `next` takes the paragraphs that go on with it."""
        verdicts: dict[int, Verdict] = {}
        follows: tuple[int, str, tuple[str, ...]] = (0, "", ())
        for at, text in enumerate(page.texts):
            match = self.rules.match(text, at)
            if match is not None:
                said = Verdict(match.rule.label, match.rule.name, match.score, reasons=(match.reason,))
                (verdicts if match.rule.sure else page.unsure)[at] = said
                if match.rule.next and len(text) < 60:
                    follows = (_DISCLAIMER_PARAGRAPHS, match.rule.name, match.rule.next)
                continue
            left, name, wanted = follows
            if left and set(words_of(text[:4000]).split()).intersection(wanted):
                verdicts[at] = Verdict(Label.BOILERPLATE, name, 0.95, reasons=("goes on below its heading",))
                follows = (left - 1, name, wanted)
            else:
                follows = (0, "", ())
            if at not in verdicts and not _WORD.search(text) and not repair(text):
                verdicts[at] = Verdict(Label.BOILERPLATE, "invisible", 1.0, reasons=("no visible characters",))
        return verdicts


class _Page:
    """A document cut into blocks, with its evidence."""

    def __init__(self, document: Document, seen: Seen | None) -> None:
        self.document = document
        self.spans = split_blocks(document)
        self.texts = [document.raw[start:end] for start, end in self.spans]
        self.seen = seen if seen is not None and len(seen.counts) == len(self.spans) else None
        self.lines = _page_lines(document, self.spans, seen)
        self.unsure: dict[int, Verdict] = {}


def split_blocks(document: Document) -> tuple[Span, ...]:
    """Where the blocks of `document` start and end in its raw text. A page with hints was cut by its tags."""
    return spans_of(document.raw, wrapped=not document.hints)


def _page_lines(document: Document, spans: Sequence[Span], seen: Seen | None) -> PageLines:
    known = seen is not None and len(seen.counts) == len(spans)
    return PageLines(
        texts=[flat(document.raw[start:end]) for start, end in spans],
        seen=seen.counts if seen is not None and known else None,
        documents=max(1, seen.documents) if seen is not None and known else 1,
        title=document.metadata.title,
        hints=_hints(document, spans) if document.hints else None,
    )


def _hints(document: Document, spans: Sequence[Span]) -> list[LineHint | None]:
    by_start = {hint.start: hint for hint in document.hints}
    found = [by_start.get(start) for start, _ in spans]
    return [LineHint(hint.tag, hint.heading, hint.list_item, hint.link_share) if hint else None for hint in found]


def _by_title(page: _Page, verdicts: dict[int, Verdict]) -> None:
    """The first block that is the document's title is content, whatever it looks like."""
    title = words_of(page.document.metadata.title)
    if not title:
        return
    for at, text in enumerate(page.texts):
        if len(text) <= 2 * len(title) + 40 and words_of(text) == title:
            verdicts.setdefault(at, Verdict(Label.CONTENT, "title", 0.95, reasons=("the title of the document",)))
            return


def _by_model(page: _Page, scores: Any, verdicts: dict[int, Verdict]) -> None:
    """The line model's labels, helped by an extractor where there is HTML, and careful where there is little to go by."""
    if not page.texts:
        return
    plain = content_lines(scores, page.lines)
    votes = extractor_votes(page.document, page.texts, scores)
    judged = [at for at in range(len(page.texts)) if at not in verdicts]
    # An extractor that read the tags is evidence of its own: then there is no need to be careful.
    least = _least_score(page, judged, plain) if votes is None else 1.0
    for at in judged:
        score, keeps, rule = float(scores[at]), bool(plain[at]), "line-model"
        if votes is not None and (votes[at] >= 0.5) != keeps:
            score, keeps, rule = float(votes[at]), not keeps, "html-extractor"
        # A rule that holds, though unsure by itself, is the further evidence that a small page asks for.
        if not keeps and score > least and at not in page.unsure:
            keeps, rule = True, "small-page"
        verdicts[at] = (
            _seen_elsewhere(page, at, score)
            or (page.unsure.get(at) if not keeps else None)
            or Verdict(Label.CONTENT if keeps else Label.BOILERPLATE, rule, round(score if keeps else 1 - score, 4), By.MODEL)
        )


def _least_score(page: _Page, judged: Sequence[int], plain: Any) -> float:
    """Above which score nothing is dropped. The model knows whole pages; where there is hardly a page, it must be surer."""
    kept = sum(1 for at in judged if plain[at])
    prose = sum(1 for at in judged if has_prose(page.texts[at]))
    if len(judged) < _SMALL_PAGE or prose >= _MOSTLY_PROSE * len(judged):
        return _SURELY_NOT
    return _LIKELY_NOT if len(judged) <= _MIDDLING_PAGE and kept >= _MOSTLY_KEPT * len(judged) else 1.0


def _seen_elsewhere(page: _Page, at: int, score: float) -> Verdict | None:
    """A short block that stands in many other documents, and that the model doesn't hold to be article text."""
    if page.seen is None or score >= 0.5 or len(page.texts[at].split()) > _SEEN_WORDS:
        return None
    count = page.seen.counts[at]
    if count < max(_SEEN_DOCUMENTS, _SEEN_SHARE * page.seen.documents):
        return None
    return Verdict(Label.BOILERPLATE, SEEN_RULE, round(1 - score, 4), reasons=(f"stands in {count} other documents",))


def _by_repeats(page: _Page, verdicts: dict[int, Verdict]) -> None:
    """Copies of content blocks become duplicates, unless the repetition belongs to the text."""
    order = [at for at in range(len(page.texts)) if verdicts[at].rule == "title" or verdicts[at].by is By.MODEL]
    texts = [page.texts[at] for at in order]
    content = [verdicts[at].label is Label.CONTENT for at in order]
    copies = find_copies(texts, content)
    in_prose, contents = prose_runs(texts, copies), contents_copies(texts, copies)
    for i, copy in copies.items():
        at, of = order[i], order[copy.of] + 1
        natural = natural_reason(texts, content, i, copy, i in in_prose, contents)
        if natural:
            reasons = (f"stands also as block {of}; {natural}: natural repetition",)
            verdicts[at] = _marked(verdicts[at], reasons)
            continue
        name, reason = ("repeat", "the same words") if copy.similarity == 1.0 else ("near-repeat", "nearly the same words")
        if copy.run > 1:
            name, reason = "repeat-run", f"{copy.run} blocks in order"
        verdicts[at] = Verdict(Label.DUPLICATE, name, round(copy.similarity, 4), By.RULE, (reason,), of)


def _marked(said: Verdict, reasons: tuple[str, ...]) -> Verdict:
    return Verdict(said.label, said.rule, said.score, said.by, reasons)


def block_fingerprints(texts: Sequence[str]) -> list[int]:
    """A number of 63 bits for each folded block: equal numbers, equal blocks, as far as `Seen` goes."""
    import xxhash

    from triage.clean.line_model import fold_line

    return [xxhash.xxh3_64_intdigest(fold_line(flat(text)).encode("utf-8", "surrogatepass")) >> 1 for text in texts]
