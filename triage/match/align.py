"""Two texts laid side by side, word by word: what is equal, and what kind of gap stands between.

The alignment is the longest common subsequence of tokens (Hyyrö 2004's bit-parallel form, by rapidfuzz). It falls into
stretches that are equal and gaps between them. A gap whose two sides look alike is a slip of a scanner or a copy editor
and counts as covered. A gap where one side has another number or another name than the other is a differing fact, unless
it was moved and stands in the same words elsewhere. Two reports made from one template share the stretches and differ in
the facts; two copies of one report agree in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from triage.arrays import I64, U64, among, boundaries, distinct, ranges
from triage.match.body import Body, counts
from triage.match.sketch import WORDS

LEAST_RUN = 2  # tokens; a single equal word between gaps is chance
LONGEST_SWAP = 8  # tokens; a longer gap is other text, not another fact
CONTEXT = 6  # tokens of equal text beside a word of a script without capitals that stands for a name
MOVED = 7  # tokens; an equal run of so many that stands elsewhere in the other text was moved
NAMED = 6  # of so many words one is a name, about, in scripts where a capital shows it
LOOKS_ALIKE = 65.0  # fuzz.ratio, 0 to 100
_MISREAD = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")  # "4l2" for "412": a slip where only one side has it, as "20m" in both isn't
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
CELLS = 100_000_000  # tokens times tokens; above, aligning takes more than some tens of milliseconds


Held = tuple[NDArray[np.bool_], NDArray[np.bool_]]
"""Of the left text and of the right: which tokens stand in runs of three anywhere in the other."""


def as_symbols(left: U64, right: U64) -> tuple[str, str]:
    """Both token sequences as strings with a character a token, equal where the tokens are: what rapidfuzz is fastest on."""
    both = np.concatenate((left, right))
    order = np.argsort(both)
    ordered = both[order]
    ranks = np.ones(len(both), np.uint32)
    np.cumsum(ordered[1:] != ordered[:-1], out=ranks[1:])
    ranks[1:] += 1
    ranks[ranks >= 0xD800] += np.uint32(0x800)  # over the surrogates
    codes = np.empty(len(both), np.uint32)
    codes[order] = ranks
    text = codes.astype("<u4").tobytes().decode("utf-32-le")
    return text[: len(left)], text[len(left) :]


def matching_blocks(left: U64, right: U64) -> I64:
    """(blocks, 3): where equal stretches start in both token sequences, and how many tokens they have; ascending."""
    one, other = as_symbols(left, right)
    blocks = LCSseq.opcodes(one, other).as_matching_blocks()
    return np.array([(b.a, b.b, b.size) for b in blocks if b.size], np.int64).reshape(-1, 3)


def found_in(left: Body, right: Body) -> NDArray[np.bool_]:
    """Which tokens of the left text belong to a run of three tokens that stands anywhere in the right text."""
    found = np.zeros(len(left), np.bool_)
    if len(left.runs) and len(right.runs):
        at = np.minimum(np.searchsorted(right.sorted_runs, left.runs), len(right.runs) - 1)
        starts = np.flatnonzero(right.sorted_runs[at] == left.runs)
        for step in range(WORDS):
            found[starts + step] = True
    return found


def moved(left: Body, right: Body) -> Held:
    """Which tokens of each text belong to a run of `MOVED` tokens that stands anywhere in the other."""
    one, other = _longer_runs(left), _longer_runs(right)
    return _within(len(left), among(one, np.sort(other))), _within(len(right), among(other, np.sort(one)))


def _longer_runs(body: Body) -> U64:
    """The hash of the `MOVED` tokens that begin at each token, from those of the runs of three in them."""
    count = max(0, len(body.runs) - (MOVED - WORDS))
    hashes = np.zeros(count, np.uint64)
    for first in (*range(0, MOVED - WORDS, WORDS), MOVED - WORDS):
        hashes = hashes * _FACTOR + body.runs[first : first + count]
    return hashes


def _within(size: int, starts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of `size` tokens lie in a run of `MOVED` that starts where it is said."""
    change = np.zeros(size + 1, np.int64)
    at = np.flatnonzero(starts)
    change[at] += 1
    change[at + MOVED] -= 1
    inside: NDArray[np.bool_] = np.cumsum(change[:-1]) > 0
    return inside


def shorter_first(left: Body, right: Body) -> tuple[Body, Body]:
    """The two texts in an order that is theirs alone, however they are numbered."""
    if (len(right), right.hashes.tobytes()) < (len(left), left.hashes.tobytes()):
        return right, left
    return left, right


