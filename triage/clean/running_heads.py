"""Running heads and feet of printed pages, in text that was taken out of a PDF: the name of the paper, a chapter, a page number.

Programs leave a form feed where a page ends, and head and foot beside it. Where it was lost, they are told by their columns: the
number stands far from the name. A line is one of them where it comes again, whatever its number, or counts on from the page
before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from triage.clean.verdict import Verdict
from triage.model import Label
from triage.paragraphs import Span

RULE = "running-head"
_FEED = "\f"
_GAP = "    "
_COLUMNS = re.compile(r"\S {4,}\S")
_NUMBER = re.compile(r"\d{1,4}")
_LONGEST = 120  # characters
_LEAST_PAGES = 2
_LEAST_IN_COLUMNS = 3  # times, where no form feed says that a page ends
_PARAGRAPH = 60  # characters, of which one at least stands on every page
_MOST_STEP = 2  # between the numbers of two heads: those of left and right pages may differ


def running_heads(raw: str, spans: Sequence[Span]) -> dict[int, Verdict]:
    """The heads and feet among the blocks of a text."""
    if _FEED in raw:
        found = _at_feeds(raw, spans)
    elif _GAP in raw:
        found = _in_columns(raw, spans)
    else:
        return {}
    return dict.fromkeys(found, Verdict(Label.BOILERPLATE, RULE, 0.98, reasons=("the head or foot of a printed page",)))


def _at_feeds(raw: str, spans: Sequence[Span]) -> set[int]:
    """The blocks beside the ends of pages that come again at another, or count on."""
    turns = [at for at in range(1, len(spans)) if _FEED in raw[spans[at - 1][1] : spans[at][0]]]
    if len(turns) < _LEAST_PAGES - 1:
        return set()
    tops = [at for at in (0, *turns) if _is_short(raw, spans[at])]
    feet = [at for at in (*(turn - 1 for turn in turns), len(spans) - 1) if _is_short(raw, spans[at])]
    return {at for edge in (tops, feet) for at in _repeated(raw, spans, edge, _LEAST_PAGES) | _counting(raw, spans, edge)}


def _in_columns(raw: str, spans: Sequence[Span]) -> set[int]:
    """The lines in columns that come again, with paragraphs between."""
    lines = [at for at, span in enumerate(spans) if _is_short(raw, span) and len(_COLUMNS.findall(raw, *span)) == 1]
    crowd = set(lines)
    lines = [at for at in lines if not any({one, one + 1, one + 2} <= crowd for one in range(at - 2, at + 1))]  # rows of a table
    by_text: dict[str, list[int]] = {}
    for at in lines:
        by_text.setdefault(_said(raw, spans[at]), []).append(at)
    heads = {at for places in by_text.values() if _are_heads(raw, spans, places) for at in places}
    # The feet of a paper that has such heads count on, left and right in turn.
    return heads | _counting(raw, spans, [at for at in lines if at not in heads]) if heads else heads


def _are_heads(raw: str, spans: Sequence[Span], places: Sequence[int]) -> bool:
    """Whether lines that say the same stand on pages of their own, with the same number or one that counts on."""
    if len(places) < _LEAST_IN_COLUMNS or not all(_has_paragraph(spans, one, two) for one, two in pairwise(places)):
        return False
    numbers = [sorted(_numbers(raw, spans[at])) for at in places]
    return all(one == two for one, two in pairwise(numbers)) or set(places) == _counting(raw, spans, places)


def _is_short(raw: str, span: Span) -> bool:
    return span[1] - span[0] <= _LONGEST and "\n" not in raw[slice(*span)].strip()


def _said(raw: str, span: Span) -> str:
    return " ".join(_NUMBER.sub(" ", raw[slice(*span)]).casefold().split())


def _repeated(raw: str, spans: Sequence[Span], places: Sequence[int], least: int) -> set[int]:
    said = {at: _said(raw, spans[at]) for at in places}
    times = Counter(said.values())
    return {at for at, text in said.items() if times[text] >= least}


def _counting(raw: str, spans: Sequence[Span], places: Sequence[int]) -> set[int]:
    """The lines of which each has a number that goes on from the line before."""
    found: set[int] = set()
    for one, two in pairwise(places):
        before, after = _numbers(raw, spans[one]), _numbers(raw, spans[two])
        if any(number + step in after for number in before for step in range(1, _MOST_STEP + 1)):
            found |= {one, two}
    return found


def _numbers(raw: str, span: Span) -> set[int]:
    return {int(number) for number in _NUMBER.findall(raw, *span)}


def _has_paragraph(spans: Sequence[Span], one: int, two: int) -> bool:
    return any(end - start >= _PARAGRAPH for start, end in spans[one + 1 : two])
