"""Two texts laid side by side as one text to be read: what is the same, what only one has, what changed, what moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from triage.match.diff_bounds import settled
from triage.match.explanation import explain
from triage.model.copies import Comparison, Fate, Passage, Span

ISLAND = 2  # words; fewer or as many equal ones between two long differences are chance, and would only cut them up
LONG = 6  # words of both sides together, from which a difference is long
MOVED = 5  # words, from which a passage that stands elsewhere in the other text is called moved
MOVED_SHARE = 0.8
UNALIGNED = 20_000  # characters; a shorter pair is always aligned

_WORD = re.compile(r"\w+")
_FIGURE_OR_WORD = re.compile(r"[^\W_]*\d(?:[\w.,:%/-]*\w)?%?|\w+")


def compare(left: str, right: str) -> Comparison:
    """Lays `right` beside `left`; read in order, the right sides of the passages are the whole of `right`."""
    pair = explain(left, right)
    shares = pair.left_in_right, pair.right_in_left
    if not pair.differences and min(shares) < 1 and max(len(left), len(right)) > UNALIGNED:
        return Comparison((), *shares, aligned=False)
    merged = settled(left, right, _without_islands(left, right, [(one.left, one.right) for one in pair.differences]))
    moved = _Moved(left, right)
    found = tuple(_passages(left, right, merged, moved))
    only_left = sum(_count(left, p.left) for p in found if p.kind in (Fate.CHANGED, Fate.REMOVED))
    only_right = sum(_count(right, p.right) for p in found if p.kind in (Fate.CHANGED, Fate.ADDED))
    facts = sum(len(p.left_facts) for p in found), sum(len(p.right_facts) for p in found)
    return Comparison(found, *shares, (only_left, only_right), facts)


def _count(text: str, span: Span) -> int:
    return sum(1 for _ in _WORD.finditer(text, *span))


def _without_islands(left: str, right: str, found: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    out: list[tuple[Span, Span]] = []
    sizes: list[int] = []
    for one, other in found:
        size = _count(left, one) + _count(right, other)
        if out:
            (a, _), (c, d) = out[-1]
            if _count(right, (d, other[0])) <= ISLAND and sizes[-1] >= LONG <= size:
                out[-1] = (a, one[1]), (c, other[1])
                sizes[-1] += size
                continue
        out.append((one, other))
        sizes.append(size)
    return out


class _Moved:
    """Tells whether a passage of one side stands elsewhere in the other; its tables are made when first asked for."""

    def __init__(self, left: str, right: str) -> None:
        self._texts = left, right
        self._known: dict[int, set[tuple[str, ...]]] = {}

    def __call__(self, side: int, span: Span) -> bool:
        words = _WORD.findall(self._texts[side][slice(*span)].casefold())
        if len(words) < MOVED:
            return False
        other = self._known.get(side)
        if other is None:
            other = self._known[side] = set(_threes(_WORD.findall(self._texts[1 - side].casefold())))
        threes = _threes(words)
        return sum(three in other for three in threes) >= MOVED_SHARE * len(threes)


def _threes(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _passages(left: str, right: str, found: Sequence[tuple[Span, Span]], moved: _Moved) -> Iterator[Passage]:
    vocabularies = {word.casefold() for word in _WORD.findall(left)}, {word.casefold() for word in _WORD.findall(right)}
    at, there = 0, 0
    for one, other in [*found, ((len(left), len(left)), (len(right), len(right)))]:
        if at < one[0] or there < other[0]:
            yield Passage(Fate.SAME, (at, one[0]), (there, other[0]))
        at, there = one[1], other[1]
        if one[0] == one[1] and other[0] == other[1]:
            continue
        if other[0] == other[1]:
            away = moved(0, one)
            facts = () if away else tuple(_facts(left, one, vocabularies[1]))
            yield Passage(Fate.MOVED_AWAY if away else Fate.REMOVED, one, other, facts)
        elif one[0] == one[1]:
            here = moved(1, other)
            facts = () if here else tuple(_facts(right, other, vocabularies[0]))
            yield Passage(Fate.MOVED_HERE if here else Fate.ADDED, one, other, (), facts)
        else:
            facts = tuple(_facts(left, one, vocabularies[1]))
            yield Passage(Fate.CHANGED, one, other, facts, tuple(_facts(right, other, vocabularies[0])))


def _facts(text: str, span: Span, other: set[str]) -> Iterator[Span]:
    """Figures, and words with a capital that the other text doesn't have at all."""
    for word in _FIGURE_OR_WORD.finditer(text, *span):
        found = word[0]
        is_figure = any(map(str.isdigit, found))
        if (is_figure or found[0].isupper()) and any(part.casefold() not in other for part in _WORD.findall(found)):
            yield word.span()
