"""Verification: two texts laid side by side, word by word, and what this says about their being one story.

The alignment is the longest common subsequence of tokens (Hyyrö 2004's bit-parallel form, by rapidfuzz). It falls into
stretches that are equal and gaps between them. A gap whose two sides look alike is a slip of a scanner or a copy editor
and counts as covered. A gap where one side has another number or another name than the other is a differing fact. Two
reports made from one template share the stretches and differ in the facts; two copies of one report agree in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from triage.match.arrays import I64, U64, among, boundaries
from triage.match.body import YEAR, Body
from triage.match.sketch import WORDS

LEAST_RUN = 2  # tokens; a single equal word between gaps is chance
LONGEST_SWAP = 8  # tokens; a longer gap is other text, not another fact
NEARLY_ALL = 0.9  # of a text found in the other; what is replaced in such a one is no other story, and isn't looked for
LOOKS_ALIKE = 65.0  # fuzz.ratio, 0 to 100
_MISREAD = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")  # "4l2" for "412": a slip where only one side has it, as "20m" in both isn't
CELLS = 100_000_000  # tokens times tokens; above, aligning takes more than some tens of milliseconds


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the alignment of two texts found; a function of the two texts alone, so it can be kept by their keys.

    `shorter`, `longer`: lengths in tokens. `covered`: tokens of the shorter that stand in the longer in the same order, slips
    included. `verbatim`: tokens of the shorter in runs of three that stand anywhere in the longer.
    `replaced`: tokens in longer stretches that have equal text on both sides and are another text here than there; 0 where
    nearly all is verbatim.
    `same_facts` and `other_facts` count numbers, then names, that agree and that were swapped. `days_apart`: between the
    dates at the beginning of both, or None. `aligned` is false where the texts were too long to align.
    """

    shorter: int
    longer: int
    covered: int
    verbatim: int
    replaced: int
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


def facts_differ(left: Body, right: Body) -> bool:
    """Whether half of the facts of the shorter text are nowhere in the longer: a quick look, without aligning."""
    if len(right) < len(left):
        left, right = right, left
    held = np.sort(right.hashes)
    for mask in (left.numbers, left.numbers | left.names):
        facts = left.hashes[mask]
        if len(facts) and among(facts, held).mean() < 0.5:
            return True
    return False


def gaps(left: Body, right: Body, blocks: I64) -> I64:
    """(gaps, 4): the tokens (start, end of left, start, end of right) between, before and after the blocks."""
    found = np.zeros((len(blocks) + 1, 4), np.int64)
    found[1:, 0::2] = blocks[:, :2] + blocks[:, 2:]
    found[:-1, 1::2] = blocks[:, :2]
    found[-1, 1::2] = len(left), len(right)
    return found


def swapped(found: I64, blocks: I64) -> NDArray[np.bool_]:
    """Which gaps are short on both sides and have equal text beside them, so that the sides are each other's counterpart."""
    sizes = np.concatenate((np.zeros(1, np.int64), blocks[:, 2], np.zeros(1, np.int64)))
    lengths = found[:, 1::2] - found[:, 0::2]
    short = ((lengths > 0) & (lengths <= LONGEST_SWAP)).all(axis=1)
    return short & (sizes[:-1] + sizes[1:] >= LEAST_RUN)


def facts_in(left: Body, right: Body, found: I64) -> tuple[I64, I64]:
    """How many numbers, and how many names, stand on both sides of each gap."""
    numbers = np.minimum(left.number_count(found[:, 0], found[:, 1]), right.number_count(found[:, 2], found[:, 3]))
    names = np.minimum(left.name_count(found[:, 0], found[:, 1]), right.name_count(found[:, 2], found[:, 3]))
    return numbers, names


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


def replaced(left: Body, right: Body, blocks: I64, found: NDArray[np.bool_]) -> int:
    """How many tokens stand in a frame that both texts have, and are what one of them tells and the other doesn't.

    `found`: see `found_in`. What was moved or misread isn't replaced.
    """
    between = gaps(left, right, blocks[blocks[:, 2] >= WORDS])[1:-1]
    between = between[(between[:, 1::2] - between[:, 0::2] > LONGEST_SWAP).all(axis=1)]
    if not len(between):
        return 0
    own, other = boundaries(~found), boundaries(~found_in(right, left))
    new = np.minimum(own[between[:, 1]] - own[between[:, 0]], other[between[:, 3]] - other[between[:, 2]])
    between, new = between[new > LONGEST_SWAP], new[new > LONGEST_SWAP]
    sides = zip(
        left.folded_spans(between[:, 0], between[:, 1]),
        right.folded_spans(between[:, 2], between[:, 3]),
        new.tolist(),
        strict=True,
    )
    return sum(size for here, there, size in sides if fuzz.ratio(here, there) < LOOKS_ALIKE)


def examine(left: Body, right: Body) -> Evidence:
    """Aligns two texts and counts what agrees and what doesn't. Symmetric."""
    if (len(right), right.hashes.tobytes()) < (len(left), left.hashes.tobytes()):
        left, right = right, left
    found = found_in(left, right)
    verbatim = int(np.count_nonzero(found))
    days = None if left.day is None or right.day is None else abs(left.day - right.day)
    if days is not None:
        days = min(days, YEAR - days)
    if len(left) * len(right) > CELLS:
        return Evidence(len(left), len(right), 0, verbatim, 0, (0, 0), (0, 0), days, aligned=False)
    blocks = matching_blocks(left.hashes, right.hashes)
    runs = blocks[blocks[:, 2] >= LEAST_RUN]
    ends = runs[:, 0] + runs[:, 2]
    same = int(left.number_count(runs[:, 0], ends).sum()), int(left.name_count(runs[:, 0], ends).sum())
    other_text = replaced(left, right, blocks, found) if verbatim < NEARLY_ALL * len(left) else 0
    between = gaps(left, right, blocks)
    between = between[swapped(between, blocks)]
    if not len(between):
        return Evidence(len(left), len(right), int(runs[:, 2].sum()), verbatim, other_text, same, (0, 0), days)
    facts = facts_in(left, right, between)
    sizes = (between[:, 1::2] - between[:, 0::2]).min(axis=1)
    swaps = list(zip(kinds(left, right, between, facts), sizes.tolist(), *(count.tolist() for count in facts), strict=True))
    covered = int(runs[:, 2].sum()) + sum(size for kind, size, _, _ in swaps if kind == "alike")
    numbers = sum(count for kind, _, count, _ in swaps if kind == "number")
    names = sum(count for kind, _, _, count in swaps if kind == "name")
    return Evidence(len(left), len(right), covered, verbatim, other_text, same, (numbers, names), days)
