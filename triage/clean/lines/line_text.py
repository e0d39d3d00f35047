"""The characters and words of many lines at once.

The lines of a whole batch of pages are laid end to end in one array of code points, and everything that the features need is
counted by numpy passes over that array: no Python work a line or a word, so that the time follows the size of the text alone.
Words that run on without spaces (Chinese, Japanese, Thai …) are measured by characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np

from triage.arrays import Array
from triage.clean.lines.words import LineForm
from triage.run_hashes import run_hashes
from triage.scripts import IDEOGRAPHS, RARE_IDEOGRAPHS, UNPARTED

_TABLE_SIZE = 0x10000


class Kind(IntEnum):
    """What a character is, as far as the shape of a line goes. Every character is exactly one of these.

    Arrays of kinds are compared with the `value`: beside a member of this class numpy takes them for wider numbers first.
    """

    OTHER = 0
    SPACE = 1
    LOWER = 2
    UPPER = 3
    UNCASED = 4
    DIGIT = 5
    IDEOGRAPH = 6
    UNSPACED = 7
    STOP = 8
    QUESTION = 9
    ELLIPSIS = 10
    COMMA = 11
    COLON = 12
    QUOTE = 13
    BRACKET = 14
    SEPARATOR = 15
    AT = 16


KINDS = 24
"""Columns of the table of counts: the kinds above, rounded up."""

_PUNCTUATION: dict[Kind, str] = {
    Kind.STOP: ".!。！।۔｡",
    Kind.QUESTION: "?？؟",
    Kind.ELLIPSIS: "…",
    Kind.COMMA: ",;、，،；؛",
    Kind.COLON: ":：",
    Kind.QUOTE: "\"“”„«»「」『』'’‘‹",
    Kind.BRACKET: "()[]{}（）【】《》〈〉",
    Kind.SEPARATOR: "|/›→←•·▪►▶–—-_<>*#~=+^↑↓",
    Kind.AT: "@",
}
_CATEGORIES = {
    Kind.OTHER: "Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So",
    Kind.SPACE: "Zs Zl Zp Cc Cf Cs Co Cn",
    Kind.UNCASED: "Lm Lo Mn Mc Me",
    Kind.UPPER: "Lu Lt",
    Kind.LOWER: "Ll",
    Kind.DIGIT: "Nd",
}
_KIND_OF_CATEGORY = {category: kind.value for kind, listed in _CATEGORIES.items() for category in listed.split()}


@cache
def _tables() -> tuple[Array, Array]:
    """For each code point of the basic plane: its kind, and its folded form (lower case, every digit a 0)."""
    categories = map(unicodedata.category, map(chr, range(_TABLE_SIZE)))
    kinds = np.fromiter(map(_KIND_OF_CATEGORY.__getitem__, categories), np.uint8, _TABLE_SIZE)
    for low, high in UNPARTED:
        part = kinds[low : high + 1]
        part[part == Kind.UNCASED] = Kind.UNSPACED
    for low, high in IDEOGRAPHS:
        kinds[low : high + 1] = Kind.IDEOGRAPH
    for kind, characters in _PUNCTUATION.items():
        kinds[[ord(character) for character in characters]] = kind
    folded = np.arange(_TABLE_SIZE, dtype=np.uint32)
    for code in np.flatnonzero(kinds == Kind.UPPER):
        lower = chr(code).lower()
        if len(lower) == 1:
            folded[code] = ord(lower)
    folded[kinds == Kind.DIGIT] = ord("0")
    return kinds, folded


def fold_line(text: str) -> str:
    """The form under which lines of different documents count as the same: casefolded, digits as 0, words alone."""
    return " ".join(text.casefold().translate(_fold_map()).split())


def fold_lines(texts: Sequence[str]) -> list[str]:
    """As `fold_line`, for texts without line breaks, all at once."""
    return _fold_form().of_lines(texts)


@cache
def _fold_form() -> LineForm:
    return LineForm(str.casefold, _folded)


@cache
def _fold_map() -> dict[int, str]:
    return _FoldMap()


class _FoldMap(dict[int, str]):
    """Fills itself as characters turn up, so that `str.translate` does the work in C."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    if character.isdecimal():
        return "0"
    return character if character.isalnum() or unicodedata.category(character)[0] == "M" else " "


@dataclass(frozen=True)
class Words:
    """The words of all lines, in order. An ideograph is a word of its own, hashed together with the one after it."""

    line: Array
    hash: Array
    length: Array
    capital: Array
    weight: Array


@dataclass(frozen=True)
class LineText:
    """What the characters of the lines tell: counts a line, first and last kinds, and the words."""

    counts: Array
    characters: Array
    first_kind: Array
    last_kind: Array
    closing_kind: Array
    sentences: Array
    glued: Array
    dotted: Array
    clock: Array
    words: Words


