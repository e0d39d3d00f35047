"""Where a difference begins and ends, as a reader would have it.

What differs is found word by word, and says nothing of the signs around words; and of a sentence that only one text has, the
words that it shares with its neighbours may be taken for the neighbours'. So a difference takes the signs in that differ,
ends where a paragraph ends in both texts, and begins with a paragraph or a sentence where it could as well.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq, Postfix, Prefix

Span = tuple[int, int]
Hunk = tuple[Span, Span]
"""What stands in the left text and what in the right, one of them perhaps nothing."""

FARTHEST = 60  # words; a difference isn't moved farther
_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\w+|\n\s*|[^\w\s]")
_LINE_END = "\n"


def settled(left: str, right: str, found: Sequence[Hunk]) -> list[Hunk]:
    """The differences, in order and apart from each other by a word at least, with such edges."""
    return list(_with_signs(left, right, list(_moved_to_beginnings(left, right, found))))


class _Words:
    """Where the words of a text stand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.spans = [word.span() for word in _WORD.finditer(text)]
        self._starts = [start for start, _ in self.spans]

    def at(self, place: int) -> int:
        """The number of the first word from a place on."""
        return bisect_left(self._starts, place)

    def starts(self, number: int) -> int:
        """Where a word starts, or would where there are no more."""
        return self._starts[number] if number < len(self._starts) else len(self._text)

    def are_equal(self, one: int, other: int) -> bool:
        """Whether two of them are the same word."""
        here, there = (self._text[slice(*self.spans[number])] for number in (one, other))
        return here == there or here.casefold() == there.casefold()

    def begins(self, number: int) -> int:
        """How well it may begin with a word: 2 with that of a paragraph, 1 of a sentence, -1 inside of a figure, else 0."""
        before = self._text[self.spans[number - 1][1] if number else 0 : self._starts[number]]
        if before in (".", ",") and self._text[self._starts[number]].isdigit():
            return -1
        return 2 if not number or _LINE_END in before else int(any(sign in before for sign in ".!?;:。！？"))


def _moved_to_beginnings(left: str, right: str, found: Sequence[Hunk]) -> Iterator[Hunk]:
    """What only one text has may as well be some words earlier, where these are its last ones, too."""
    words: tuple[_Words, _Words] | None = None
    before: Hunk | None = None
    for number, hunk in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        lacking = [side for side in (0, 1) if hunk[side][0] == hunk[side][1]]
        if len(lacking) == 1:
            words = words or (_Words(left), _Words(right))
            hunk = _moved(words, hunk, lacking[0], before, after)
        yield hunk
        before = hunk


def _moved(words: tuple[_Words, _Words], hunk: Hunk, lacking: int, before: Hunk | None, after: Hunk | None) -> Hunk:
    """The difference moved to where it begins best, a word at least away from those beside it, so that they stay apart."""
    here, there = words[1 - lacking], words[lacking]
    first, end = here.at(hunk[1 - lacking][0]), here.at(hunk[1 - lacking][1])
    place = there.at(hunk[lacking][0])
    if first == end:
        return hunk
    low = max(first - FARTHEST, 0 if before is None else here.at(before[1 - lacking][1]) + 1)
    high = min(end + FARTHEST, len(here.spans) if after is None else here.at(after[1 - lacking][0]) - 1)
    steps = [0]
    while end + steps[-1] < high and here.are_equal(first + steps[-1], end + steps[-1]):
        steps.append(steps[-1] + 1)
    back = 0
    while first + back > low and here.are_equal(first + back - 1, end + back - 1):
        back -= 1
        steps.append(back)
    step = max(steps, key=lambda step: (here.begins(first + step), -abs(step)))
    at = there.starts(place + step) if step else hunk[lacking][0]
    span = (here.starts(first + step), here.spans[end + step - 1][1]) if step else hunk[1 - lacking]
    return ((at, at), span) if lacking == 0 else (span, (at, at))


def _with_signs(left: str, right: str, found: Sequence[Hunk]) -> Iterator[Hunk]:
    """Each difference with the signs beside it that differ, and cut where a line ends in both texts."""
    told = 0
    for number, (one, other) in enumerate(found):
        before = found[number - 1] if number else ((0, 0), (0, 0))
        after = found[number + 1] if number + 1 < len(found) else ((len(left),) * 2, (len(right),) * 2)
        one, other = _widened(left, one, before[0][1], after[0][0]), _widened(right, other, before[1][1], after[1][0])
        for part in _cut(left, right, one, other):
            here, there = _trimmed(left, right, *part)
            if there[0] == there[1]:
                there = _after_the_word(right, there[0], told)
            if _WORD.search(left, *here) or _WORD.search(right, *there):
                yield here, there
                told = there[1]


def _after_the_word(right: str, place: int, least: int) -> Span:
    """What is missing on the right is missed right after the word before, not in front of the next paragraph."""
    while place > least and right[place - 1].isspace():
        place -= 1
    return place, place


def _widened(text: str, span: Span, low: int, high: int) -> Span:
    """With all that stands between it and the words beside it."""
    start, end = span
    while start > low and not _is_of_word(text, start - 1):
        start -= 1
    while end < high and not _is_of_word(text, end):
        end += 1
    return start, end


def _is_of_word(text: str, at: int) -> bool:
    """Whether a character is one of a word, marks that combine with letters among them."""
    return text[at].isalnum() or text[at] == "_" or unicodedata.category(text[at])[0] == "M"


def _cut(left: str, right: str, one: Span, other: Span) -> Iterator[Hunk]:
    if _LINE_END in left[slice(*one)] and _LINE_END in right[slice(*other)]:
        pieces = [list(_PIECE.finditer(text, *span)) for text, span in ((left, one), (right, other))]
        named = [[_LINE_END if piece[0][0] == _LINE_END else piece[0].casefold() for piece in side] for side in pieces]
        for block in LCSseq.opcodes(*named).as_matching_blocks():
            for step in range(block.size):
                here, there = pieces[0][block.a + step], pieces[1][block.b + step]
                if here[0][0] == _LINE_END:
                    yield (one[0], here.start()), (other[0], there.start())
                    one, other = (here.end(), one[1]), (there.end(), other[1])
    yield one, other


def _trimmed(left: str, right: str, one: Span, other: Span) -> Hunk:
    """Without the words and signs that begin and end both, and the blanks that begin and end either."""
    (a, b), (c, d) = one, other
    same = Prefix.similarity(left[a:b], right[c:d])
    while same and (_is_in_word(left, a + same, b) or _is_in_word(right, c + same, d)):
        same -= 1
    a, c = a + same, c + same
    same = Postfix.similarity(left[a:b], right[c:d])
    while same and (_is_in_word(left, b - same, b, a) or _is_in_word(right, d - same, d, c)):
        same -= 1
    return _without_blanks(left, (a, b - same)), _without_blanks(right, (c, d - same))


def _is_in_word(text: str, at: int, end: int, start: int = 0) -> bool:
    """Whether a cut at a place between `start` and `end` would go through a word."""
    return start < at < end and _is_of_word(text, at - 1) and _is_of_word(text, at)


def _without_blanks(text: str, span: Span) -> Span:
    inside = text[slice(*span)]
    start = span[0] + len(inside) - len(inside.lstrip())
    return start, start + len(inside.strip())
