"""Widths in terminal cells, and word wrap as offsets of line starts.

One regular expression wraps text whose characters are all one cell wide; a paragraph with others is measured character
by character. Both are linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate

SHORT = 200
"""Characters up to which looking each one up is as quick as searching for odd ones."""


_CLOSING = frozenset("、。，．：；？！）］｝〉》」』】〕〗〙’”…·ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％")
"""What begins no line of Chinese or Japanese: it is taken to the next one with the sign before it."""


@cache
def _odd() -> re.Pattern[str]:
    """Whatever may not be one cell wide; too much costs only speed. A test compares with `rich.cells` for every character.
    Made when a long text first asks for it, since making it would keep the first frame waiting."""
    return re.compile(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0600-\u061f\u064b-\u0670\u06d6-\u06ed"
        "\u070f-\u074a\u07a6-\u07fd\u0816-\u0fff\u1000-\u109f\u1100-\u11ff\u135d-\u135f\u1712-\u18a9\u1920-\u1cff\u1dc0-\u1dff"
        "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u231a-\u232a\u23e9-\u23f3\u25fd-\u27bf\u2b1b-\u2b55\u2cef-\u2cf1\u2d7f"
        "\u2de0-\u303f\u3041-\uabff\ud7b0-\ud7ff\uac00-\ud7a3\ud800-\udfff\uf900-\ufaff\ufb1e\ufe00-\ufe6f\ufeff-\uffff"
        "\U00010000-\U0010ffff]"
    )


def _is_plain(text: str) -> bool:
    """Whether each character of a text is one cell wide, as far as that can be told at once."""
    return text.isascii() or (len(text) > SHORT and _odd().search(text) is None)


class _Widths(dict[str, int]):
    """The width of each character met so far."""

    def __missing__(self, char: str) -> int:
        from rich.cells import cell_len

        width = self[char] = cell_len(char)
        return width


_WIDTHS = _Widths()


def cells(text: str) -> int:
    """The number of terminal cells of a printable text."""
    if _is_plain(text):
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in exactly `width` cells: padded with blanks, or cut with an ellipsis."""
    length = cells(text)
    if length <= width:
        return text + " " * (width - length)
    room = max(0, width - len(ellipsis))
    if _is_plain(text):
        cut, used = text[:room], room
    else:
        ends = list(accumulate(map(_WIDTHS.__getitem__, text), initial=0))
        last = bisect_right(ends, room) - 1
        cut, used = text[:last], ends[last]
    return (cut + " " * (room - used) + ellipsis)[: len(cut) + width - used]


def fit_end(text: str, width: int, ellipsis: str = "…") -> str:
    """The end of the text in at most `width` cells, after an ellipsis where its beginning is cut: what tells paths apart."""
    if cells(text) <= width:
        return text
    return fit(text[::-1], width, ellipsis[::-1])[::-1].lstrip()


@lru_cache(maxsize=64)
def _pattern(width: int) -> re.Pattern[str]:
    return re.compile(rf"[^\n]{{0,{width}}}(?:\n| +\n?|\Z)|[^\n]{{{width}}}")


def _wrap_narrow(text: str, width: int) -> list[int]:
    return [found.start() for found in _pattern(width).finditer(text)]


def _before_closing(text: str, at: int, stop: int) -> int:
    """Where a line that starts at `at` ends instead of `stop`, so that the next one doesn't begin with what closes."""
    back = stop
    while back > at + 1 and text[back] in _CLOSING:
        back -= 1
    return stop if text[back] in _CLOSING or text[back] == " " else back


def _wrap_odd(text: str, base: int, width: int, out: list[int]) -> None:
    """Wraps one paragraph (without its line feed) of characters of any width; adds its line starts to `out`."""
    ends = list(accumulate(map(_WIDTHS.__getitem__, text), initial=0))
    at, length = 0, len(text)
    while True:
        out.append(base + at)
        stop = bisect_right(ends, ends[at] + width) - 1
        if stop >= length:
            return
        stop = max(stop, at + 1)
        if stop < length and text[stop] == " ":
            while stop < length and text[stop] == " ":  # blanks hang over the edge
                stop += 1
        else:
            blank = text.rfind(" ", at, stop)
            if blank > at and ord(text[min(stop, length - 1)]) < 0x2E80:  # Chinese and Japanese break anywhere
                stop = blank + 1
            elif stop < length:
                stop = _before_closing(text, at, stop)
        if stop >= length:
            return
        at = stop


def wrap(text: str, width: int) -> Sequence[int]:
    """The offsets at which the lines of a printable text start when wrapped to `width` cells.

    No line is wider, apart from blanks at its end and a single character that is wider than `width`. A line feed belongs
    to the line that it ends.
    """
    width = max(1, width)
    if text.isascii() or _odd().search(text) is None:
        starts = _wrap_narrow(text, width)
        if len(starts) > 1 and starts[-1] == len(text):  # the pattern matches once more at the end
            starts.pop()
        return starts or [0]
    out: list[int] = []
    at, length = 0, len(text)
    while at < length:
        feed = text.find("\n", at)
        end = length if feed < 0 else feed
        if _odd().search(text, at, end) is None:
            starts = _wrap_narrow(text[at:end], width)
            out += [at + start for start in starts if start < end - at] or [at]
        else:
            _wrap_odd(text[at:end], at, width, out)
        at = end + 1
    return out or [0]
