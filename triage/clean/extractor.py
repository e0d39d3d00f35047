"""HTML: the line model and two extractors that read the tags, weighed against each other.

The probability that a block is content is a logistic function of what the line model says of it and of its share in each
extractor's main text. The few weights are a data file, made by `tests/benchmarks/train_html_model.py`; what was measured stands
in `tests/benchmarks/HTML.md`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from triage.arrays import Array
from triage.clean.lines.words import words_of

WEIGHTS = "html_model.json"
EVIDENCE = ("line", "trafilatura", "resiliparse")
"""What is weighed: the line model's log-odds, and the votes of the extractors in the order of `Document.extracted`."""
_SHINGLE = 4
_CELLS = re.compile(r"[|\t]")
_LEAST = 1e-3
_SURE, _SURE_WORDS = 0.8, 12  # of blocks that are article text by themselves
_LEAST_SURE = 400  # words of such blocks
_FOUND = 0.1  # of these


def html_table(scores: Array, extracted: Sequence[str], words: Sequence[str]) -> Array:
    """A row a block, a column a piece of `EVIDENCE`. A vote is -1 to 1, and 0 of an extractor that found nothing on the page."""
    sure = np.clip(np.asarray(scores, np.float64), _LEAST, 1 - _LEAST)
    columns = [np.log(sure / (1 - sure))]
    for place in range(len(EVIDENCE) - 1):
        text = extracted[place] if place < len(extracted) else ""
        columns.append(_votes(text, words) if text.strip() else np.zeros(len(words)))
    return np.stack(columns, axis=1)


def with_extractors(scores: Array, extracted: Sequence[str], words: Sequence[str]) -> Array | None:
    """The probability of each block, given the line model's; None where no extractor found anything, or next to nothing of a long
    text that is there without doubt."""
    if not any(text.strip() for text in extracted):
        return None
    weights = html_model()["weights"]
    table = html_table(scores, extracted, words)
    if _have_failed(scores, table, words):
        return None
    odds = table @ np.array([weights[name] for name in EVIDENCE]) + weights["offset"]
    probability: Array = 1 / (1 + np.exp(-odds))
    return probability.astype(np.float32)


def _have_failed(scores: Array, table: Array, words: Sequence[str]) -> bool:
    counts = np.array([len(one.split()) for one in words])
    sure = (np.asarray(scores) >= _SURE) & (counts >= _SURE_WORDS)
    text = counts[sure].sum()
    found = (table[:, 1:].max(axis=1) + 1) / 2
    return bool(text >= _LEAST_SURE and (counts * found)[sure].sum() < _FOUND * text)


def main_lines(extracted: Sequence[str]) -> Counter[str]:
    """How often the main text has each line, by its words. trafilatura drops what comes twice, so it isn't asked."""
    return Counter(words_of(line) for line in extracted[1].splitlines()) if len(extracted) > 1 else Counter()


@cache
def html_model() -> dict[str, Any]:
    """The weights and where they come from."""
    found: dict[str, Any] = json.loads(_data())
    return found


@cache
def html_model_sha256() -> str:
    """A hash of the weights file."""
    return hashlib.sha256(_data()).hexdigest()


def _data() -> bytes:
    return resources.files("triage.clean").joinpath(WEIGHTS).read_bytes()


def _votes(text: str, words: Sequence[str]) -> Array:
    """The share of each block that stands in `text`, from -1 to 1; a short block must be a line of it."""
    known: set[str] = set()
    lines: set[str] = set()
    for row in text.splitlines():
        line = words_of(row)
        lines.add(line)
        lines.update(words_of(cell) for cell in _CELLS.split(row) if cell)
        known.update(_shingles(line.split()))
    return np.array([2.0 * _share(one, known, lines) - 1.0 for one in words])


def _shingles(words: Sequence[str]) -> list[str]:
    return [" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))]


def _share(words: str, known: set[str], lines: set[str]) -> float:
    if words in lines:
        return 1.0
    shingles = _shingles(words.split())
    return sum(shingle in known for shingle in shingles) / len(shingles) if words else 0.0
