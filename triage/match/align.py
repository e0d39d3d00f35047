"""Verification: two texts laid side by side, word by word, and what this says about their being one story.

The alignment is the longest common subsequence of tokens (Hyyrö 2004's bit-parallel form, by rapidfuzz). It falls into
stretches that are equal and gaps between them. A gap whose two sides look alike is a slip of a scanner or a copy editor
and counts as covered. A gap where one side has another number or another name than the other is a differing fact, unless
it was moved and stands in the same words elsewhere. Two reports made from one template share the stretches and differ in
the facts; two copies of one report agree in both.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from triage.arrays import I64, U64, among, boundaries, distinct, ranges
from triage.match.body import YEAR, Body, counts
from triage.match.sketch import WORDS

LEAST_RUN = 2  # tokens; a single equal word between gaps is chance
LONGEST_SWAP = 8  # tokens; a longer gap is other text, not another fact
CONTEXT = 6  # tokens of equal text beside a word of a script without capitals that stands for a name
MOVED = 7  # tokens; an equal run of so many that stands elsewhere in the other text was moved
NEARLY_ALL = 0.9  # of a text found in the other; what is replaced in such a one is no other story, and isn't looked for
NAMED = 6  # of so many words one is a name, about, in scripts where a capital shows it
LOOKS_ALIKE = 65.0  # fuzz.ratio, 0 to 100
LEAST_STATED = 3  # figures and names; fewer tell nothing about what a passage is of
STATED_TOO = 0.5  # of the figures, and of all facts of a passage; where the other text states as many, it is retold there
LONGEST_LEAD = 250  # tokens; what is longer isn't a lead written anew, but a text whose names a menu holds, too
_ENDS = re.compile(r"[.!?:;\n\"“”«»]")
_MISREAD = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")  # "4l2" for "412": a slip where only one side has it, as "20m" in both isn't
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
CELLS = 100_000_000  # tokens times tokens; above, aligning takes more than some tens of milliseconds


Held = tuple[NDArray[np.bool_], NDArray[np.bool_]]
"""Of the left text and of the right: which tokens stand in runs of three anywhere in the other."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the alignment of two texts found; a function of the two texts alone, so it can be kept by their keys.

    `shorter`, `longer`: lengths in tokens; `words`: of the shorter, where tokens are letters of Thai, too. `covered`: tokens of
    the shorter that stand in the longer in the same order, slips included. `verbatim`: tokens of the shorter in runs of three
    that stand anywhere in the longer.
    `replaced`: tokens in longer stretches that have equal text on both sides and are another text here than there; `opening`: the
    same of a stretch that only has equal text behind it; `unrelated`: of both, those in stretches that state other facts.
    `retold`: tokens in such stretches that tell the same in other words, which aren't counted there. All are 0 if nearly all is
    verbatim.
    `same_facts` and `other_facts` count numbers, then names, that agree and that were swapped; in a script without capitals the
    words that were swapped, and one in `NAMED` of those that agree. `days_apart`: between the dates at the beginning of both, or
    None. `aligned` is false where the texts were too long to align.
    """

    shorter: int
    longer: int
    words: int
    covered: int
    verbatim: int
    opening: int
    replaced: int
    unrelated: int
    retold: int
    same_facts: tuple[int, int]
    other_facts: tuple[int, int]
    days_apart: int | None
    aligned: bool = True


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


def replaced(left: Body, right: Body, blocks: I64, held: Held) -> tuple[int, int, int, int]:
    """How many tokens stand in a frame that both texts have, and are what one of them tells and the other doesn't: those that
    open the text, and those between what both have; how many of these state other facts; and how many are retold, instead.
    What stands behind all of it may be the site's.

    `held`: see `found_in`. What was moved or misread isn't replaced.
    """
    between = gaps(left, right, blocks[blocks[:, 2] >= WORDS])[:-1]
    lengths = between[:, 1::2] - between[:, 0::2]
    own, other = boundaries(~held[0]), boundaries(~held[1])
    new = np.minimum(own[between[:, 1]] - own[between[:, 0]], other[between[:, 3]] - other[between[:, 2]])
    long = np.flatnonzero((lengths > LONGEST_SWAP).all(axis=1) & (new > LONGEST_SWAP))
    if not len(long):
        return 0, 0, 0, 0
    between, new = between[long], new[long]
    one = left.folded_spans(between[:, 0], between[:, 1])
    two = right.folded_spans(between[:, 2], between[:, 3])
    differ = np.array([fuzz.ratio(here, there) < LOOKS_ALIKE for here, there in zip(one, two, strict=True)], np.bool_)
    between, new, long = between[differ], new[differ], long[differ]
    known = np.array([stated_too(left, right, gap) for gap in between])
    anew, unrelated = (known >= STATED_TOO) & (new <= LONGEST_LEAD), known < STATED_TOO
    opening = int(new[~anew & (long == 0)].sum())
    return opening, int(new[~anew].sum()) - opening, int(new[unrelated].sum()), int(new[anew].sum())


def stated_too(left: Body, right: Body, gap: I64) -> float:
    """Of the figures and names on both sides of a gap the share that the other text states too, and no more than of the figures
    alone: 1 where the sides tell the same in other words. Not a number where there are too few to tell."""
    here, there = stated(left, gap[0], gap[1]), stated(right, gap[2], gap[3])
    numbers, names = (
        np.concatenate((among(one, distinct(right.hashes)), among(other, distinct(left.hashes))))
        for one, other in zip(here, there, strict=True)
    )
    if len(numbers) + len(names) < LEAST_STATED:
        return math.nan
    share = float(np.concatenate((numbers, names)).mean())
    return min(share, float(numbers.mean())) if len(numbers) else share


def stated(body: Body, first: int, after: int) -> tuple[U64, U64]:
    """The numbers, and the names, in a span of tokens. A capital that begins a sentence shows no name."""
    numbers, names = (first + np.flatnonzero(marks[first:after]) for marks in (body.numbers, body.names))
    named = [at for at in names.tolist() if at and not _ENDS.search(body.text, body.ends[at - 1], body.starts[at])]
    return distinct(body.hashes[numbers]), distinct(body.hashes[named])


def examine(left: Body, right: Body) -> Evidence:
    """Aligns two texts and counts what agrees and what doesn't. Symmetric."""
    left, right = shorter_first(left, right)
    held = found_in(left, right), found_in(right, left)
    verbatim = int(np.count_nonzero(held[0]))
    days = None if left.day is None or right.day is None else abs(left.day - right.day)
    if days is not None:
        days = min(days, YEAR - days)
    if len(left) * len(right) > CELLS:
        return Evidence(len(left), len(right), left.size, 0, verbatim, 0, 0, 0, 0, (0, 0), (0, 0), days, aligned=False)
    blocks = matching_blocks(left.hashes, right.hashes)
    runs = blocks[blocks[:, 2] >= LEAST_RUN]
    same = facts_of(left, runs)
    other_text = replaced(left, right, blocks, held) if verbatim < NEARLY_ALL * len(left) else (0, 0, 0, 0)
    between, equal = gaps(left, right, blocks), beside(blocks)
    short = swapped(between, equal)
    between, equal = between[short], equal[short]
    if not len(between):
        return Evidence(len(left), len(right), left.size, int(runs[:, 2].sum()), verbatim, *other_text, same, (0, 0), days)
    facts = facts_in(left, right, between, equal, held)
    sizes = (between[:, 1::2] - between[:, 0::2]).min(axis=1)
    swaps = list(zip(kinds(left, right, between, facts), sizes.tolist(), *(count.tolist() for count in facts), strict=True))
    covered = int(runs[:, 2].sum()) + sum(size for kind, size, _, _ in swaps if kind == "alike")
    numbers = sum(count for kind, _, count, _ in swaps if kind == "number")
    names = sum(count for kind, _, _, count in swaps if kind == "name")
    return Evidence(len(left), len(right), left.size, covered, verbatim, *other_text, same, (numbers, names), days)
