"""A hash of every word of many pages at once, by which is told what is worth a closer look: no work a word in Python.

A word's hash depends on the word alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from triage.arrays import Array
from triage.clean.lines.line_text import mixed
from triage.run_hashes import MOST_PLACES, run_hashes

LONGEST = 6000
"""Of a block so many characters are looked at."""
_SPACE, _END = ord(" "), ord("\n")
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
    """Of blocks that are words with single spaces, on one line each. One without words counts as an empty word."""
    cut = np.fromiter(map(len, blocks), np.int64, len(blocks)) > LONGEST
    looked_at = [block[:LONGEST] for block in blocks] if cut.any() else blocks
    codes = np.frombuffer("\n".join((*looked_at, "")).encode("utf-8", "surrogatepass"), np.uint8)
    at_end = codes == _END
    ends = np.flatnonzero((codes == _SPACE) | at_end) + 1
    starts = np.concatenate([np.zeros(1, np.int64), ends])
    hashes = run_hashes(np.where(at_end, np.uint8(_SPACE), codes), starts[:-1], ends, MOST_PLACES)  # a space belongs to each word
    return HashedWords(mixed(hashes), np.searchsorted(starts, np.concatenate([starts[:1], np.flatnonzero(at_end) + 1])), cut)


class KnownWords:
    """Words to be looked for in many blocks at once, each in blocks of up to so many characters."""

    def __init__(self, words: Mapping[str, int]) -> None:
        listed = list(words)
        self._hashes, places = np.unique(hash_words(listed).hashes, return_index=True)
        self._words = [listed[place] for place in places.tolist()]
        self._longest = np.array([words[word] for word in self._words], np.int64)
        self._table = np.zeros(1 << _TABLE_BITS, bool)
        self._table[self._hashes >> _TABLE_SHIFT] = True

    def held_by(self, blocks: Sequence[str], hashed: HashedWords) -> dict[int, list[str]]:
        """Those of them that each of the blocks holds, where there are any; `hashed` are the blocks' words."""
        if not self._words:
            return {}
        places = np.flatnonzero(self._table[hashed.hashes >> _TABLE_SHIFT])  # nearly all others are left out by this alone
        found = hashed.hashes[places]
        at = np.minimum(np.searchsorted(self._hashes, found), len(self._hashes) - 1)
        owners = np.searchsorted(hashed.starts, places, "right") - 1
        lengths = np.fromiter(map(len, blocks), np.int64, len(blocks))
        telling = (self._hashes[at] == found) & (lengths[owners] <= self._longest[at])
        held: dict[int, list[str]] = {}
        for block, word in zip(owners[telling].tolist(), at[telling].tolist(), strict=True):
            held.setdefault(block, []).append(self._words[word])
        for block in np.flatnonzero(hashed.cut).tolist():
            held[block] = [*set(self._words).intersection(blocks[block].split())]
        return held
