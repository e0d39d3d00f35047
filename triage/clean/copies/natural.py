"""The guard of natural repetition: refrains, questions and answers, lists and tables say things twice on purpose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise, takewhile

from triage.clean.copies.repeats import Copy

_MARK = re.compile(
    r"\s*(?:Q|A|Question|Answer|Frage|Antwort|Вопрос|Ответ|В|О|Ερώτηση|Απάντηση|問|答|问)\s?\d{0,3}[.:：)]", re.IGNORECASE
)
_LIST = re.compile(r"\s*(?:[-*•·▪–—]|\d{1,3}[.)]|[a-z][.)])\s")
_TABLE = re.compile(r"\S(?:\t| {3,}|\s\|\s)\S")
_WIDE = re.compile("[\u2e81-\U0010ffff]")
_WIDE_SAYS = 3  # a Chinese, Japanese or Korean sign says as much as so many Latin letters
_VERSE = 90
_QUESTION = 200
_PROSE = 160
_SHORT_WORDS = 5
_SHORT = 40
_WHOLE_RUN = 8
_HEADING_WORDS = 4
_SOON = 10
_LISTED = 2
_LEAST_ALONG = 3
_BESIDE_RUN = 3
_STANZA = 8
_FIELD = re.compile(r"\s*([^\W\d][^:：.!?]{1,30})[:：]\s*\S")
_LEAST_RECORDS = 3
_SONG = 12  # lines at least
_MOSTLY = 0.7  # of the page's lines


def is_song(texts: Sequence[str], content: Sequence[bool]) -> bool:
    """Whether most of a page is content, and all of that short lines: a song, a poem, what is sung or said again."""
    said = [text for text, keeps in zip(texts, content, strict=True) if keeps]
    return len(said) >= max(_SONG, _MOSTLY * len(texts)) and all(in_latin(text) < _VERSE for text in said)


def natural_copies(texts: Sequence[str], content: Sequence[bool], copies: Mapping[int, Copy]) -> dict[int, str]:
    """The copies that belong to the text, each with the reason why."""
    in_prose, contents = _prose_runs(texts, copies), _contents_copies(texts, copies)
    times = Counter(copy.of for copy in copies.values())
    fields = _fields(texts)
    refrains, sung = _refrains(texts, content, copies), is_song(texts, content)
    found = {
        i: reason
        for i, copy in copies.items()
        if i not in in_prose and i not in contents and (reason := _reason(texts, content, i, copy, times[copy.of], sung))
    }
    found |= dict.fromkeys(refrains - found.keys(), "a refrain between paragraphs")
    found |= {i: "a field of records" for i in copies if i not in found and i not in in_prose and _field(texts[i]) in fields}
    listed = {copy.of for i, copy in copies.items() if i not in found}
    # A line of a list whose other lines stand again, each above its own text, is a copy as they are.
    return {
        i: reason
        for i, reason in found.items()
        if sung or len(texts[i].split()) < _HEADING_WORDS or listed.isdisjoint(_beside(copies[i].of))
    }


def _beside(at: int) -> list[int]:
    return [place for place in range(at - _LISTED, at + _LISTED + 1) if place != at]


def _reason(texts: Sequence[str], content: Sequence[bool], i: int, copy: Copy, times: int, sung: bool) -> str:
    """Why the copy at `i`, one of so many of its block, belongs to the text; empty where it doesn't."""
    if copy.run >= _WHOLE_RUN and copy.run >= 0.4 * len(texts):
        return ""
    text = texts[i]
    head = text[:200]
    # Of a list of questions that opens a page each comes again above its answer: that is a copy, an interview isn't.
    listed = _is_question(texts[copy.of + 1]) or (copy.of > 0 and _is_question(texts[copy.of - 1]))
    # Once and far below, a question is a heading that a list or a box had named; a speaker asks again soon, or all alike.
    again = times > 1 or i - copy.of <= _SOON
    if _MARK.match(head) or (_is_question(text) and copy.run == 1 and again and not listed):
        return "a question or answer"
    if len(text) < _PROSE and (_LIST.match(head) or _TABLE.search(head)):
        return "a list item or table row"
    if in_latin(text) < _SHORT and len(text.split()) <= _SHORT_WORDS:
        return "a short line"
    # Verse stands among verse, and ends with it: short lines that are no text are a menu or a list of links.
    above = range(max(0, i - 3), i)
    around = [*above, *takewhile(content.__getitem__, range(i + 1, min(len(texts), i + 4)))]
    is_verse = len(around) >= 3 and all(map(content.__getitem__, above)) and all(in_latin(texts[j]) < _VERSE for j in around)
    if (is_verse or sung) and in_latin(text) < _VERSE:
        return "a refrain among short lines"
    return ""


