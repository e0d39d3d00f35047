"""The second look: what the first look's scores of the other lines of the page say about a line."""

from __future__ import annotations

import numpy as np

from triage.arrays import Array
from triage.clean.lines.page_index import PageIndex
from triage.clean.scoring.features_line import Columns

_WINDOWS = ((-3, -1), (-10, -1), (-40, -1), (1, 3), (1, 10), (1, 40))
_WINDOW_NAMES = ("3_above", "10_above", "40_above", "3_below", "10_below", "40_below")


def second_columns(index: PageIndex, first: Array, log_words: Array) -> Columns:
    """Columns from `first`, the first look's probabilities, and the lines' sizes."""
    # Whole steps of 1/1000: scores that differ by a rounding of the last digit must not choose different branches.
    score = np.rint(first * 1000) / 1000
    words = np.minimum(np.expm1(log_words), 60.0)
    expected = score * words
    columns: Columns = {"second.own": score}
    for offset in (-1, 1, -2, 2, -3, 3):
        side = f"{abs(offset)}_{'above' if offset < 0 else 'below'}"
        columns[f"second.near_{side}"] = index.neighbour(score, offset, -1.0)
    columns |= _windows(index, score, expected)
    columns |= _runs(index, score, words)
    columns |= _outward(index, score, words)
    return columns


def _windows(index: PageIndex, score: Array, expected: Array) -> Columns:
    cumulated = index.cumulated(np.stack([score, expected / 60.0]))
    columns: Columns = {}
    for (begin, end), side in zip(_WINDOWS, _WINDOW_NAMES, strict=True):
        columns[f"second.mean_{side}"], columns[f"second.mass_{side}"] = index.window_mean(cumulated, begin, end)
    total = index.cumulated(expected)
    whole = np.maximum(1e-3, index.sum_between(total, index.first, index.stop))
    columns["second.text_above"] = index.sum_between(total, index.first, index.line) / whole
    columns["second.text_below"] = index.sum_between(total, np.minimum(index.line + 1, index.stop), index.stop) / whole
    columns["second.page_text"] = np.log1p(whole)
    columns["second.page_best"] = index.page_max(score)[index.page]
    return columns


def _runs(index: PageIndex, score: Array, words: Array) -> Columns:
    columns: Columns = {}
    for name, threshold in (("strict", 0.55), ("even", 0.4), ("lenient", 0.2)):
        begin, stop = index.best_run((score - threshold) * (words + 3.0))
        first, last = begin[index.page], stop[index.page] - 1
        inside = np.minimum(index.line - first, last - index.line)
        outside = np.where(index.line < first, first - index.line, index.line - last)
        columns[f"second.run_{name}"] = np.clip(np.where(inside >= 0, inside + 1, -outside), -60, 30)
        columns[f"second.begin_{name}"] = np.clip(index.line - first, -60, 60)
        columns[f"second.stop_{name}"] = np.clip(index.line - last, -60, 60)
    return columns


def _outward(index: PageIndex, score: Array, words: Array) -> Columns:
    """The weakest stretch between the page's surest place and the line."""
    cumulated = index.cumulated(np.stack([score * (words + 1), words + 1]))
    narrow = index.window_mean(cumulated, -1, 1)
    wide = index.window_mean(cumulated, -4, 4)
    sure = wide[0]
    peak = sure == index.page_max(sure)[index.page]
    core = np.minimum.reduceat(np.where(peak, index.line, index.lines), index.starts)
    doubt = 1.0 - narrow[0] / narrow[1]
    wide_doubt = 1.0 - wide[0] / wide[1]
    core_line = core[index.page]
    low, high = np.minimum(index.line, core_line), np.maximum(index.line, core_line)
    other = index.cumulated((1.0 - score) * words)
    return {
        "second.doubt": index.outward_max(doubt, core),
        "second.wide_doubt": index.outward_max(wide_doubt, core),
        "second.other_words": np.log1p(index.sum_between(other, low, high)),
        "second.core": np.clip(index.line - core_line, -99, 99),
    }
