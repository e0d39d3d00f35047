"""Verification: two texts laid side by side, word by word, and what this says about their being one story.

The alignment is the longest common subsequence of tokens (Hyyrö 2004's bit-parallel form, by rapidfuzz). It falls into
stretches that are equal and gaps between them. A gap whose two sides look alike is a slip of a scanner or a copy editor
and counts as covered. A gap where one side has another number or another name than the other is a differing fact. Two
reports made from one template share the stretches and differ in the facts; two copies of one report agree in both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from triage.match.arrays import I64, U64, among
from triage.match.body import YEAR, Body
from triage.match.sketch import WORDS

LEAST_RUN = 2  # tokens; a single equal word between gaps is chance
LONGEST_SWAP = 8  # tokens; a longer gap is other text, not another fact
LOOKS_ALIKE = 65.0  # fuzz.ratio, 0 to 100
CELLS = 100_000_000  # tokens times tokens; above, aligning takes more than some tens of milliseconds


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the alignment of two texts found; a function of the two texts alone, so it can be kept by their keys.

    `shorter`, `longer`: lengths in tokens. `covered`: tokens of the shorter that stand in the longer in the same order, slips
    included. `verbatim`: tokens of the shorter in runs of three that stand anywhere in the longer.
    `same_facts` and `other_facts` count numbers, then names, that agree and that were swapped. `days_apart`: between the
    dates at the beginning of both, or None. `aligned` is false where the texts were too long to align.
    """

    shorter: int
    longer: int
    covered: int
    verbatim: int
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
    starts = np.vstack((np.zeros((1, 2), np.int64), blocks[:, :2] + blocks[:, 2:]))
    ends = np.vstack((blocks[:, :2], np.array([[len(left), len(right)]], np.int64)))
    return np.column_stack((starts[:, 0], ends[:, 0], starts[:, 1], ends[:, 1]))


def swapped(found: I64, blocks: I64) -> NDArray[np.bool_]:
    """Which gaps are short on both sides and have equal text beside them, so that the sides are each other's counterpart."""
    sizes = np.concatenate((np.zeros(1, np.int64), blocks[:, 2], np.zeros(1, np.int64)))
    lengths = found[:, 1::2] - found[:, 0::2]
    short = ((lengths > 0) & (lengths <= LONGEST_SWAP)).all(axis=1)
    return short & (sizes[:-1] + sizes[1:] >= LEAST_RUN)


def kinds(left: Body, right: Body, found: I64) -> list[str]:
    """What each of the swapped gaps is: `number`, `alike`, `name` or `other`."""
    numbers = np.minimum(left.number_count(found[:, 0], found[:, 1]), right.number_count(found[:, 2], found[:, 3])) > 0
    names = np.minimum(left.name_count(found[:, 0], found[:, 1]), right.name_count(found[:, 2], found[:, 3])) > 0
    one = left.folded_spans(found[:, 0], found[:, 1])
    other = right.folded_spans(found[:, 2], found[:, 3])
    result = []
    for is_number, is_name, here, there in zip(numbers.tolist(), names.tolist(), one, other, strict=True):
        if is_number:
            result.append("number")
        elif fuzz.ratio(here, there, score_cutoff=LOOKS_ALIKE):
            result.append("alike")
        else:
            result.append("name" if is_name else "other")
    return result


def examine(left: Body, right: Body) -> Evidence:
    """Aligns two texts and counts what agrees and what doesn't. Symmetric."""
    if (len(right), right.hashes.tobytes()) < (len(left), left.hashes.tobytes()):
        left, right = right, left
    verbatim = int(np.count_nonzero(found_in(left, right)))
    days = None if left.day is None or right.day is None else abs(left.day - right.day)
    if days is not None:
        days = min(days, YEAR - days)
    if len(left) * len(right) > CELLS:
        return Evidence(len(left), len(right), 0, verbatim, (0, 0), (0, 0), days, aligned=False)
    blocks = matching_blocks(left.hashes, right.hashes)
    runs = blocks[blocks[:, 2] >= LEAST_RUN]
    ends = runs[:, 0] + runs[:, 2]
    same = int(left.number_count(runs[:, 0], ends).sum()), int(left.name_count(runs[:, 0], ends).sum())
    between = gaps(left, right, blocks)
    between = between[swapped(between, blocks)]
    if not len(between):
        return Evidence(len(left), len(right), int(runs[:, 2].sum()), verbatim, same, (0, 0), days)
    kind = np.array(kinds(left, right, between))
    alike, number, name = between[kind == "alike"], between[kind == "number"], between[kind == "name"]
    covered = int(runs[:, 2].sum() + np.minimum(alike[:, 1] - alike[:, 0], alike[:, 3] - alike[:, 2]).sum())
    numbers = np.minimum(left.number_count(number[:, 0], number[:, 1]), right.number_count(number[:, 2], number[:, 3]))
    names = np.minimum(left.name_count(name[:, 0], name[:, 1]), right.name_count(name[:, 2], name[:, 3]))
    return Evidence(len(left), len(right), covered, verbatim, same, (int(numbers.sum()), int(names.sum())), days)
