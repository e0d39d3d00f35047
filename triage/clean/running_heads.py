"""Running heads and feet of printed pages, in text that was taken out of a PDF: the name of the paper, a chapter, a page number.

Programs leave a form feed where a page ends, and head and foot beside it. Where it was lost, they are told by their columns: the
number stands far from the name. A line is one of them where it comes again, whatever its number, or has the number of its page.
Chapters, the days of a diary, speakers and refrains come again and count on too: of a head a sentence goes on from above to
below, or it has its number in a column of its own, or comes again word for word beside those that have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, pairwise

from triage.clean.verdict import Verdict
from triage.model import Label
from triage.paragraphs import Span

RULE = "running-head"
_FEED = "\f"
_GAP = "    "
_GAPS, _PAIR = re.compile(" {4,}"), 2
_COLUMNS = re.compile(r"\S {4,}\S")
_NUMBER = re.compile(r"\d{1,4}")
_FIRST, _LAST = re.compile(r"\W*(\d{1,4})\b"), re.compile(r"\b(\d{1,4})\W*$")
_ALONE = re.compile(r"\W*\d{1,4}\W*")
_LONGEST = 120  # characters
_LEAST_PAGES = 2
_LEAST_IN_COLUMNS = 3  # times, where no form feed says that a page ends
_PARAGRAPH = 60  # characters, of which one at least stands on every page
_MOST_STEP = 2  # pages between two heads: those of left and right pages may differ
_LEAST_COUNTING = 3  # pages
_UNENDED = 40  # characters of a line at least that a page breaks off
_BESIDE = 2  # lines: the foot of one page, and the head of the next
_HYPHENS = ("-", "\u00ad")
_FIRST_PAGE, _LAST_PAGE = 2, 999  # of those that are told by their numbers alone: lists begin with one, and years are longer
_BREAKING = 4  # one head in so many stands within a sentence


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
    """The blocks beside the ends of pages that come again at another, or have the numbers of their pages."""
    turns = [at for at in range(1, len(spans)) if _FEED in raw[spans[at - 1][1] : spans[at][0]]]
    if len(turns) < _LEAST_PAGES - 1:
        return set()
    tops = [(page, at) for page, at in enumerate((0, *turns)) if _is_short(raw, spans[at])]
    feet = [(page, turn - 1) for page, turn in enumerate((*turns, len(spans))) if _is_short(raw, spans[turn - 1])]
    least = min(_LEAST_COUNTING, len(turns) + 1)
    found: set[int] = set()
    numbered: set[int] = set()
    for edge in (tops, feet):
        alike = (places for places in _by_text(raw, spans, (at for _, at in edge)) if len(places) >= _LEAST_PAGES)
        counting = [places for places in _counting(raw, spans, edge) if len(places) >= least]
        for places in (*alike, *counting):
            if _break_sentences(raw, spans, places):
                found.update(places)
        numbered.update(*(places for places in counting if _have_pages(raw, spans, places)))
    alone = [(page, at) for page, at in feet if _ALONE.fullmatch(raw, *spans[at])]
    numbered.update(*(places for places in _counting(raw, spans, alone) if len(places) >= _LEAST_PAGES))
    return found | numbered | _beside(raw, spans, [at for _, at in (*tops, *feet)], numbered)


def _in_columns(raw: str, spans: Sequence[Span]) -> set[int]:
    """The lines in columns that come again, with paragraphs between."""
    lines = [at for at, span in enumerate(spans) if _is_short(raw, span) and len(_COLUMNS.findall(raw, *span)) == 1]
    crowd = set(lines)
    lines = [at for at in lines if not any({one, one + 1, one + 2} <= crowd for one in range(at - 2, at + 1))]  # rows of a table
    above = list(accumulate((end - start >= _PARAGRAPH for start, end in spans), initial=0))  # paragraphs
    alike = _by_text(raw, spans, lines)
    heads = {at for places in alike if _are_heads(raw, spans, places, above) for at in places}
    if heads:
        # The feet of a paper that has such heads count on, left and right in turn.
        rest = _chains([(at, _numbers(raw, spans[at])) for at in lines if at not in heads])
        heads.update(*(places for places in rest if len(places) >= _LEAST_PAGES and _break_sentences(raw, spans, places)))
    counting = _chains([(at, {_page(raw, spans[at])}) for at in lines if _page(raw, spans[at])])
    chains = (places for places in counting if _have_pages(raw, spans, places) and _are_apart(places, above))
    numbered = {at for places in chains if len(_by_text(raw, spans, places)) < len(places) for at in places}
    return heads | numbered | _beside(raw, spans, lines, numbered)


def _are_heads(raw: str, spans: Sequence[Span], places: Sequence[int], above: Sequence[int]) -> bool:
    """Whether lines that say the same stand on pages of their own, with the same number or one that counts on."""
    if len(places) < _LEAST_IN_COLUMNS or not _are_apart(places, above):
        return False
    numbers = [(at, _numbers(raw, spans[at])) for at in places]
    is_counting = all(one == two for (_, one), (_, two) in pairwise(numbers)) or len(_chains(numbers)) == 1
    return is_counting and _break_sentences(raw, spans, places)


def _are_apart(places: Sequence[int], above: Sequence[int]) -> bool:
    return all(above[two] > above[one + 1] for one, two in pairwise(places))


def _have_pages(raw: str, spans: Sequence[Span], places: Sequence[int]) -> bool:
    """Whether each of these lines, which count on, has the number of a page in a column of its own."""
    return len(places) >= _LEAST_COUNTING and all(_FIRST_PAGE <= _page(raw, spans[at]) <= _LAST_PAGE for at in places)


def _page(raw: str, span: Span) -> int:
    """The number that is one of a line's two columns; 0 where there is none."""
    columns = _GAPS.split(raw[slice(*span)].strip())
    numbers = [column for column in columns if _NUMBER.fullmatch(column)]
    return int(numbers[0]) if len(columns) == _PAIR and len(numbers) == 1 else 0


