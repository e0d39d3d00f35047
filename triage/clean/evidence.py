"""What the other documents of the folder tell of a page's blocks: in how many of them each stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from triage.clean.assembly import SEEN_RULE
from triage.clean.copies.natural import in_latin
from triage.clean.lines.markdown import shown
from triage.clean.part_headings import part_headings
from triage.clean.scoring.choosing import CONTENT_FROM
from triage.clean.scoring.features import PageLines
from triage.clean.scoring.reasons import other_documents
from triage.clean.verdict import Verdict
from triage.model import COARSE_FROM, Label, Seen

SHORT_WORDS = 12
"""Blocks of more words are article text that other documents have as well."""
_DOCUMENTS = 3
_SHARE = 0.02
_SENTENCE, _PARAGRAPH = 40, 100  # Latin letters
_LEAST_SHARE = 0.4  # of a page's text
_OWN_SHARE = 0.1  # of that, which a copy may have to itself
_MARK = re.compile(r"\s*[!<\[*_=~`-]")
# Images, tags, rules, fences of code: articles of one series share them, and nothing is said by them.
_MARKS_ALONE = re.compile(
    r"(?:\s*(?:!\[[^\]]*\]\([^)]*\)|\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|</?[A-Za-z][^<>]*>))+\s*"
    r"|\s*(?:[-*_=~] ?){3,}\s*|\s*(?:```|~~~).*"
)


def telling(seen: Seen | None, lines: Sequence[str], tables: Sequence[range], times: Sequence[int] = ()) -> Seen | None:
    """The evidence less that of lines that stand in other documents whatever these are about: the cells of `tables`, “12” and
    “Total”, the `times` of a live report, the headings of a series' parts and the marks of Markdown; and that of lines which only
    copies of the article have. None where there is none, or none of these lines."""
    if seen is None or len(seen.counts) != len(lines):
        return None
    counts = list(seen.counts)
    for table in tables:
        counts[table.start : table.stop] = [0] * len(table)
    for at in times:
        counts[at] = 0
    for at, line in enumerate(lines):
        if counts[at] and _MARK.match(line) and _MARKS_ALONE.fullmatch(line):
            counts[at] = 0
    for at in part_headings(lines, counts):
        counts[at] = 0
    if not any(counts):
        return Seen(tuple(counts), seen.documents)
    sizes = [in_latin(line) for line in lines]
    if copies := min(_copies(counts, sizes, _SENTENCE), _copies(counts, sizes, _PARAGRAPH)):
        # From some number on counts are coarse: a short line of as many documents may be the site's all the same.
        least = _SENTENCE if copies >= COARSE_FROM else 0
        counts = [0 if count <= copies and size >= least else count for count, size in zip(counts, sizes, strict=True)]
    return Seen(tuple(counts), seen.documents)


def _copies(counts: Sequence[int], sizes: Sequence[int], least: int) -> int:
    """In how many other documents the article stands: all but a little of the lines of a `least` size do. On a page with an
    article of its own that is none, whatever else its site repeats; nor where such lines are too little of the page."""
    among = sorted([(count, size) for count, size in zip(counts, sizes, strict=True) if size >= least])
    whole = sum(size for _, size in among)
    if whole < _LEAST_SHARE * sum(sizes):
        return 0
    left = _OWN_SHARE * whole
    for count, size in among:
        left -= size
        if left < 0:
            return count
    return 0


def page_lines(lines: Sequence[str], seen: Seen | None) -> PageLines:
    """What the line model is told of a page."""
    texts, legible, paragraphs = shown(lines)
    return PageLines(
        texts=texts,
        seen=seen.counts if seen is not None else None,
        documents=max(1, seen.documents) if seen is not None else 1,
        legible=legible,
        paragraphs=paragraphs,
    )


def seen_elsewhere(
    seen: Seen | None, texts: Sequence[str], scores: Sequence[float], verdicts: Mapping[int, Verdict]
) -> dict[int, Verdict]:
    """The short blocks in many other documents, without a verdict, that the model doesn't hold to be article text."""
    if seen is None:
        return {}
    least = max(_DOCUMENTS, _SHARE * seen.documents)
    many = [at for at, count in enumerate(seen.counts) if count >= least and at not in verdicts]
    return {
        at: Verdict(Label.BOILERPLATE, SEEN_RULE, round(1 - scores[at], 4), reasons=(_stands_in(seen.counts[at], texts[at]),))
        for at in many
        if scores[at] < CONTENT_FROM and len(texts[at].split()) <= SHORT_WORDS
    }


def _stands_in(count: int, text: str) -> str:
    """Figures are folded: a date stands there with others."""
    aside = ", whatever its figures" if any(map(str.isdigit, text)) else ""
    return f"stands in {other_documents(count)}{aside}"