def _field(text: str) -> str:
    """What stands before the colon of a line such as “Light: indirect”; empty of others."""
    match = _FIELD.match(text) if len(text) < _PROSE and (":" in text or "：" in text) else None
    return match[1] if match else ""


def _fields(texts: Sequence[str]) -> set[str]:
    """The names of fields that several records of the page have, with more than one value."""
    values: dict[str, list[str]] = {}
    for text in texts:
        values.setdefault(_field(text), []).append(text)
    return {name for name, said in values.items() if name and len(said) >= _LEAST_RECORDS and len(set(said)) > 1}


def _refrains(texts: Sequence[str], content: Sequence[bool], copies: Mapping[int, Copy]) -> set[int]:
    """Copies of a line that a speech comes back to: three times at least, each time after new text, at even steps. What a page
    repeats stands in runs, or once more."""
    places: dict[int, list[int]] = {}
    for i, copy in copies.items():
        if copy.run == 1 and len(texts[i]) <= _QUESTION:
            places.setdefault(copy.of, [copy.of]).append(i)
    found: set[int] = set()
    for said in places.values():
        said.sort()
        steps = [after - before for before, after in pairwise(said)]
        between = (j for before, after in pairwise(said) for j in range(before + 1, after))
        is_even = len(steps) > 1 and min(steps) > 1 and max(steps) <= min(2 * min(steps), _STANZA)
        if is_even and all(content[j] and j not in copies for j in between):
            found.update(said[1:])
    return found


def _contents_copies(texts: Sequence[str], copies: Mapping[int, Copy]) -> set[int]:
    """Copies of a table of contents: lines that follow each other once, and come again each by itself, above its own text."""
    alone = {copy.of: i for i, copy in copies.items() if copy.run == 1 and len(texts[i].split()) >= _HEADING_WORDS}
    found: set[int] = set()
    for of, i in alone.items():
        after = alone.get(of + 1)
        if after is not None and after > i + 1 and any(has_prose(texts[j]) for j in range(i + 1, after)):
            found.update((i, after))
    return found


def _is_question(text: str) -> bool:
    return len(text) < _QUESTION and text.rstrip().endswith(("?", "？", "؟"))


def in_latin(text: str) -> int:
    """The length of a block in Latin letters."""
    return len(text) if text.isascii() or len(text) >= _PROSE else len(text) + (_WIDE_SAYS - 1) * len(_WIDE.findall(text))


def has_prose(text: str) -> bool:
    """Whether a block is a paragraph rather than a line of verse, a list or a menu."""
    if len(text) < 60 or len(text) >= _PROSE or text.isascii():
        return len(text) >= _PROSE
    return len(_WIDE.findall(text, 0, 80)) > 40


def _prose_runs(texts: Sequence[str], copies: Mapping[int, Copy]) -> set[int]:
    """The copies that stand in a run of at least two with a paragraph among them, and what was copied along with such runs."""
    found: set[int] = set()
    places = sorted(copies)
    at = 0
    while at < len(places):
        members = places[at : at + copies[places[at]].run]
        if len(members) > 1 and any(has_prose(texts[member]) for member in members):
            found.update(members)
        at += len(members)
    return found | _copied_along(copies, found)


def _copied_along(copies: Mapping[int, Copy], runs: Set[int]) -> set[int]:
    """Copies between runs, or just beside them, that stand as far below their first copy as the runs do: a stretch of the
    page was copied as a whole, and a few of its blocks changed."""
    distances: dict[int, list[int]] = {}
    for i in sorted(runs):
        distances.setdefault(i - copies[i].of, []).append(i)
    ends = {distance: (members[0], members[-1]) for distance, members in distances.items() if len(members) >= _LEAST_ALONG}
    return {
        i for i, copy in copies.items() if (span := ends.get(i - copy.of)) and span[0] - _BESIDE_RUN <= i <= span[1] + _BESIDE_RUN
    }
