"""Raw text into blocks: runs that are judged as one, with exact offsets.

A block is a line that isn't blank, without its line end. Text that was wrapped by hand or by a mail program, and only that,
is put together again: there a block is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_RARE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LIST_MARK = re.compile(r"\s*(?:[-*•·▪–—>]|\d{1,3}[.)]|[QA][.:])\s")
_LEAST_WIDTH, MOST_WIDTH = 40, 160  # characters
_LEAST_WRAPPED = 4
_SHARE_WRAPPED = 0.85
CLOSERS = "\"'”’»)]】」』 \xa0\u202f"  # in French with a space before
_ENDS = tuple(".!?。！？…।؟")


def lines_of(raw: str) -> list[Span]:
    """The lines of `raw` that hold more than white space."""
    if any(end in raw for end in _RARE_ENDS):
        return [match.span() for match in _LINE.finditer(raw) if not match.group().isspace()]
    spans, start = [], 0
    for line in raw.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            spans.append((start, end))
        start = end + 1
    return spans


def has_blank_line(raw: str, start: int, end: int) -> bool:
    """Whether the text between two blocks, `raw[start:end]`, holds a blank line, so that they are paragraphs of their own."""
    return end - start > 1 and (raw.startswith("\n\n", start, end) or len(_LINE_END.findall(raw, start, end)) > 1)


def spans_of(raw: str, *, wrapped: bool = True) -> tuple[Span, ...]:
    """The blocks of `raw`; `wrapped` allows to look for hard-wrapped paragraphs."""
    lines = lines_of(raw)
    if not wrapped or len(lines) < _LEAST_WRAPPED:
        return tuple(lines)
    ends_paragraph = [has_blank_line(raw, one[1], two[0]) for one, two in pairwise(lines)] + [True]
    full = _full_lines(raw, lines, ends_paragraph)
    return _joined(raw, lines, ends_paragraph, full) if full else tuple(lines)


def _full_lines(raw: str, lines: Sequence[Span], ends_paragraph: Sequence[bool]) -> list[bool]:
    """For each line whether the first word of the next would not have fitted; empty where the text isn't hard-wrapped."""
    inner = [i for i, ends in enumerate(ends_paragraph) if not ends]
    if len(inner) < _LEAST_WRAPPED or sum(ends_paragraph) < 2:
        return []
    sizes = sorted(lines[i][1] - lines[i][0] for i in inner)
    width = sizes[len(sizes) * 95 // 100]
    if not _LEAST_WIDTH <= width <= MOST_WIDTH:
        return []
    full = [False] * len(lines)
    for i in inner:
        (start, end), (after, stop) = lines[i], lines[i + 1]
        first_word = raw[after : min(stop, after + MOST_WIDTH)].split()[:1] or [""]
        full[i] = width * 0.6 <= end - start and end - start + 1 + len(first_word[0]) >= width
    return full if sum(full) >= _SHARE_WRAPPED * len(inner) else []


def _joined(raw: str, lines: Sequence[Span], ends_paragraph: Sequence[bool], full: Sequence[bool]) -> tuple[Span, ...]:
    """Full lines put together with the line below; a line that isn't full ends its block, and a list item begins one."""
    spans: list[Span] = []
    begin = lines[0][0]
    for i, (_, end) in enumerate(lines):
        last = i + 1 == len(lines)
        if last or ends_paragraph[i] or not full[i] or _LIST_MARK.match(raw, lines[i + 1][0], lines[i + 1][1]):
            spans.append((begin, end))
            begin = end if last else lines[i + 1][0]
    return tuple(spans)


def flat(text: str) -> str:
    """The text of a block on one line."""
    return _LINE_END.sub(" ", text)


def is_sentence(line: str) -> bool:
    """Whether a stripped line ends as sentences do, quotes and brackets behind that left aside."""
    return line.rstrip(CLOSERS).endswith(_ENDS)
