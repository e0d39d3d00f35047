"""Scripts that are written without spaces between words, as ranges of code points, first and last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Range: TypeAlias = tuple[int, int]

RARE_IDEOGRAPHS: Range = (0x20000, 0x3FFFF)
"""Those beyond the basic plane: two planes of Han and nothing else."""
IDEOGRAPHS: tuple[Range, ...] = (
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    RARE_IDEOGRAPHS,
)
"""Han and kana, of which a character says as much as a short word."""
UNPARTED: tuple[Range, ...] = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
)
"""Alphabets of which words stand without a space between, and most sentences without a sign at their end."""
UNSPACED = IDEOGRAPHS + UNPARTED


def as_set(ranges: Iterable[Range]) -> str:
    """The set of a regular expression that has the characters of the ranges."""
    return f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in ranges)}]"
