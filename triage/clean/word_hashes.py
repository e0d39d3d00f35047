"""A hash of every word of many pages at once, by which is told what is worth a closer look: no work a word in Python.

A word's hash depends on the word alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from triage.clean.line_text import mixed
from triage.clean.run_hashes import MOST_PLACES, run_hashes

Array: TypeAlias = npt.NDArray[Any]

LONGEST = 6000
"""Of a block so many characters are looked at."""
_SPACE = ord(" ")
_TABLE_BITS = 16
_TABLE_SHIFT = np.uint64(64 - _TABLE_BITS)


@dataclass(frozen=True)
class HashedWords:
    """The hashes of the words of blocks, end to end; those of block i from `starts[i]` to `starts[i + 1]`. `cut`: which blocks
    are longer than what was looked at."""

    hashes: Array
    starts: Array
    cut: Array


def hash_words(blocks: Sequence[str]) -> HashedWords:
    """Of blocks that are words with single spaces. One without words counts as an empty word."""
    looked_at = [block if len(block) <= LONGEST else block[:LONGEST] for block in blocks]
    sizes = np.fromiter((block.count(" ") + 1 for block in looked_at), np.int64, len(blocks))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    cut = np.fromiter((len(block) > LONGEST for block in blocks), bool, len(blocks))
    return HashedWords(_hashes("".join(f"{block} " for block in looked_at)), starts, cut)


class KnownWords:
    """Lists of words, to be looked for in many blocks."""

    def __init__(self, *lists: Sequence[str]) -> None:
        self._lists = [np.unique(hash_words(words).hashes) for words in lists]
        self._table = np.zeros(1 << _TABLE_BITS, bool)
        for hashes in self._lists:
            self._table[hashes >> _TABLE_SHIFT] = True

    def held_by(self, hashed: HashedWords) -> list[list[bool]]:
        """For each list, which blocks have one of its words, or are longer than what was looked at."""
        places = np.flatnonzero(self._table[hashed.hashes >> _TABLE_SHIFT])  # nearly all others are left out by this alone
        blocks = np.searchsorted(hashed.starts, places, "right") - 1
        return [self._with_one_of(known, hashed.hashes[places], blocks, hashed.cut) for known in self._lists]

    @staticmethod
    def _with_one_of(known: Array, hashes: Array, blocks: Array, cut: Array) -> list[bool]:
        found = cut.copy()
        found[blocks[np.isin(hashes, known)]] = True
        held: list[bool] = found.tolist()
        return held


def _hashes(text: str) -> Array:
    """The hash of each word of a text in which a space follows every word, and belongs to it."""
    codes = np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)
    ends = np.flatnonzero(codes == _SPACE) + 1
    starts = np.concatenate([np.zeros(1, np.int64), ends])[:-1]
    return mixed(run_hashes(codes, starts, ends, MOST_PLACES))
