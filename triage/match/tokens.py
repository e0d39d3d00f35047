"""Words as numbers: a text becomes an array of 64-bit token hashes, many texts at a time and without a loop over words.

A token is a run of letters, digits and combining marks, in lower case and without apostrophes ("Don't" and "dont" are one
word); each character of a script written without spaces (Chinese, Japanese, Thai, Khmer) is a token of its own. A token's
hash is that of its run of code points, mixed by the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.arrays import I64, U64
from triage.match.normalise import normalise
from triage.run_hashes import BASE_INVERSE, run_hashes
from triage.scripts import UNSPACED

_FROM_ZERO = np.uint64(BASE_INVERSE)  # times which a first character counts once, as it does in the hashes that indexes hold
_CHUNK = 1 << 18  # characters taken at a time: what is computed of them stays in the processor's cache

_UNKNOWN, _BREAK, _WORD, _ALONE, _DROP = range(5)
_DROPPED = "'’‘ʼ＇\u00ad\u200b\u200c\u200d\u2060\ufeff"
_NUMERALS = "〇零一二三四五六七八九十百千万萬亿億两兩"
_APOSTROPHE = 0x27
_ZERO, _NINE = 0x30, 0x39

# An ASCII byte's folded value, 0 where it ends a word.
_ASCII = bytes(ord(chr(b).lower()) if b < 128 and chr(b).isalnum() else 0 for b in range(256))


class _Characters:
    """What each code point is and folds to, filled in as code points are met."""

    def __init__(self) -> None:
        self.kind = np.zeros(0x110000, np.uint8)
        self.fold = np.zeros(0x110000, np.uint32)
        self.digit = np.zeros(0x110000, np.bool_)
        self.caseless = np.zeros(0x110000, np.bool_)

    def learn(self, codes: NDArray[np.uint32]) -> None:
        """Enters the code points of `codes` that haven't been met."""
        for code in np.unique(codes[self.kind[codes] == _UNKNOWN]).tolist():
            character = chr(code)
            kind = _BREAK
            if character in _DROPPED:
                kind = _DROP
            elif any(low <= code <= high for low, high in UNSPACED) and unicodedata.category(character)[0] in "LMN":
                kind = _ALONE
            elif unicodedata.category(character)[0] in "LMN":
                kind = _WORD
            folded = character.casefold()
            self.fold[code] = ord(folded) if len(folded) == 1 else code
            self.digit[code] = character.isdecimal() or character in _NUMERALS
            self.caseless[code] = unicodedata.category(character) == "Lo"
            # Last: another thread takes what has a kind for known.
            self.kind[code] = kind


_CHARACTERS = _Characters()


