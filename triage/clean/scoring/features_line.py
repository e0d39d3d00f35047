"""What each line tells by itself, and by how often it stands on its page and in the folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from triage.arrays import Array
from triage.clean.lines.line_text import Kind, LineText, Words, mixed
from triage.clean.lines.page_index import PageIndex
from triage.clean.scoring.vocabulary import word_places

Columns: TypeAlias = dict[str, Array]

UNKNOWN = -1.0
"""The value of a feature whose evidence was not given."""

_SHARE_UNKNOWN, _NONE_USUAL = -30.0, -10.0
LONG_LINE = 20
SENTENCE_WORDS = 8
_SHORT_WORD = 3
_UNSPACED_SENTENCE = 40
_POSITION = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Measured:
    """Counts that several features build on."""

    words: Array
    tokens: Array
    line_hash: Array
    shape_hash: Array


def measure(text: LineText) -> Measured:
    """Words a line (weighted, so that languages without spaces compare), and hashes of its words and of its shape."""
    lines = len(text.characters)
    weighted = np.bincount(text.words.line, weights=text.words.weight, minlength=lines)
    tokens = np.bincount(text.words.line, minlength=lines)
    size = np.minimum(np.log2(1.0 + weighted) * 1.5, 12).astype(np.uint64)
    shape = size * np.uint64(1024) + text.first_kind.astype(np.uint64) * np.uint64(32) + text.closing_kind.astype(np.uint64)
    shape += np.where(text.counts[:, Kind.DIGIT] > 0, np.uint64(1 << 20), np.uint64(0))
    return Measured(weighted, tokens, _line_hashes(text.words, lines), mixed(shape))


def _line_hashes(words: Words, lines: int) -> Array:
    place, _ = word_places(words, lines)
    terms = mixed(words.hash + place.astype(np.uint64) * _POSITION)
    hashes = np.zeros(lines, np.uint64)
    if len(terms):
        begins = np.flatnonzero(place == 0)
        hashes[words.line[begins]] = np.add.reduceat(terms, begins)
    return hashes


def shape_columns(text: LineText, measured: Measured) -> Columns:
    """The look of a line: length, case, punctuation, ends."""
    counts = text.counts
    spelled = np.bincount(text.words.line, weights=text.words.weight == 1.0, minlength=len(measured.words))
    letters = counts[:, Kind.LOWER] + counts[:, Kind.UPPER] + counts[:, Kind.UNCASED]
    letters = letters + counts[:, Kind.IDEOGRAPH] + counts[:, Kind.UNSPACED]
    capitals = np.bincount(text.words.line, weights=text.words.capital, minlength=len(measured.words))
    short = np.bincount(text.words.line, weights=text.words.length <= _SHORT_WORD, minlength=len(measured.words))
    some_words, some_characters = np.maximum(1, measured.tokens), np.maximum(1, text.characters)
    closing = text.closing_kind
    ends = (closing == Kind.STOP) | (closing == Kind.QUESTION) | (closing == Kind.ELLIPSIS)
    # Thai, Lao, Khmer and Burmese end sentences without a stop: there a line of some length counts as one.
    ends |= counts[:, Kind.UNSPACED] >= _UNSPACED_SENTENCE
    return {
        "shape.words": np.log1p(measured.words),
        "shape.characters": np.log1p(text.characters),
        "shape.word_length": np.minimum(12, letters / some_words),
        "shape.capital_words": capitals / np.maximum(1, spelled),
        "shape.upper_case": counts[:, Kind.UPPER] / np.maximum(1, letters),
        "shape.short_words": short / some_words,
        "shape.digits": counts[:, Kind.DIGIT] / some_characters,
        "shape.symbols": (counts[:, Kind.SEPARATOR] + counts[:, Kind.OTHER] + counts[:, Kind.BRACKET]) / some_characters,
        "shape.commas": counts[:, Kind.COMMA] / some_words,
        "shape.quotes": np.minimum(4, counts[:, Kind.QUOTE]),
        "shape.sentences": np.minimum(8, text.sentences),
        "shape.ends_sentence": ends,
        "shape.end": closing,
        "shape.last": text.last_kind,
        "shape.start": text.first_kind,
        "shape.glued": np.minimum(4, text.glued),
        "shape.dotted": np.minimum(4, text.dotted),
        "shape.clock": np.minimum(3, text.clock),
        "shape.at_sign": np.minimum(2, counts[:, Kind.AT]),
    }


@dataclass(frozen=True)
class Repeats:
    """How often a line's words, and its shape, stand on the page: what the surroundings tell more of than the line itself."""

    copied: Array
    shape_share: Array


def repeats(index: PageIndex, measured: Measured) -> Repeats:
    """For each line whether another of its page has the same words, and what share of its page has the same shape."""
    return Repeats(copy_counts(index, measured.line_hash) > 1, copy_counts(index, measured.shape_hash) / index.sizes[index.page])


def copy_counts(index: PageIndex, hashes: Array) -> Array:
    """How many lines of the page have the same hash."""
    keys = mixed(hashes + index.page.astype(np.uint64) * _POSITION)
    _, group, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    counts: Array = sizes[group]
    return counts


def bucket(counts: Array) -> Array:
    """Coarse classes of a count: 0, 1, 2, 3-4, 5-8, 9-16 …"""
    return np.where(counts > 0, np.ceil(np.log2(np.maximum(1, counts))) + 1, 0)


def folder_columns(index: PageIndex, measured: Measured, seen: Array, documents: Array) -> Columns:
    """How the line, and the page's lines as a whole, stand in other documents; `seen` is below 0 where unknown."""
    known = seen >= 0
    level = np.where(known, bucket(seen), UNKNOWN)
    weight = np.minimum(measured.words, 40.0)
    long_line = (measured.words >= LONG_LINE) & known
    short_line = (measured.words < SENTENCE_WORDS) & known & (measured.tokens > 0)
    page_known = index.page_max(known.astype(np.int64)) > 0
    columns: Columns = {"folder.seen": level}
    folder_size = np.where(page_known, bucket(documents), UNKNOWN)[index.page]
    columns["folder.share"] = np.where(known & (level > 0), level - folder_size, np.where(known, -20.0, _SHARE_UNKNOWN))
    for name, mask, size in (("long", long_line, weight), ("short", short_line, np.ones(index.lines))):
        shared = index.page_sum(np.where(mask & (level > 0), size, 0.0))
        whole = index.page_sum(np.where(mask, size, 0.0))
        columns[f"folder.page_{name}"] = np.where(whole > 0, shared / np.maximum(1.0, whole), UNKNOWN)[index.page]
    usual = index.page_sum(np.where(short_line & (level > 0), level, 0.0)) / np.maximum(
        1.0, index.page_sum((short_line & (level > 0)).astype(np.float64))
    )
    columns["folder.usual"] = np.where(level > 0, level - usual[index.page], _NONE_USUAL)
    return columns


def unknown_folder_columns(unknown: Array) -> Columns:
    """As `folder_columns`, of lines all of which are `UNKNOWN`."""
    names = ("folder.seen", "folder.page_long", "folder.page_short")
    share, usual = np.full_like(unknown, _SHARE_UNKNOWN), np.full_like(unknown, _NONE_USUAL)
    return dict.fromkeys(names, unknown) | {"folder.share": share, "folder.usual": usual}
