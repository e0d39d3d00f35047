"""The vocabulary of pages: what a line's own words say, by a hashed bag of words and word pairs.

Site chrome has words of its own in every language. Instead of lists of them, each word and pair of words falls into one of a
fixed number of buckets, whose weights were learned. Three questions are answered at once: is a line with these words article
text; does the article go on after it; has the article begun before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from triage.clean.line_text import Words, mixed

Array: TypeAlias = npt.NDArray[Any]

BUCKETS = 1 << 15
QUESTIONS = ("content", "goes_on", "begun")
_HEAD_WORDS = 16
_TAIL_WORDS = 8
_FIRST = np.uint64(0xA0761D6478BD642F)
_LAST = np.uint64(0xE7037ED1A0B428DB)
_PAIR = np.uint64(0x8EBC6AF09C88C6E3)


@dataclass(frozen=True)
class Grams:
    """The bucket of every word, word pair and edge word of the lines, with the line that it stands in."""

    line: Array
    bucket: Array


def word_places(words: Words, lines: int) -> tuple[Array, Array]:
    """For each word its place from the start of its line, and from the end."""
    sizes = np.bincount(words.line, minlength=lines)
    starts = np.cumsum(sizes) - sizes
    place = np.arange(len(words.line)) - starts[words.line]
    return place, sizes[words.line] - 1 - place


def grams(words: Words, lines: int) -> Grams:
    """The first words of a line and its last ones: long lines tell chrome by their ends."""
    place, from_end = word_places(words, lines)
    near = (place < _HEAD_WORDS) | (from_end < _TAIL_WORDS)
    first, last = place == 0, from_end == 0
    paired = np.flatnonzero(near[:-1] & ~last[:-1]) if len(place) else np.zeros(0, np.int64)
    hashes = np.concatenate(
        [
            words.hash[near],
            mixed(words.hash[paired] * _PAIR + words.hash[paired + 1]),
            mixed(words.hash[first] ^ _FIRST),
            mixed(words.hash[last] ^ _LAST),
        ]
    )
    line = np.concatenate([words.line[near], words.line[paired], words.line[first], words.line[last]])
    return Grams(line, (hashes % np.uint64(BUCKETS)).astype(np.int64))


def answers(found: Grams, weights: Array, offsets: Array, lines: int) -> Array:
    """Log-odds a line (rows) and question (columns): the mean weight of the line's grams, scaled as they were learned."""
    scale = 1.0 / np.sqrt(np.maximum(1, np.bincount(found.line, minlength=lines)))
    columns = [
        np.bincount(found.line, weights=weights[found.bucket, question], minlength=lines) * scale + offsets[question]
        for question in range(weights.shape[1])
    ]
    return np.stack(columns, axis=1)
