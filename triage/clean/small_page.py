"""Care where there is little text: the line model knows whole pages, and takes short articles for what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.clean.natural import has_prose

SMALL_PAGE = 8
"""Blocks of a page of which nothing is known but its text."""
_MIDDLING_PAGE = 30
_MOSTLY_PROSE = 0.8
_MOSTLY_KEPT = 0.6
_SURELY_NOT = 0.1
_LIKELY_NOT = 0.35
_LEAST_PROSE = 60


def least_score(texts: Sequence[str], judged: Sequence[int], content: Sequence[bool]) -> float:
    """Above which score nothing of a page is dropped; 1 where the page isn't small. `judged`: the blocks that are left to the
    model, `content`: what it says of each block."""
    kept = sum(1 for at in judged if content[at])
    prose = sum(1 for at in judged if _is_prose(texts[at]))
    if len(judged) < SMALL_PAGE or prose >= _MOSTLY_PROSE * len(judged):
        return _SURELY_NOT
    return _LIKELY_NOT if len(judged) <= _MIDDLING_PAGE and kept >= _MOSTLY_KEPT * len(judged) else 1.0


def end_of_article(texts: Sequence[str], dropped: Iterable[int]) -> int:
    """The first of the blocks that rules `dropped` with no prose below it. What follows, such as titles below “Most read”, is as
    likely to be no content as at the end of any page."""
    gone = set(dropped)
    last = next((at for at in reversed(range(len(texts))) if at not in gone and _is_prose(texts[at])), -1)
    return min((at for at in gone if at > last), default=len(texts))


def _is_prose(text: str) -> bool:
    return len(text) >= _LEAST_PROSE and has_prose(text)
