"""Which blocks of a page repeat others of it: what model and rules hold to be content becomes a duplicate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from triage.clean.assembly import HEADLINE_RULE
from triage.clean.copies.natural import natural_copies
from triage.clean.copies.parts import listed_headings, part_copies
from triage.clean.copies.repeats import Buckets, find_copies
from triage.clean.extractor import main_lines
from triage.clean.page import Page
from triage.clean.verdict import Verdict
from triage.model import By, Label

_HEADLINES = ("title", HEADLINE_RULE)


class _Judged(NamedTuple):
    """The blocks that no rule took: their places, texts, whether they are content, words."""

    order: list[int]
    texts: list[str]
    content: list[bool]
    words: list[str]


def mark_copies(page: Page, verdicts: dict[int, Verdict], near: Buckets) -> None:
    """Copies of content become duplicates, each of a block that stays. `near`: the page's `near_buckets`."""
    judged = _judged(page, verdicts)
    has_copies = False
    for found in (_by_contents, partial(_by_repeats, page, near), _by_parts):
        copies = found(verdicts, judged)
        if copies:
            verdicts |= copies
            judged = _judged(page, verdicts)
            has_copies = True
    if has_copies:
        _lead_on(verdicts)


def _judged(page: Page, verdicts: Mapping[int, Verdict]) -> _Judged:
    said = [verdicts[at] for at in range(len(page.texts))]
    order = [at for at, one in enumerate(said) if one.by is By.MODEL or one.rule in _HEADLINES]
    content = [said[at].label is Label.CONTENT for at in order]
    return _Judged(order, [page.texts[at] for at in order], content, [page.words[at] for at in order])


def _by_contents(verdicts: Mapping[int, Verdict], judged: _Judged) -> dict[int, Verdict]:
    """A list of the headings below is a copy of these, not they of it."""
    order, told = judged.order, ("a heading below",)
    listed = listed_headings(judged.texts, judged.content, judged.words)
    return {
        order[i]: Verdict(Label.DUPLICATE, "contents", 1.0, By.RULE, told, order[heading] + 1)
        for i, heading in listed.items()
        if verdicts[order[i]].rule not in _HEADLINES
    }


def _by_parts(verdicts: Mapping[int, Verdict], judged: _Judged) -> dict[int, Verdict]:
    """What was cut from other blocks, or made of them, is a copy of these."""
    order, found = judged.order, {}
    for i, copy in part_copies(judged.texts, judged.content, judged.words).items():
        if verdicts[order[i]].rule not in _HEADLINES:
            reason = "the beginning of it" if copy.run == 1 else f"{copy.run} blocks as one"
            found[order[i]] = Verdict(Label.DUPLICATE, "repeat-part", 1.0, By.RULE, (reason,), order[copy.of] + 1)
    return found


def _lead_on(verdicts: dict[int, Verdict]) -> None:
    """A copy of what became a copy is one of the block that stayed."""
    for at, said in verdicts.items():
        of = said.duplicate_of
        while of is not None and verdicts[of - 1].label is Label.DUPLICATE:
            of = verdicts[of - 1].duplicate_of
        if of != said.duplicate_of:
            verdicts[at] = said._replace(duplicate_of=of)


def _by_repeats(page: Page, near: Buckets, verdicts: Mapping[int, Verdict], judged: _Judged) -> dict[int, Verdict]:
    """Copies of content blocks, unless the repetition belongs to the text."""
    order, texts, content, words = judged
    copies = find_copies(texts, content, words, near)
    found: dict[int, Verdict] = {}
    if not copies:
        return found
    reasons = natural_copies(texts, content, copies)
    tags = {hint.start: hint.tag for hint in page.document.hints}
    left = main_lines(page.document.extracted) if tags else Counter()
    left.subtract(page.words[order[i]] for i in range(len(order)) if content[i] and i not in copies)
    for i, copy in sorted(copies.items()):
        at, of = order[i], order[copy.of] + 1
        natural = reasons.get(i, "")
        # A pull quote is set otherwise than the paragraph that it repeats.
        if not natural and left[page.words[at]] > 0 and tags.get(page.spans[at][0]) == tags.get(page.spans[of - 1][0]):
            natural = "the main part of the page has it again"
        if natural:
            left[page.words[at]] -= 1
            told = f"stands also as block {of}; {natural}: natural repetition"
            found[at] = verdicts[at]._replace(reasons=(told,), duplicate_of=None)
            continue
        name, reason = ("repeat", "the same words") if copy.similarity == 1.0 else ("near-repeat", "nearly the same words")
        if copy.run > 1:
            name, reason = "repeat-run", f"{copy.run} blocks in order"
        found[at] = Verdict(Label.DUPLICATE, name, round(copy.similarity, 4), By.RULE, (reason,), of)
    return found
