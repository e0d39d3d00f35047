"""Which lines of a page are content, given the score of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from triage.clean.features import PageLines

Array: TypeAlias = npt.NDArray[Any]

CONTENT_FROM = 0.5
"""From this score on a line is content on any page."""
# Scores are of single precision, and so is what they are compared with.
LEAST_CONTENT = float(np.float32(0.35))
"""Below this score a line is content on no page."""
CONTENT_AT_EDGE = float(np.float32(0.65))
"""From this score on a short line at the edge of the article is content."""
_LINE_WEIGHT = 3.0
_PARAGRAPH, _SHORT = 100, 60
_LEAST_PARAGRAPHS = 3
_EDGE_LINES = 10
_FEW = 30  # lines; up to so many plain Python is quicker than the fixed costs of arrays


def content_lines(scores: Array, page: PageLines, least: float = LEAST_CONTENT) -> list[bool]:
    """Which lines of `page` are content: as many of the best as make the expected F1 of the page largest, none below `least`.

    With a fixed threshold a page of doubtful lines would lose all of them; here it keeps the best of what it has. Short lines
    just above the first paragraph or below the last (names, dates, credits, links) cost little F1 either way, but a page that
    keeps one isn't exactly right: they must be surer.
    """
    listed: list[float] = scores.tolist()
    if not listed:
        return []
    lengths = [len(text) for text in page.texts]
    best = _last_of_best_few(listed, lengths) if len(listed) <= _FEW else _last_of_best(scores, lengths)
    threshold = min(max(best, least), CONTENT_FROM)
    kept = [score >= threshold for score in listed]
    paragraphs = [at for at, keeps in enumerate(kept) if keeps and lengths[at] >= _PARAGRAPH]
    if len(paragraphs) >= _LEAST_PARAGRAPHS:
        first, last = paragraphs[0], paragraphs[-1]
        for edge in (range(max(0, first - _EDGE_LINES), first), range(last + 1, min(len(kept), last + 1 + _EDGE_LINES))):
            for at in edge:
                kept[at] = kept[at] and (lengths[at] >= _SHORT or listed[at] >= CONTENT_AT_EDGE)
    return kept


def _last_of_best(scores: Array, lengths: Sequence[int]) -> float:
    """The lowest score among as many of the best lines as make the expected F1 largest."""
    order = np.argsort(-scores, kind="stable")
    sizes = np.array(lengths, np.float64)[order] + _LINE_WEIGHT
    expected = np.cumsum(scores[order] * sizes)
    gain = expected / (np.cumsum(sizes) + expected[-1])
    return float(scores[order[np.argmax(gain)]])


def _last_of_best_few(scores: Sequence[float], lengths: Sequence[int]) -> float:
    """The same, number for number, for few lines."""
    order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)  # stable, as the other one
    whole = 0.0
    for at in order:
        whole += scores[at] * (lengths[at] + _LINE_WEIGHT)
    expected = size = 0.0
    found, most = scores[order[0]], -1.0
    for at in order:
        own = lengths[at] + _LINE_WEIGHT
        expected += scores[at] * own
        size += own
        gain = expected / (size + whole)
        if gain > most:
            found, most = scores[at], gain
    return found
