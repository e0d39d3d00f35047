"""The headings of an article's parts: “Ingredients”, “Verdict”, “References”. All articles of a series have them, and other
documents having them says nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Sequence
from functools import cache
from importlib import resources
from itertools import takewhile
from string import capwords

import numpy as np

from triage.arrays import Array
from triage.clean.scoring.choosing import SHORT_PAGE
from triage.clean.scoring.features import PageLines
from triage.paragraphs import is_sentence

LEAST, LEAST_OF_WHOLE = 0.12, 0.2
"""The scores from which on a line below such a heading is content, on a short page and on a whole one."""
LEAST_OF_LIST = 0.28
"""The score that the doubtful lines of such a list have at least on the average: below the “Specifications” of a footer stand
links, of which the model believes less."""
_SENTENCE = 40
_AROUND = (("", ""), ("", ":"), ("", "："), ("", "?"), ("", " [edit]"), ("", "[edit]"), ("## ", ""), ("**", "**"), ("【", "】"))
_FIGURE = re.compile(r"[^\W\d][^:：.!?]{1,30}[:：][^\d]{0,12}\d.{0,30}$")
_NUMBER = " 0123456789-–"


def part_headings(lines: Sequence[str], counts: Sequence[int]) -> list[int]:
    """Which of the lines that so many other documents have are such headings, or the fields of a recipe. Above the first sentence
    they are a menu's, and a footer's where as many have what stands below. With the figures right below the heading of a list,
    “Weight: 41 kg”, which count as seen with others."""
    asked = [at for at, count in enumerate(counts) if count]
    known = _known()
    headings, fields, first = known["headings"], known["fields"], _first_sentence(lines) if asked else 0
    below = [(at, lines[at]) for at in asked if at > first]
    found = [at for at, line in below if line in headings or ((":" in line or line[-1:].isdigit()) and _named(line) in fields)]
    if not found:
        return found
    figures: list[int] = []
    for heading in found:
        if lines[heading] in known["lists"]:
            figures += takewhile(lambda at: _FIGURE.match(lines[at]), range(heading + 1, len(lines)))
    parts = {*found, *figures}
    footers = {heading for heading in found if lines[heading] in headings and _is_above_links(heading, counts, parts)}
    return [at for at in found if at not in footers] + figures


def _is_above_links(heading: int, counts: Sequence[int], parts: Container[int]) -> bool:
    below = next((at for at in range(heading + 1, len(counts)) if at not in parts), -1)
    return below >= 0 and counts[below] >= counts[heading]


def with_parts(kept: list[bool], scores: Array, page: PageLines, judged: Container[int]) -> list[bool]:
    """Which lines of a page are content, with the lists below such headings: what is offered or asked, what weighs how much. They
    end at a sentence, at a line that is `judged` by a rule, or that other documents have, too."""
    lists = _known()["lists"]
    if lists.isdisjoint(page.texts):
        return kept
    likely = np.flatnonzero(scores >= (LEAST if len(kept) <= SHORT_PAGE else LEAST_OF_WHOLE)).tolist()
    headings = [at for at in likely if page.texts[at] in lists]
    staying, first = list(kept), _first_sentence(page.texts)
    own = {at for at in likely if at > first and at not in judged and not (page.seen and page.seen[at])}
    for heading in own.intersection(headings):
        below = takewhile(lambda at: at in own and not is_sentence(page.texts[at].rstrip()), range(heading + 1, len(kept)))
        listed = [heading, *below]
        doubtful = [at for at in listed if not kept[at]]
        if len(listed) > 1 and doubtful and scores[doubtful].mean() >= LEAST_OF_LIST:
            staying[heading : listed[-1] + 1] = [True] * len(listed)
    return staying


def _first_sentence(lines: Sequence[str]) -> int:
    found = (at for at, line in enumerate(lines) if len(line) >= _SENTENCE and is_sentence(line.rstrip()))
    return next(found, len(lines))


def _named(line: str) -> str:
    """What stands before the value of a field, which is a number or stands behind a colon."""
    return line.partition(":")[0].strip() if ":" in line else line.rstrip(_NUMBER)


@cache
def _known() -> dict[str, frozenset[str]]:
    """The headings in all ways in which they are written, since a line is quicker looked up than folded."""
    raw = tomllib.loads(resources.files("triage.clean").joinpath("part_headings.toml").read_text(encoding="utf-8"))
    cases = {
        name: {form for text in texts for form in (text, text.upper(), text.lower(), capwords(text))}
        for name, texts in raw.items()
    }
    known = {
        name: frozenset([before + text + behind for text in texts for before, behind in _AROUND]) for name, texts in cases.items()
    }
    return {"lists": known["lists"], "headings": known["lists"] | known["headings"], "fields": frozenset(cases["fields"])}
