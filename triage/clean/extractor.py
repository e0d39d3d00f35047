"""What an HTML extractor's text says about the blocks of its page: evidence beside the line model, not above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from triage.clean.words import words_of
from triage.model import Document

_WEIGHT = 2.0
_SHINGLE = 4


def extractor_votes(document: Document, texts: Sequence[str], scores: Any) -> Any:
    """The probability of each block given the model's score and its overlap with the extracted text; None without one."""
    if not document.extracted.strip():
        return None
    known: set[str] = set()
    lines: set[str] = set()
    for line in document.extracted.splitlines():
        words = words_of(line)
        lines.add(words)
        known.update(_shingles(words.split()))
    shares = np.array([_share(words_of(text), known, lines) for text in texts])
    sure = np.clip(np.asarray(scores, np.float64), 1e-4, 1 - 1e-4)
    odds = np.log(sure / (1 - sure)) + _WEIGHT * (2 * shares - 1)
    return 1 / (1 + np.exp(-odds))


def _shingles(words: Sequence[str]) -> list[str]:
    return [" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))]


def _share(words: str, known: set[str], lines: set[str]) -> float:
    """The share of a block that stands in the extracted text; a short block must be a line of it."""
    if words in lines:
        return 1.0
    shingles = _shingles(words.split())
    return sum(shingle in known for shingle in shingles) / len(shingles) if words else 0.0
