"""The vocabulary of pages: what a line's own words say, by a hashed bag of words and word pairs.

Site chrome has words of its own in every language. Instead of lists of them, each word and pair of words falls into one of a
fixed number of buckets, whose weights were learned. A bucket belongs to one word or pair, by whose mark it is known: what was
never learned, such as the words of another language, says nothing, instead of what others say. Three questions are answered at
once: is a line with these words article text; does the article go on after it; has the article begun before it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from triage.arrays import Array
from triage.clean.lines.line_text import Words, mixed

BUCKETS = 1 << 15
QUESTIONS = ("content", "goes_on", "begun")
ANSWERS = (*QUESTIONS, "known")
_HEAD_WORDS = 16
_TAIL_WORDS = 8
_FIRST = np.uint64(0xA0761D6478BD642F)
_LAST = np.uint64(0xE7037ED1A0B428DB)
_PAIR = np.uint64(0x8EBC6AF09C88C6E3)


@dataclass(frozen=True)
class Grams:
    """The hash of every word, word pair and edge word of the lines, with the line that it stands in."""

    line: Array
    hash: Array


@dataclass(frozen=True)
class Vocabulary:
    """What was learned: a weight a bucket (rows) and question, what is added to each answer, and each bucket's mark, 0 where it
    has no owner."""

    weights: Array
    offsets: Array
    marks: Array


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
    return Grams(line, hashes)


def buckets(hashes: Array) -> Array:
    """The bucket of each gram."""
    place: Array = (hashes % np.uint64(BUCKETS)).astype(np.int64)
    return place


def marks(hashes: Array) -> Array:
    """By what a bucket knows its owner: eight bits that have no part in finding the bucket, never 0."""
    bits: Array = np.maximum(hashes >> np.uint64(56), np.uint64(1)).astype(np.uint8)
    return bits


def answers(found: Grams, vocabulary: Vocabulary, lines: int) -> Array:
    """A line (rows): the log-odds of each question, which is the sum of its grams' weights over the root of their number, and the
    share of its grams that are known."""
    counts = np.maximum(1, np.bincount(found.line, minlength=lines))
    place = buckets(found.hash)
    known = np.flatnonzero(vocabulary.marks[place] == marks(found.hash))
    line, place = found.line[known], place[known]
    scale = 1.0 / np.sqrt(counts)
    columns = [
        np.bincount(line, weights=vocabulary.weights[place, question], minlength=lines) * scale + vocabulary.offsets[question]
        for question in range(len(QUESTIONS))
    ]
    return np.stack([*columns, np.bincount(line, minlength=lines) / counts], axis=1)
