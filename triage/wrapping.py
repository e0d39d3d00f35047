"""Raw text into blocks, hard-wrapped paragraphs put together.

A line that was wrapped is full: the first word of the line below wouldn't have fitted. Whether a text was wrapped, and to
what width, is told by the sentences that go on across a line end: in a wrapped text one width explains nearly all of them,
in menus, verse and pages of a paragraph a line they are few, and of any length. Lines are then put together where full ones
stand below each other, whatever else the text holds.

Text that was set in type, as that of a PDF, stays a block a line: its lines are filled to a width that is no number of
characters, and between formulas and captions the line model judges them better than paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice, pairwise
from typing import NamedTuple, TypeAlias

from triage.paragraphs import Span, has_blank_line, is_sentence, lines_of

MOST_WIDTH = 160
_LEAST_WIDTH = 30
_LEAST_FILLED = 0.6  # of the width: a long word below leaves as much free
_LEAST_TELLING = int(_LEAST_WIDTH * _LEAST_FILLED)
_LEAST_TOLD = 3
_SHARE_TOLD = 0.78  # of the breaks: of those in type, or of headlines in Chinese, any width explains fewer
_SHARE_BEYOND = 0.1  # of the breaks: in a wrapped text no line is longer than its width, but for addresses
_SHARE_GOING_ON, _SHARE_FULL = 0.15, 0.5  # of the lines of a text without blank ones
_MOST_WIDTHS = 3  # of lists and quotations beside the text's own
_TELLING = 15  # a longer word below, an address, leaves a line of any length
_INDENT = " \t>\xa0\u3000"
_LOWER_BELOW = rf"(?=[{_INDENT}]*([^\W\dA-ZÀ-ÖØ-ÞΑ-ΩЀ-Я_]))"
_GOING_ON = re.compile(rf"\n{_LOWER_BELOW}(?<=[^\n]{{{_LEAST_TELLING - 1}}}[^\n.!?]\n)")
_GOING_ON_WITH_RETURN = re.compile(rf"(?:\r\n?|\n){_LOWER_BELOW}")
_LIST_MARK = re.compile(r"\s*(?:[-*+•·▪–—]|\[?\d{1,3}[.)\]]|[QA][.:])\s|\s{5,}[o#@=]\s")
_MARGIN = re.compile(r"[\s>]*")
_CELLS = re.compile(r"\S(?:[^\S\t]*\t| {3})\s*\S|\S\s\|\s")
_HARD_BREAKS = ("  ", "\\", "<br>", "<br/>", "<br />")
_UNSPACED = "\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"  # any of them may begin a line
_ALONE = re.compile(f"[{_UNSPACED}]")
_WIDE = re.compile(f"[{_UNSPACED}\u1100-\u115f\uac00-\ud7a3]")  # Korean is as wide, and written in words
_FIRST_WORD = re.compile(f"[{_UNSPACED}]|[^\\s{_UNSPACED}]*")

_Measure: TypeAlias = Callable[[str], int]


def spans_of(raw: str, *, wrapped: bool = True, header: int = 0) -> tuple[Span, ...]:
    """The blocks of `raw`, in order: all that isn't blank. `wrapped` allows to look for hard-wrapped paragraphs, none of which
    begins before `header`."""
    lines = lines_of(raw)
    going_on = _going_on(raw, lines, header) if wrapped else []
    if len(going_on) < _LEAST_TOLD or min(below - at for at, below in pairwise(going_on)) > 2:
        return tuple(lines)
    if len(going_on) < _SHARE_GOING_ON * len(lines) and raw.strip().count("\n") + 1 == len(lines):
        return tuple(lines)
    continued = _Text(raw, lines, going_on, header).continued()
    return _joined(lines, continued) if any(continued) else tuple(lines)


def may_be_wrapped(raw: str) -> bool:
    """Whether `spans_of` may put lines together: quicker told than which, and false of most texts."""
    return len(list(islice(_breaks(raw), _LEAST_TOLD))) == _LEAST_TOLD


def _joined(lines: Sequence[Span], continued: Sequence[bool]) -> tuple[Span, ...]:
    spans: list[Span] = []
    begin = lines[0][0]
    for (_, end), (after, _), goes_on in zip(lines, [*lines[1:], (0, 0)], [*continued, False], strict=True):
        if not goes_on:
            spans.append((begin, end))
            begin = after
    return tuple(spans)


def _breaks(raw: str, header: int = 0) -> Iterator[re.Match[str]]:
    """The line ends behind `header` at which a sentence may go on."""
    return (_GOING_ON_WITH_RETURN if "\r" in raw else _GOING_ON).finditer(raw, header)


def _going_on(raw: str, lines: Sequence[Span], header: int) -> list[int]:
    """The lines that a sentence seems to leave for the line below: they don't end as one does, and that begins in lower case or
    in letters without case. Asked of every page, so it is the pattern that goes through the text."""
    found = []
    for match in _breaks(raw, header):
        if match[1].isupper():
            continue
        line_end = match.start()
        at = bisect_left(lines, (line_end,)) - 1
        start, end = lines[at]
        is_line = end == line_end and _LEAST_TELLING <= end - start <= MOST_WIDTH and start >= header
        if is_line and not is_sentence(raw[start:end]):
            found.append(at)
    return found


def _columns(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


class _Break(NamedTuple):
    """The end of a line of `size`, which with the first word of the line below would have been of `more`."""

    size: int
    more: int


class _Width(NamedTuple):
    """What lines were filled to, as far as their ends tell: no less than `least`, no more than `most`."""

    least: int
    most: int

    def explains(self, one: _Break) -> bool:
        return one.size <= self.most and self.least < one.more


def _common_width(breaks: Sequence[_Break]) -> _Width:
    """The width that most breaks agree with."""
    changes = [0] * (3 * MOST_WIDTH)
    for size, more in breaks:
        changes[size] += 1
        changes[min(more, size + _TELLING)] -= 1
    agreeing = list(accumulate(changes))
    least = max(range(_LEAST_WIDTH, MOST_WIDTH), key=agreeing.__getitem__)
    beyond = (width for width in range(least, len(agreeing)) if agreeing[width] != agreeing[least])
    return _Width(least, next(beyond, least + 1) - 1)


class _Text:
    """The lines of a text in which sentences seem to go on below `going_on`."""

    def __init__(self, raw: str, lines: Sequence[Span], going_on: Sequence[int], header: int) -> None:
        self._raw, self._lines, self._header = raw, lines, header
        # Asked of a line once for itself, and again for those beside it.
        self._first_word, self._margin = cache(self._first_word_of), cache(self._margin_of)
        self._is_item, self._has_cells = cache(self._has_mark), cache(self._has_gap)
        self._going_on = {at for at in going_on if not self._is_item(at + 1)}
        telling = (at for at in self._going_on if not self._is_word(at) and not self._has_cells(at))
        # A line that is repeated tells no more than once.
        self._telling = sorted({self._line(at): at for at in telling}.values())
        self._is_wide = any(_WIDE.search(self._first_word(at + 1)) for at in self._telling)

    def continued(self) -> list[bool]:
        """For each line but the last whether its paragraph goes on below; none where nothing was wrapped."""
        full = self._full()
        if not full:
            return []
        apart = [has_blank_line(self._raw, one[1], two[0]) for one, two in pairwise(self._lines)]
        told = [at for at in self._telling if full[at]]
        in_runs = sum(any(full[max(0, at - 1) : at] + full[at + 1 : at + 2]) for at in told)
        if 3 * in_runs < len(told) or not (any(apart) or sum(full) >= _SHARE_FULL * len(full)):
            return []
        joins = [whole and not apart[at] and self._may_join(at) for at, whole in enumerate(full)]
        return self._aligned(self._in_sure_runs(joins, apart))

    def _full(self) -> list[bool]:
        """For each line but the last whether it is full; none where nothing was wrapped. To a number of columns or, as some
        programs do, of characters: whichever leaves fewer breaks unexplained."""
        measures: tuple[_Measure, ...] = (_columns, len) if self._is_wide else (_columns,)
        _, widths, measure = min(((*self._widths(measure), measure) for measure in measures), key=lambda found: found[0])
        if not widths:
            return []
        sizes = [self._size(at, measure) for at in range(len(self._lines))]
        widest = max(width.most for width in widths)
        fits = [size <= widest or self._is_word(at) for at, size in enumerate(sizes)]
        full = []
        for at, size in enumerate(sizes[:-1]):
            one = _Break(min(size, widest), self._more(at, size, measure))
            share = _LEAST_FILLED / (2 if at in self._going_on else 1)
            filled = any(share * width.least <= size and width.explains(one) for width in widths)
            full.append(fits[at] and fits[at + 1] and filled)
        return full

    def _widths(self, measure: _Measure) -> tuple[int, list[_Width]]:
        """How many breaks are explained by no width, and the widths to which the text was wrapped: its own, and those of lists
        and quotations. None where the first doesn't explain enough."""
        sizes = ((at, self._size(at, measure)) for at in self._telling)
        breaks = [_Break(size, self._more(at, size, measure)) for at, size in sizes]
        widths: list[_Width] = []
        rest = breaks
        while rest and len(widths) < _MOST_WIDTHS:
            width = _common_width(rest)
            left = [one for one in rest if not width.explains(one)]
            explained = len(rest) - len(left)
            if explained < max(_LEAST_TOLD, _SHARE_TOLD * sum(one.size >= width.least * _LEAST_FILLED for one in rest)):
                break
            widths.append(width)
            rest = left
        if widths and sum(one.size > widths[0].most for one in breaks) <= _SHARE_BEYOND * len(breaks):
            return len(rest), [] if self._is_beyond(widths[0].most, len(breaks) - len(rest)) else widths
        return len(rest), []

    def _is_beyond(self, width: int, agreeing: int) -> bool:
        """Whether too many lines, items of lists and addresses aside, are longer than the width of the text would allow."""
        longer = (at for at, (start, end) in enumerate(self._lines) if end - start > width)
        return sum(not self._is_word(at) and not self._is_item(at) for at in longer) > 2 * agreeing

    def _in_sure_runs(self, joins: Sequence[bool], apart: Sequence[bool]) -> list[bool]:
        """The joins of runs across which a sentence goes on, or that are all that stands between two blank lines: a heading may
        be as long as a line by chance. Above an address or a key no line has room, so that a row of them says nothing."""
        sure = [False] * len(joins)
        start = 0
        for at, joined in enumerate([*joins, False]):
            if joined:
                continue
            alone = (start == 0 or apart[start - 1]) and (at == len(joins) or apart[at])
            words = [one for one in range(start, at) if self._is_of_words(one)]
            if any(one in self._going_on for one in words) or (alone and 2 * len(words) >= at - start):
                sure[start:at] = [True] * (at - start)
            start = at + 1
        return sure

    def _aligned(self, joins: Sequence[bool]) -> list[bool]:
        """The joins of lines that begin below each other; a first line may stand further in or out."""
        aligned = list(joins)
        for at, joined in enumerate(joins):
            if not joined:
                continue
            margin, below = self._margin(at), self._margin(at + 1)
            if abs(below - margin) > 1:
                is_first = at == 0 or not aligned[at - 1]
                mark = _LIST_MARK.match(self._line(at))
                aligned[at] = is_first and (below < margin if mark is None else below <= mark.end() + 3)
        return aligned

    def _may_join(self, at: int) -> bool:
        line, below = self._line(at), self._line(at + 1)
        if self._lines[at][0] < self._header or self._is_item(at + 1) or line.endswith(_HARD_BREAKS):
            return False
        if not (_has_letter(line) and _has_letter(below)) or self._has_cells(at + 1):
            return False
        quoted, quoted_below = (text[: self._margin(n)].count(">") for text, n in ((line, at), (below, at + 1)))
        if quoted != quoted_below or not self._has_cells(at):
            return quoted == quoted_below
        mark = _LIST_MARK.match(line)
        return mark is not None and _CELLS.search(line, mark.end()) is None

    def _line(self, at: int) -> str:
        start, end = self._lines[at]
        return self._raw[start:end]

    def _first_word_of(self, at: int) -> str:
        """The first word of a line, or what stands for it: an ideograph."""
        start, end = self._lines[at]
        found = _FIRST_WORD.match(self._raw[start : min(end, start + 2 * MOST_WIDTH)].lstrip(_INDENT))
        return found.group() if found else ""

    def _margin_of(self, at: int) -> int:
        start, end = self._lines[at]
        found = _MARGIN.match(self._raw, start, end)
        return found.end() - start if found else 0

    def _size(self, at: int, measure: _Measure) -> int:
        start, end = self._lines[at]
        return measure(self._raw[start:end]) if end - start <= MOST_WIDTH else end - start

    def _more(self, at: int, size: int, measure: _Measure) -> int:
        word = self._first_word(at + 1)
        if _ALONE.match(word):
            return size + (1 if measure is len else 4)  # a comma, which may begin no line, takes the sign before it along
        return size + measure(word) + (not _ALONE.match(self._raw[self._lines[at][1] - 1]))

    def _has_mark(self, at: int) -> bool:
        return _LIST_MARK.match(self._raw, *self._lines[at]) is not None

    def _has_gap(self, at: int) -> bool:
        return _CELLS.search(self._line(at)) is not None

    def _is_of_words(self, at: int) -> bool:
        return len(self._first_word(at + 1)) <= _TELLING

    def _is_word(self, at: int) -> bool:
        """Whether a line is one long word, as addresses are, which no width can break."""
        line = self._line(at)
        return len(line.split(None, 1)) == 1 and not _WIDE.search(line)


def _has_letter(line: str) -> bool:
    return any(map(str.isalpha, line))
