"""The cleaner: label = f(document, evidence).

Rules of the catalogue come first, since they are nearly always right. The line model judges the rest, knowing all lines of the
page. Then copies of content blocks are found; a copy of what isn't content stays what the model said.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np

from triage.clean.assembly import HEADLINE_RULE, SEEN_RULE, assemble
from triage.clean.catalogue.rules import Match, RuleSet, default_rules
from triage.clean.comments import comments_below
from triage.clean.copies.duplicates import mark_copies
from triage.clean.copies.natural import in_latin
from triage.clean.copies.repeats import Buckets, near_buckets
from triage.clean.evidence import SHORT_WORDS, page_lines, seen_elsewhere, telling
from triage.clean.extractor import html_model_sha256, with_extractors
from triage.clean.lines.word_hashes import hash_words
from triage.clean.lists import whole_lists
from triage.clean.live_entries import find_entries, with_entries
from triage.clean.page import Page, find_words, flat_lines
from triage.clean.page_turns import with_joined
from triage.clean.part_headings import with_parts
from triage.clean.running_heads import running_heads
from triage.clean.scoring.choosing import CONTENT_FROM, LEAST_CONTENT, content_by_tags, content_lines, with_inner
from triage.clean.scoring.line_model import LineModel
from triage.clean.scoring.reasons import other_documents
from triage.clean.tables import find_tables
from triage.clean.title_block import drop_above_title, keep_title
from triage.clean.verdict import Verdict
from triage.clean.version import VERSION
from triage.model import Block, By, Cleaned, Document, Label, Seen
from triage.paragraphs import is_sentence
from triage.repair import repair
from triage.scripts import UNPARTED, as_set

_DISCLAIMER_PARAGRAPHS = 2
_LONGEST_HEADING = 60
_LONGEST_LINK = 120
_MOST_LINKS = 8
_LINK_SCORE = 0.73  # eleven of fifteen such lines of the labelled pages, to which the model gives less than 0.9
_UNENDED = re.compile(as_set(UNPARTED))
_HEADLINE_LEAST = 0.35
_LEAST_HEADLINE = 20
_PARAGRAPH = 100
_LEAD = 4
_ABOVE_TEXT = frozenset(["byline", "signed", "dated", "date-above", "published", "dateline", "reading-time", "counter"])
_BY_TAGS = {True: ("extractors that know the tags keep it",), False: ("extractors that know the tags leave it out",)}
_NO_REASONS: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cleaner:
    """Cleans documents by one set of rules and a line model."""

    rules: RuleSet = field(default_factory=default_rules)
    model: LineModel = field(default_factory=LineModel.load)

    @property
    def rules_sha256(self) -> str:
        """A hash of the rules, the model and this pipeline: labels with another hash are out of date."""
        told = f"{VERSION}\n{self.rules.sha256}\n{self.model.sha256}\n{html_model_sha256()}"
        return hashlib.sha256(told.encode()).hexdigest()

    def clean(self, document: Document, seen: Seen | None = None) -> Cleaned:
        """The labelled blocks of one document and its cleaned text."""
        return self.clean_pages([Page(document)], [seen])[0]

    def clean_pages(self, pages: Sequence[Page], seens: Sequence[Seen | None] | None = None) -> list[Cleaned]:
        """As `clean`, for many documents at once, which are cut into blocks already: the model's fixed costs are paid once."""
        evidence = seens if seens is not None else [None] * len(pages)
        cases = [_Case(page, seen) for page, seen in zip(pages, evidence, strict=True)]
        scores = self.model.score([case.lines for case in cases])
        self._look_over(cases)
        stamp = self.rules_sha256
        return [assemble(case.page.document, self._blocks(case, score), stamp) for case, score in zip(cases, scores, strict=True)]

    def explain_many(
        self, document: Document, cleaned: Cleaned, wanted: Sequence[int], seen: Seen | None = None
    ) -> list[tuple[str, ...]]:
        """Why each of these blocks has its label, in an editor's words. The model is asked only where it gave the label; the page
        is measured once for all of them."""
        asked = [n for n in wanted if cleaned.blocks[n - 1].by is By.MODEL]
        told: dict[int, tuple[str, ...]] = {}
        if asked:
            spans = [(one.start, one.end) for one in cleaned.blocks]
            texts = flat_lines([document.raw[start:end] for start, end in spans])
            lines = page_lines(texts, telling(seen, texts, find_tables(texts), find_entries(texts).times))
            content = [cleaned.blocks[n - 1].label is Label.CONTENT for n in asked]
            told = dict(zip(asked, self.model.explain(lines, [n - 1 for n in asked], content), strict=True))
        return [cleaned.blocks[n - 1].reasons + told.get(n, ()) for n in wanted]

    def _look_over(self, cases: Sequence[_Case]) -> None:
        """What is quicker found of all pages at once: the words of their blocks, and which of these are worth a closer look."""
        find_words([case.page for case in cases])
        words = [case.page.words for case in cases]
        blocks = [block for page in words for block in page]
        hashed = hash_words(blocks)
        keys = iter(self.rules.keys_of(blocks, hashed))
        texts = [text for case in cases for text in case.page.texts]
        lines = [line for case in cases for line in case.page.lines]
        formed = self.rules.formed_by(texts, lines)
        for case, near in zip(cases, near_buckets(words, hashed), strict=True):
            case.near, case.keys, case.formed = near, list(islice(keys, len(case.page.words))), formed

    def _blocks(self, case: _Case, scores: Any) -> tuple[Block, ...]:
        verdicts = self._by_rules(case)
        keep_title(case.page, case.seen, scores.tolist(), verdicts)
        _by_model(case, scores, verdicts)
        if case.page.document.hints:
            verdicts |= whole_lists(case.page, verdicts, self.rules.own_names)
        drop_above_title(case.page, verdicts)
        if not case.entries.times:
            verdicts |= comments_below(case.page.lines, verdicts, self.rules.own_names)
        _by_headline(case, verdicts)
        mark_copies(case.page, verdicts, case.near)
        return tuple([Block(at + 1, start, end, *verdicts[at]) for at, (start, end) in enumerate(case.page.spans)])

    def _by_rules(self, case: _Case) -> dict[int, Verdict]:
        """What the catalogue says. A heading of a rule with `next` takes the paragraphs that go on with it."""
        page, verdicts = case.page, _in_header(case.page) | running_heads(case.page.document.raw, case.page.spans)
        found = self.rules.match_all(page.texts, page.lines, page.words, case.keys, case.formed)
        for at, match in found.items():
            said = Verdict(match.rule.label, match.rule.name, match.score, reasons=(match.reason,))
            if match.rule.sure:
                verdicts[at] = said
            else:
                case.unsure[at] = said, match.rule.unless
            if match.rule.below:
                case.unsure |= _links_below(page, at, match, found)
            if match.rule.next and len(page.texts[at]) < _LONGEST_HEADING:
                verdicts |= _below_heading(page, at, match, found)
        for at, words in enumerate(page.words):
            if not words and at not in found and at not in verdicts and not repair(page.texts[at]):
                verdicts[at] = Verdict(Label.BOILERPLATE, "invisible", 1.0, reasons=("no visible characters",))
        return verdicts


