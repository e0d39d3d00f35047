"""Runs: a line as pieces of text, each with the name of a style. Which colours a style has is the screen's business."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from triage.widths import cells, fit

Run = tuple[str, str]


def clip(runs: Iterable[Run], width: int, ellipsis: str = "…") -> list[Run]:
    """The runs in exactly `width` cells: padded, or cut with an ellipsis."""
    out: list[Run] = []
    used, style = 0, ""
    for text, style in runs:
        length = cells(text)
        if used + length > width:
            out.append((fit(text, width - used, ellipsis), style))
            used = width
            break
        if text:
            out.append((text, style))
        used += length
    if used < width:
        out.append((" " * (width - used), style))
    return [run for run in out if run[0]]


def flow(pieces: Iterable[list[Run]], width: int, gap: str = "   ") -> list[list[Run]]:
    """Pieces one after the other, with a gap between two; one that has no room left begins a line."""
    lines: list[list[Run]] = []
    for piece in pieces:
        if lines and run_cells(lines[-1]) + cells(gap) + run_cells(piece) <= width:
            lines[-1] += [(gap, ""), *piece]
        else:
            lines.append(piece)
    return lines


def run_cells(runs: Iterable[Run]) -> int:
    """The cells that the runs take together."""
    return sum(cells(text) for text, _ in runs)


def restyle(runs: Iterable[Run], start: int, end: int, style: str) -> list[Run]:
    """The runs with characters `start` to `end`, counted over all of them, in another style."""
    out: list[Run] = []
    at = 0
    for text, own in runs:
        first, last = (max(0, min(len(text), edge - at)) for edge in (start, end))
        out += [(text[:first], own), (text[first:last], style), (text[last:], own)]
        at += len(text)
    return [run for run in out if run[0]]


def find_words(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in a text, whatever their case: `(start, end)` in order, without overlaps."""
    wanted = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return []
    pattern = re.compile("|".join(map(re.escape, wanted)), re.IGNORECASE)
    return [found.span() for found in pattern.finditer(text)]


def mark_words(runs: Sequence[Run], words: Sequence[str], style: str = "match") -> list[Run]:
    """The runs with every occurrence of a word, whatever its case, in another style."""
    wanted = [word.casefold() for word in words if word]
    out: list[Run] = []
    for text, own in runs:
        folded = text.casefold()
        if len(folded) != len(text):  # a case that changes the length: offsets would be wrong
            folded = text.lower() if len(text.lower()) == len(text) else text
        at = 0
        while wanted:
            hits = [(found, -len(word)) for word in wanted if (found := folded.find(word, at)) >= 0]
            if not hits:
                break
            start, negative = min(hits)
            out += [(text[at:start], own), (text[start : start - negative], style)]
            at = start - negative
        out.append((text[at:], own))
    return [run for run in out if run[0]]
