"""Runs: a line as pieces of text, each with the name of a style. Which colours a style has is the screen's business."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.view.wrap import cells, fit

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


def run_cells(runs: Iterable[Run]) -> int:
    """The cells that the runs take together."""
    return sum(cells(text) for text, _ in runs)


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
