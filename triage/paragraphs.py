"""Lines and paragraphs of raw text, with exact offsets.

A line, without its line end, is a block, which is judged as one, if it isn't blank; `wrapping` puts together those that were
wrapped by hand or by a program.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
RARE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
CLOSERS = "\"'”’»)]】」』 \xa0\u202f"  # in French with a space before
_ENDS = tuple(".!?。！？…।؟")


def lines_of(raw: str) -> list[Span]:
    """The lines of `raw` that hold more than white space."""
    if any(end in raw for end in RARE_ENDS):
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
    return end - start > 1 and (raw.startswith("\n\n", start, end) or len(LINE_END.findall(raw, start, end)) > 1)


def flat(text: str) -> str:
    """The text of a block on one line."""
    return LINE_END.sub(" ", text)


def is_sentence(line: str) -> bool:
    """Whether a stripped line ends as sentences do, quotes and brackets behind that left aside."""
    return line.rstrip(CLOSERS).endswith(_ENDS)