def mix(values: U64) -> U64:
    """SplitMix64's finaliser: a bijection that spreads every bit of the input over the whole word."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _hash_words(codes: NDArray[np.uint8] | NDArray[np.uint32], starts: I64, ends: I64) -> U64:
    """The hash of each `codes[start:end]`."""
    return mix(run_hashes(codes, starts, ends) * _FROM_ZERO)


def _word_edges(word: NDArray[np.bool_], alone: NDArray[np.bool_] | None) -> tuple[I64, I64]:
    """Where tokens start and end, for a mask of word characters and one of those that are tokens by themselves."""
    if not len(word):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    if alone is None:
        change = np.flatnonzero(word[1:] != word[:-1]) + 1
        if word[0]:
            change = np.concatenate((np.zeros(1, np.int64), change))
        if word[-1]:
            change = np.concatenate((change, np.full(1, len(word), np.int64)))
        return change[::2], change[1::2]
    joined = word[1:] & word[:-1] & ~alone[1:] & ~alone[:-1]
    begins = word.copy()
    begins[1:] &= ~joined
    finishes = word.copy()
    finishes[:-1] &= ~joined
    return np.flatnonzero(begins), np.flatnonzero(finishes) + 1


@dataclass(frozen=True, slots=True)
class Tokens:
    """One text's tokens: `hashes`, and where each starts and ends in `text` (the normalised text), in code points.

    What a template's fillings consist of: `numbers` marks tokens that begin or end with a digit ("v9", too) and the numerals of
    Chinese, `names` tokens that begin with a capital. In a script without capitals no name can be told from other words; there
    `words` counts half words: two for a token where words are written apart, one where each character is a token, else none.
    """

    text: str
    hashes: U64
    starts: I64
    ends: I64
    numbers: NDArray[np.bool_]
    names: NDArray[np.bool_]
    words: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.hashes)

    def word(self, token: int) -> str:
        """The token as it is written in the normalised text."""
        return self.text[self.starts[token] : self.ends[token]]


def tokenise(normalised: str) -> Tokens:
    """The tokens of one normalised text, with their places."""
    codes: NDArray[np.uint8] | NDArray[np.uint32]
    folded: NDArray[np.uint8] | NDArray[np.uint32]
    if normalised.isascii():
        raw = normalised.encode("ascii")
        codes, folded, alone = np.frombuffer(raw, np.uint8), np.frombuffer(raw.translate(_ASCII), np.uint8), None
        kept = np.flatnonzero(codes != _APOSTROPHE) if b"'" in raw else None
        folded = folded if kept is None else folded[kept]
    else:
        codes = np.frombuffer(normalised.encode("utf-32-le", "surrogatepass"), np.uint32)
        _CHARACTERS.learn(codes)
        kinds = _CHARACTERS.kind[codes]
        kept = np.flatnonzero(kinds != _DROP)
        kinds = kinds[kept]
        folded = np.where(kinds == _BREAK, np.uint32(0), _CHARACTERS.fold[codes[kept]])
        alone = kinds == _ALONE
    starts, ends = _word_edges(folded != 0, alone)
    hashes = _hash_words(folded, starts, ends)
    if kept is not None and len(starts):
        starts, ends = kept[starts], kept[ends - 1] + 1
    first, last = codes[starts], codes[ends - 1]
    if alone is None:
        numbers = ((first >= _ZERO) & (first <= _NINE)) | ((last >= _ZERO) & (last <= _NINE))
        names = (first >= 0x41) & (first <= 0x5A)
        words = np.zeros(len(starts), np.uint8)
    else:
        numbers = _CHARACTERS.digit[first] | _CHARACTERS.digit[last]
        names = _CHARACTERS.fold[first] != first
        size = np.where(_CHARACTERS.kind[first] == _ALONE, np.uint8(1), np.uint8(2))
        words = np.where(_CHARACTERS.caseless[first] & ~numbers, size, np.uint8(0))
    return Tokens(normalised, hashes, starts, ends, numbers, names, words)


def tokenise_many(normalised: Sequence[str]) -> list[Tokens]:
    """As `tokenise`, for many texts: those of ASCII alone at once, since a usual text costs less than the calls for it."""
    found: dict[int, Tokens] = {at: tokenise(text) for at, text in enumerate(normalised) if not text.isascii()}
    quick = [at for at in range(len(normalised)) if at not in found]
    for first, after, _ in _chunks([normalised[at] for at in quick]):
        part = quick[first:after]
        found.update(zip(part, _tokenise_ascii([normalised[at] for at in part]), strict=True))
    return [found[at] for at in range(len(normalised))]


def _tokenise_ascii(texts: Sequence[str]) -> Iterator[Tokens]:
    together = tokenise("\n".join(texts))
    first = 0
    begin = 0
    for text in texts:
        after = int(np.searchsorted(together.starts, begin + len(text)))
        own = slice(first, after)
        starts, ends = together.starts[own] - begin, together.ends[own] - begin
        marks = together.numbers[own], together.names[own], together.words[own]
        yield Tokens(text, together.hashes[own], starts, ends, *marks)
        first, begin = after, begin + len(text) + 1


def _hash_ascii(texts: Sequence[str]) -> tuple[U64, I64]:
    """Token hashes of ASCII texts, end to end, and how many belong to each text."""
    folded = [text.encode("ascii").translate(_ASCII, b"'") for text in texts]
    codes = np.frombuffer(b"\0".join(folded), np.uint8)
    borders = np.cumsum(np.fromiter((len(piece) + 1 for piece in folded), np.int64, len(folded)))
    starts, ends = _word_edges(codes != 0, None)
    return _hash_words(codes, starts, ends), np.diff(np.searchsorted(starts, borders), prepend=0)


def _hash_wide(texts: Sequence[str]) -> tuple[U64, I64]:
    """The same for any texts: `texts` are in normal form."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    borders = np.cumsum(np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts)))
    _CHARACTERS.learn(codes)
    kinds = _CHARACTERS.kind[codes]
    kept = np.flatnonzero(kinds != _DROP)
    borders = np.searchsorted(kept, borders)
    kinds = kinds[kept]
    alone = kinds == _ALONE
    starts, ends = _word_edges((kinds == _WORD) | alone, alone if alone.any() else None)
    hashes = _hash_words(np.where(kinds == _BREAK, np.uint32(0), _CHARACTERS.fold[codes[kept]]), starts, ends)
    return hashes, np.diff(np.searchsorted(starts, borders), prepend=0)


def _chunks(texts: Sequence[str]) -> list[tuple[int, int, bool]]:
    """Runs of texts (first, after last, all ASCII) of about `_CHUNK` characters each."""
    runs: list[tuple[int, int, bool]] = []
    first, size = 0, 0
    for index, text in enumerate(texts):
        if index > first and (size + len(text) > _CHUNK or text.isascii() != texts[first].isascii()):
            runs.append((first, index, texts[first].isascii()))
            first, size = index, 0
        size += len(text)
    if first < len(texts):
        runs.append((first, len(texts), texts[first].isascii()))
    return runs


def token_hashes(texts: Sequence[str]) -> tuple[U64, I64]:
    """Token hashes of many texts: all of them end to end, and `offsets` (one more than texts) where each text's begin.

    `texts` are cleaned texts, not yet normalised. Order is kept: `hashes[offsets[i]:offsets[i + 1]]` are text i's.
    """
    normal = [text if text.isascii() and "&" not in text else normalise(text) for text in texts]
    order = sorted(range(len(normal)), key=lambda index: not normal[index].isascii())
    arranged = [normal[index] for index in order]
    pieces: list[U64] = []
    in_place = order == list(range(len(normal)))
    counts = np.zeros(len(texts), np.int64)
    places = np.asarray(order, np.int64)
    for first, after, is_ascii in _chunks(arranged):
        hashes, lengths = (_hash_ascii if is_ascii else _hash_wide)(arranged[first:after])
        counts[places[first:after]] = lengths
        pieces += [hashes] if in_place else np.split(hashes, np.cumsum(lengths)[:-1])
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
    in_order = pieces
    if not in_place:
        in_order = [np.zeros(0, np.uint64)] * len(texts)
        for index, piece in zip(order, pieces, strict=True):
            in_order[index] = piece
    return (np.concatenate(in_order) if in_order else np.zeros(0, np.uint64)), offsets
