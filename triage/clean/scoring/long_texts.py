"""Pages that are text throughout and as long as a book: minutes, collected columns, a year's diary.

Of pages as long the line model has only seen articles with a great many comments, and would throw most of such a text away. So it
is shown them in parts of the length of an article.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from triage.clean.scoring.features import PageLines
from triage.paragraphs import is_sentence

_SENTENCES = ((500, 0.45), (200, 0.7))
"""From so many lines on, a page is a long text if such a share of them ends as sentences do; comments have names and dates."""
_PARAGRAPH = 100  # characters that say so without an end: not all scripts have one
_PART = 100  # lines


def parts_of(page: PageLines) -> list[range]:
    """The stretches of lines that are to be judged each by itself: one of all lines, but for long texts."""
    size = len(page.texts)
    if not _is_long_text(page):
        return [range(size)]
    count = -(-size // _PART)
    cuts = [size * n // count for n in range(count + 1)]
    return [range(begin, end) for begin, end in pairwise(cuts)]


def part(page: PageLines, lines: range) -> PageLines:
    """A stretch of lines as a page of its own."""
    if len(lines) == len(page.texts):
        return page
    chosen = slice(lines.start, lines.stop)
    return replace(page, texts=page.texts[chosen], seen=None if page.seen is None else page.seen[chosen])


def _is_long_text(page: PageLines) -> bool:
    size = len(page.texts)
    least = next((share for lines, share in _SENTENCES if size >= lines), None)
    return least is not None and sum(map(_is_ended, page.texts)) >= least * size


def _is_ended(line: str) -> bool:
    return len(line) >= _PARAGRAPH or is_sentence(line.rstrip())
