"""Text from documents made safe to draw: what isn't printable becomes one visible character.

The length stays, so that offsets of blocks and matches hold. What is replaced: control characters (a terminal obeys
them), direction controls (they reorder what stands beside them), characters without width and modifiers (terminals
disagree about the width of what they join), lone surrogates.
"""

from __future__ import annotations

import re
from functools import cache

DOT = "·"
UNKNOWN = "\ufffd"

# Of category Cf, or invisible, or of a width that depends on the neighbours. A test compares with `unicodedata`.
_INVISIBLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x600, 0x605), (0x61C, 0x61C), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891),
    (0x8E2, 0x8E2), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x2028, 0x202E),
    (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB),
    (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1345F), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0x1F3FB, 0x1F3FF), (0xE0000, 0xE0FFF),
)  # fmt: skip


@cache
def _table() -> dict[int, str]:
    """What is drawn for each: made for the first text that needs it, which few first screens do."""
    table = {code: chr(0x2400 + code) for code in range(0x20) if code != 10}
    table[9] = " "
    table[0x7F] = "\u2421"
    table |= dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), UNKNOWN)
    for first, last in _INVISIBLE:
        table |= dict.fromkeys(range(first, last + 1), DOT)
    # A pair of regional indicators is a flag of two cells here and four there; as letters it is the same everywhere.
    return table | {0x1F1E6 + i: chr(ord("A") + i) for i in range(26)}


@cache
def _unsafe() -> re.Pattern[str]:
    """What has to change. To find it is 20 times as fast as translating all of a long text that isn't ASCII."""
    return re.compile(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\U0001f1e6-\U0001f1ff"
        + "".join(f"{chr(first)}-{chr(last)}" for first, last in _INVISIBLE)
        + "]+"
    )


def printable(text: str) -> str:
    """The text with one visible character for each that isn't printable; the line feed stays."""
    if text.isascii() and text.isprintable():
        return text
    # The carriage return of a Windows line end is no oddity that an editor needs to see.
    text = text.replace("\r\n", " \n")
    return text.translate(_table()) if text.isascii() else _unsafe().sub(lambda found: found[0].translate(_table()), text)


def one_line(text: str) -> str:
    """Printable text without line feeds, for a title, a path, a message."""
    return printable(text).replace("\n", " ")
