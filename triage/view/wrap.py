"""Word wrap as offsets of line starts.

One regular expression wraps text whose characters are all one cell wide; a paragraph with others is measured character
by character. Both are linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from triage.widths import ends_of, odd

_CLOSING = frozenset("、。，．：；？！）］｝〉》」』】〕〗〙’”…·ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％")
"""What begins no line of Chinese or Japanese: it is taken to the next one with the sign before it."""


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
    ends = ends_of(text)
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
    if text.isascii() or odd().search(text) is None:
        starts = _wrap_narrow(text, width)
        if len(starts) > 1 and starts[-1] == len(text):  # the pattern matches once more at the end
            starts.pop()
        return starts or [0]
    out: list[int] = []
    at, length = 0, len(text)
    while at < length:
        feed = text.find("\n", at)
        end = length if feed < 0 else feed
        if odd().search(text, at, end) is None:
            starts = _wrap_narrow(text[at:end], width)
            out += [at + start for start in starts if start < end - at] or [at]
        else:
            _wrap_odd(text[at:end], at, width, out)
        at = end + 1
    return out or [0]
