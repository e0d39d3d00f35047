"""Tables in bare text: where the tags are gone, each cell of one is a line of its own.

One by one the cells of a table look like menus and counters, and stand in other documents as numbers do; a page would keep some
of them. Together they are what an editor keeps or leaves as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage.clean.copies.natural import in_latin

_CELL = 40  # characters; longer lines are no cells
_LEAST_CELLS = 12
_NUMBERS = 0.35  # of the cells at least
_GAP = 6  # so many cells after a number comes another, or the table has ended
_HEADS = 6  # cells above the first number, at most
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]")
_FEW_LETTERS = 3
_LETTERS_OF_NUMBER = 0.4


def find_tables(lines: Sequence[str]) -> list[range]:
    """The places of the lines that are tables: twelve or more short lines on end, a third of which are numbers."""
    has_digit = _DIGIT.search
    numbers = [at for at, line in enumerate(lines) if len(line) < _CELL and has_digit(line) and _is_number(line)]
    if len(numbers) < _NUMBERS * _LEAST_CELLS:
        return []
    found: list[range] = []
    first = 0
    for place, at in enumerate(numbers, 1):
        after = numbers[place] if place < len(numbers) else len(lines)
        if place < len(numbers) and after - at <= _GAP and all(_is_cell(lines[between]) for between in range(at + 1, after)):
            continue
        start = _above(lines, numbers[first], found[-1].stop if found else 0)
        if at + 1 - start >= _LEAST_CELLS and place - first >= _NUMBERS * (at + 1 - start):
            found.append(range(start, at + 1))
        first = place
    return found


def _above(lines: Sequence[str], number: int, least: int) -> int:
    """Where a table begins whose first number is known: what names its columns and rows."""
    start = number
    while start > max(least, number - _HEADS) and _is_cell(lines[start - 1]):
        start -= 1
    return start


def _is_cell(line: str) -> bool:
    return len(line) < _CELL and in_latin(line) < _CELL


def _is_number(line: str) -> bool:
    """Whether a line with a digit says a figure, with a unit, a rank or a sign, and not a name."""
    return len(_LETTERS.findall(line)) <= max(_FEW_LETTERS, _LETTERS_OF_NUMBER * len(line))