@dataclass(frozen=True, slots=True)
class Facts:
    """What a quick look at a text goes by: how many tokens it has (`size`), the `numbers` and `all` facts among them, and all of
    them, distinct and ascending."""

    size: int
    numbers: U64
    all: U64
    tokens: U64

    @classmethod
    def of(cls, body: Body) -> Facts:
        """The facts of a text."""
        return cls(len(body), body.hashes[body.numbers], body.hashes[body.numbers | body.names], distinct(body.hashes))

    def differ(self, other: Facts) -> bool:
        """Whether half of the numbers, or of all facts, of the shorter text are nowhere in the longer: without aligning."""
        return (self.size <= other.size and self._unknown_to(other)) or (other.size <= self.size and other._unknown_to(self))

    def _unknown_to(self, other: Facts) -> bool:
        return any(len(facts) and among(facts, other.tokens).mean() < 0.5 for facts in (self.numbers, self.all))


def gaps(left: Body, right: Body, blocks: I64) -> I64:
    """(gaps, 4): the tokens (start, end of left, start, end of right) between, before and after the blocks."""
    found = np.zeros((len(blocks) + 1, 4), np.int64)
    found[1:, 0::2] = blocks[:, :2] + blocks[:, 2:]
    found[:-1, 1::2] = blocks[:, :2]
    found[-1, 1::2] = len(left), len(right)
    return found


def beside(blocks: I64) -> I64:
    """For each gap how many tokens of equal text stand before and behind it."""
    none = np.zeros(1, np.int64)
    return np.column_stack((np.concatenate((none, blocks[:, 2])), np.concatenate((blocks[:, 2], none))))


def swapped(found: I64, equal: I64) -> NDArray[np.bool_]:
    """Which gaps are short on both sides and have `equal` text beside them, so that the sides are each other's counterpart."""
    lengths = found[:, 1::2] - found[:, 0::2]
    short: NDArray[np.bool_] = ((lengths > 0) & (lengths <= LONGEST_SWAP)).all(axis=1) & (equal.sum(axis=1) >= LEAST_RUN)
    return short


def facts_in(left: Body, right: Body, found: I64, equal: I64, held: Held) -> tuple[I64, I64]:
    """How many numbers, and how many names, stand on both sides of each gap and weren't moved there. `held`: see `found_in`.

    In a script without capitals each word that was changed amid `equal` text stands for a name. A single character of
    Chinese is no word, but a slip.
    """
    spans, sums = (found[:, 0:2], found[:, 2:4]), (left.fact_sums, right.fact_sums)
    if any(_any_held(body, own, where) for body, own, where in zip((left, right), held, spans, strict=True)):
        one, other = moved(left, right)
        sums = boundaries(left.facts * ~one), boundaries(right.facts * ~other)
    here, there = (counts(before[where[:, 1]] - before[where[:, 0]]) for before, where in zip(sums, spans, strict=True))
    numbers, names, words = (np.minimum(*both) for both in zip(here, there, strict=True))
    amid = equal.all(axis=1) & (equal.sum(axis=1) >= CONTEXT)
    return numbers, np.maximum(names, np.where(amid, words // 2, 0))


def _any_held(body: Body, held: NDArray[np.bool_], spans: I64) -> bool:
    """Whether a fact in the spans of a text stands in the other text too, so that it may have been moved."""
    at = ranges(spans[:, 0], spans[:, 1] - spans[:, 0])
    return bool((held[at] & (body.facts[at] > 0)).any())


def facts_of(body: Body, blocks: I64) -> tuple[int, int]:
    """How many numbers, and how many names, stand in blocks of a text; in a script without capitals, a name for `NAMED` words."""
    found = counts(body.fact_sums[blocks[:, 0] + blocks[:, 2]] - body.fact_sums[blocks[:, 0]])
    numbers, names, words = (int(some.sum()) for some in found)
    return numbers, names + words // (2 * NAMED)


def kinds(left: Body, right: Body, found: I64, facts: tuple[I64, I64]) -> list[str]:
    """What each of the swapped gaps is, with `facts` in it: `number`, `alike`, `name` or `other`."""
    numbers, names = facts
    one = left.folded_spans(found[:, 0], found[:, 1])
    other = right.folded_spans(found[:, 2], found[:, 3])
    result = []
    for is_number, is_name, here, there in zip(numbers.tolist(), names.tolist(), one, other, strict=True):
        if is_number and bool(_MISREAD.search(here)) == bool(_MISREAD.search(there)):
            result.append("number")
        elif fuzz.ratio(here, there, score_cutoff=LOOKS_ALIKE):
            result.append("alike")
        else:
            result.append("name" if is_name else "other")
    return result