def read_lines(texts: Sequence[str]) -> LineText:
    """Measure `texts`, each of them one line; line breaks inside a line count as spaces."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    kinds, folded = _characters("\n".join(texts) + "\n")
    line = np.repeat(np.arange(len(texts)), lengths)
    counts = np.bincount(line * KINDS + kinds, minlength=len(texts) * KINDS).reshape(-1, KINDS)
    first, last, closing = _edges(kinds, counts)
    letters = (kinds >= Kind.LOWER.value) & (kinds <= Kind.UNCASED.value)
    before, after = kinds[:-2], kinds[2:]
    middle = kinds[1:-1]
    return LineText(
        counts=counts,
        characters=lengths - 1,
        first_kind=first,
        last_kind=last,
        closing_kind=closing,
        sentences=_per_line(_sentence_ends(kinds), line, len(texts)),
        glued=_per_line((kinds[:-1] == Kind.LOWER.value) & (kinds[1:] == Kind.UPPER.value), line, len(texts)),
        dotted=_per_line(letters[:-2] & (middle == Kind.STOP.value) & letters[2:], line, len(texts)),
        clock=_per_line(
            (before == Kind.DIGIT.value) & (middle == Kind.COLON.value) & (after == Kind.DIGIT.value), line, len(texts)
        ),
        words=_words(kinds, folded, line),
    )


def _characters(text: str) -> tuple[Array, Array]:
    """The kind and the folded code point of each character."""
    kind_table, fold_table = _tables()
    try:
        narrow = text.encode("latin-1")
    except UnicodeEncodeError:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)  # numpy's own kind of index
    else:
        kinds_of, folds_to = (table[:256].astype(np.uint8).tobytes() for table in (kind_table, fold_table))
        return np.frombuffer(narrow.translate(kinds_of), np.uint8), np.frombuffer(narrow.translate(folds_to), np.uint8)
    outside = np.flatnonzero(codes >= _TABLE_SIZE)
    basic = codes
    if len(outside):
        basic = codes.copy()
        basic[outside] = _TABLE_SIZE - 1
    kinds, folded = kind_table[basic], fold_table[basic]
    folded[outside] = codes[outside]
    first, last = RARE_IDEOGRAPHS
    kinds[outside[(codes[outside] >= first) & (codes[outside] <= last)]] = Kind.IDEOGRAPH
    return kinds, folded


def _per_line(mask: Array, line: Array, lines: int) -> Array:
    return np.bincount(line[np.flatnonzero(mask)], minlength=lines)


def _edges(kinds: Array, counts: Array) -> tuple[Array, Array, Array]:
    """The kinds of each line's first character, its last, and its last before closing quotes and brackets."""
    solid = kinds != Kind.SPACE.value
    size = counts.sum(axis=1) - counts[:, Kind.SPACE]
    first, last = _ends(kinds, np.flatnonzero(solid), size)
    inner = np.flatnonzero(solid & (kinds != Kind.QUOTE.value) & (kinds != Kind.BRACKET.value))
    _, closing = _ends(kinds, inner, size - counts[:, Kind.QUOTE] - counts[:, Kind.BRACKET])
    return first, last, closing


def _ends(kinds: Array, chosen: Array, size: Array) -> tuple[Array, Array]:
    """The kinds of the first and last of each line's chosen characters; SPACE where a line has none."""
    if not len(chosen):
        return np.full(len(size), Kind.SPACE, np.uint8), np.full(len(size), Kind.SPACE, np.uint8)
    stop = np.cumsum(size)
    first = kinds[chosen[np.minimum(stop - size, len(chosen) - 1)]]
    last = kinds[chosen[np.maximum(stop - 1, 0)]]
    return np.where(size > 0, first, np.uint8(Kind.SPACE)), np.where(size > 0, last, np.uint8(Kind.SPACE))


def _sentence_ends(kinds: Array) -> Array:
    """Stops that end a sentence: followed by white space, a quote or an ideograph."""
    stop = (kinds[:-1] == Kind.STOP.value) | (kinds[:-1] == Kind.QUESTION.value)
    after = kinds[1:]
    ends: Array = stop & ((after == Kind.SPACE.value) | (after == Kind.QUOTE.value) | (after == Kind.IDEOGRAPH.value))
    return ends


_HASH_STEP = np.uint64(0x9E3779B97F4A7C15)
_IN_WORD = 32


def mixed(hashes: Array) -> Array:
    """Spread the entropy of 64-bit hashes to their low bits."""
    spread: Array = (hashes ^ (hashes >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    spread ^= spread >> np.uint64(32)
    return spread


def _words(kinds: Array, folded: Array, line: Array) -> Words:
    single = (kinds == Kind.IDEOGRAPH.value) | (kinds == Kind.UNSPACED.value)
    spelled = (kinds >= Kind.LOWER.value) & (kinds <= Kind.DIGIT.value)
    begins = single.copy()
    begins[0] |= spelled[0]
    begins[1:] |= spelled[1:] & ~spelled[:-1]
    starts = np.flatnonzero(begins)
    if not len(starts):
        nothing = np.zeros(0, np.int64)
        return Words(nothing, nothing.astype(np.uint64), nothing, nothing.astype(bool), nothing.astype(np.float64))
    finishes = single
    finishes[-1] |= spelled[-1]
    finishes[:-1] |= spelled[:-1] & ~spelled[1:]
    ends = np.flatnonzero(finishes) + 1
    hashes = run_hashes(folded, starts, ends, _IN_WORD)
    first = kinds[starts]
    alone = (first == Kind.IDEOGRAPH.value) | (first == Kind.UNSPACED.value)
    pair = alone[:-1] & alone[1:] & (np.diff(starts) == 1)
    hashes[:-1] += np.where(pair, hashes[1:] * _HASH_STEP, np.uint64(0))
    weight = np.where(first == Kind.IDEOGRAPH.value, 0.5, np.where(alone, 0.2, 1.0))
    return Words(line[starts], mixed(hashes), ends - starts, first == Kind.UPPER.value, weight)