def _in_header(page: Page) -> dict[int, Verdict]:
    """The blocks of the fields above the text."""
    if not page.document.header:
        return {}
    inside = (at for at, (_, end) in enumerate(page.spans) if end <= page.document.header)
    return dict.fromkeys(inside, Verdict(Label.BOILERPLATE, "header", 1.0, reasons=("a field above the text",)))


def _below_heading(page: Page, heading: int, match: Match, found: Mapping[int, Match]) -> dict[int, Verdict]:
    """The paragraphs below the heading of a rule that go on with it; blocks of other rules between don't end it."""
    verdicts: dict[int, Verdict] = {}
    for at in range(heading + 1, len(page.texts)):
        if at in found and not found[at].rule.next:
            continue
        goes_on = at not in found and not set(page.words[at][:4000].split()).isdisjoint(match.rule.next)
        if not goes_on or len(verdicts) == _DISCLAIMER_PARAGRAPHS:
            break
        verdicts[at] = Verdict(Label.BOILERPLATE, match.rule.name, 0.95, reasons=("goes on below its heading",))
    return verdicts


def _links_below(page: Page, heading: int, match: Match, found: Mapping[int, Match]) -> dict[int, tuple[Verdict, float]]:
    """The lines below the heading of a list of links: headlines, which have no end."""
    links: dict[int, tuple[Verdict, float]] = {}
    said = Verdict(Label.BOILERPLATE, match.rule.name, _LINK_SCORE, reasons=("a line below such a heading",))
    for at in range(heading + 1, min(len(page.texts), heading + 1 + _MOST_LINKS)):
        text = page.texts[at]
        if at in found or len(text) > _LONGEST_LINK or is_sentence(text.strip()) or _UNENDED.search(text):
            break
        # There is one at least, or the heading would say nothing.
        links[at] = said, match.rule.below if links else 1.0
    return links


