"""Articles that were fetched page by page and joined: where a page began or ended there stands “Page 2 of 3”.

What follows such a line and its links in the dump of a single page is no part of the article, which is what the line model has
learned. Where the pages are counted on through a text the article goes on behind each of these lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from triage.clean.verdict import Verdict
from triage.paragraphs import is_sentence

RULE = "page-turn"
LEAST = 0.2
"""The score from which on a paragraph of such an article is content."""
_NUMBER = re.compile(r"\d+")
_PARAGRAPH = 60


def with_joined(kept: list[bool], scores: Sequence[float], texts: Sequence[str], verdicts: Mapping[int, Verdict]) -> list[bool]:
    """Which lines are content, with the paragraphs of further pages: `verdicts` tell where these turn."""
    turns = sorted(at for at, said in verdicts.items() if said.rule == RULE)
    if len(turns) < 2 or not _count_on(turns, texts):
        return kept
    return [
        keeps or (lies and scores[at] >= LEAST and _is_paragraph(texts[at]))
        for at, (keeps, lies) in enumerate(zip(kept, _between(turns, texts), strict=True))
    ]


def _count_on(turns: Sequence[int], texts: Sequence[str]) -> bool:
    """Whether each of the lines tells the next page of as many."""
    told = [[int(number) for number in _NUMBER.findall(texts[at])[:2]] for at in turns]
    return all(len(one) == 2 for one in told) and all(
        after[0] == before[0] + 1 and after[1] == before[1] for before, after in pairwise(told)
    )


def _between(turns: Sequence[int], texts: Sequence[str]) -> list[bool]:
    """Which lines stand behind the first of these lines, and not below the last page, if that line is the foot of it."""
    first, last = turns[0], turns[-1]
    page, pages = map(int, _NUMBER.findall(texts[last])[:2])
    is_foot = page == pages and any(_is_paragraph(text) for text in texts[:first])
    return [first < at < (last if is_foot else len(texts)) for at in range(len(texts))]


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PARAGRAPH and is_sentence(text.strip())