def _beside(raw: str, spans: Sequence[Span], places: Iterable[int], numbered: Collection[int]) -> set[int]:
    """The lines that stand word for word beside the number of every page, or of every second one."""
    found: set[int] = set()
    for alike in _by_text(raw, spans, places):
        is_beside = all(at == 0 or at - 1 in numbered or at + 1 in numbered for at in alike)
        if (
            is_beside
            and len(alike) >= max(_LEAST_COUNTING, len(numbered) / 2)
            and len({raw[slice(*spans[at])] for at in alike}) == 1
        ):
            found.update(alike)
    return found


def _break_sentences(raw: str, spans: Sequence[Span], places: Sequence[int]) -> bool:
    """Whether sentences go on from above some of the lines to below them."""
    return _BREAKING * sum(_is_in_sentence(raw, spans, at) for at in places) >= len(places)


def _is_in_sentence(raw: str, spans: Sequence[Span], at: int) -> bool:
    above = (raw[slice(*span)].rstrip() for span in spans[max(0, at - _BESIDE) : at])
    below = (raw[slice(*span)].lstrip() for span in spans[at + 1 : at + 1 + _BESIDE])
    is_broken = any(len(text) >= _UNENDED and (text[-1].isalpha() or text[-1] in _HYPHENS) for text in above)
    return is_broken and any(text[:1].isalpha() and not text[0].isupper() for text in below)


def _is_short(raw: str, span: Span) -> bool:
    return span[1] - span[0] <= _LONGEST and "\n" not in raw[slice(*span)].strip()


def _by_text(raw: str, spans: Sequence[Span], places: Iterable[int]) -> list[list[int]]:
    """The lines that say the same but for their numbers."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at in places:
        found[" ".join(_NUMBER.sub(" ", raw[slice(*spans[at])]).casefold().split())].append(at)
    return list(found.values())


def _counting(raw: str, spans: Sequence[Span], edge: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The lines, each given with its page, that begin or end with a number, which goes on as the pages do."""
    found: list[list[int]] = []
    last: dict[int, tuple[int, list[int]]] = {}  # by what the number is more than the page
    for page, at in edge:
        for number in _numbers(raw, spans[at]):
            before, places = last.get(number - page, (-_MOST_STEP - 1, []))
            if page - before > _MOST_STEP:
                places = []
                found.append(places)
            places.append(at)
            last[number - page] = page, places
    return found


def _chains(numbered: Iterable[tuple[int, set[int]]]) -> list[list[int]]:
    """The lines cut where none of a line's numbers goes on from the line before."""
    found: list[list[int]] = []
    before: set[int] = set()
    for at, numbers in numbered:
        if not any(number + step in numbers for number in before for step in range(1, _MOST_STEP + 1)):
            found.append([])
        found[-1].append(at)
        before = numbers
    return found


def _numbers(raw: str, span: Span) -> set[int]:
    """The numbers with which a line begins and ends."""
    line = raw[slice(*span)].strip()
    return {int(found[1]) for found in (_FIRST.match(line), _LAST.search(line)) if found is not None}