class _Case:
    """A page with its evidence."""

    def __init__(self, page: Page, seen: Seen | None) -> None:
        self.page = page
        self.tables = find_tables(page.lines)
        self.entries = find_entries(page.lines)
        self.seen = telling(seen, page.lines, self.tables, self.entries.times)
        self.lines = page_lines(page.lines, self.seen)
        self.unsure: dict[int, tuple[Verdict, float]] = {}  # with the score from which a block stays
        self.near: Buckets = {}
        self.keys: list[Sequence[str]] = []
        self.formed: Mapping[str, Sequence[int]] = {}


def _by_model(case: _Case, scores: Any, verdicts: dict[int, Verdict]) -> None:
    """The line model's labels, helped by an extractor where there is HTML."""
    likely = with_entries(content_lines(scores, case.lines), scores, case.entries)
    joined = with_joined(likely, scores, case.page.texts, verdicts)
    with_lists = with_parts(joined, scores, case.lines, verdicts.keys() | case.unsure)
    plain = with_inner(with_lists, scores, case.lines, case.unsure)
    weighed = with_extractors(scores, case.page.document.extracted, case.page.words)
    told = plain if weighed is None else content_by_tags(weighed, case.lines)
    judged = [at for at in range(len(case.page.texts)) if at not in verdicts]
    given = (scores if weighed is None else weighed).astype(np.float64)
    listed: list[float] = given.tolist()
    sure: list[float] = np.where(told, given, 1 - given).round(4).tolist()
    verdicts |= seen_elsewhere(case.seen, case.page.texts, listed, verdicts)
    verdicts |= _cells(case, given, LEAST_CONTENT if weighed is None else CONTENT_FROM, judged)
    content, boilerplate, by = Label.CONTENT, Label.BOILERPLATE, By.MODEL
    for at in judged:
        if at in verdicts:
            continue
        keeps, rule, reasons = told[at], "line-model", _NO_REASONS
        if at in case.unsure:
            doubt, unless = case.unsure[at]
            if not keeps or listed[at] < unless:
                verdicts[at] = doubt
                continue
        if keeps != plain[at]:
            rule, reasons = "html-extractor", _BY_TAGS[keeps]
        verdicts[at] = Verdict(content if keeps else boilerplate, rule, sure[at], by, reasons)


def _cells(case: _Case, scores: Any, least: float, judged: Sequence[int]) -> dict[int, Verdict]:
    """The cells of tables: each is content where all of a table's are on the average."""
    found: dict[int, Verdict] = {}
    wanted = set(judged) if case.tables else set()
    for table in case.tables:
        mean = float(scores[table.start : table.stop].mean())
        label, score = (Label.CONTENT, mean) if mean >= least else (Label.BOILERPLATE, 1 - mean)
        told = (f"one of {len(table)} cells of a table",)
        found |= dict.fromkeys(wanted.intersection(table), Verdict(label, "table", round(score, 4), By.MODEL, told))
    return found


def _by_headline(case: _Case, verdicts: dict[int, Verdict]) -> None:
    """A doubtful line right above the first paragraph is the headline, where it stands in no more documents than the paragraphs
    do: in copies of the story, and not on all pages of a site; and where no such line is kept above it."""
    page, counts = case.page, case.seen.counts if case.seen is not None else ()
    content = [at for at in range(len(counts)) if verdicts[at].label is Label.CONTENT]
    lead = [at for at in content if len(page.texts[at]) >= _PARAGRAPH][:_LEAD]
    at = lead[0] - 1 if lead else -1
    while at >= 0 and verdicts[at].rule in _ABOVE_TEXT:
        at -= 1
    if at < 0 or not counts[at] or 2 * sum(counts[one] >= counts[at] for one in lead) < len(lead):
        return
    if any(counts[one] >= counts[at] for one in content if one < at):
        return
    said = verdicts[at]
    is_doubtful = (said.by is By.MODEL or said.rule == SEEN_RULE) and said.score <= 1 - _HEADLINE_LEAST
    if is_doubtful and in_latin(page.texts[at]) >= _LEAST_HEADLINE and len(page.texts[at].split()) <= SHORT_WORDS:
        told = f"above the text, and in {other_documents(counts[at])} as the text is"
        verdicts[at] = Verdict(Label.CONTENT, HEADLINE_RULE, round(1 - said.score, 4), reasons=(told,))
