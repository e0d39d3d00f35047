"""What two texts that are laid side by side have in common, and what only one of them tells: what a verdict goes by.

Inside a frame that both have, a stretch may be another text here than there: news above what a firm says of itself below all of
it, or a lead that somebody wrote anew. Its figures and names tell which, since the other text states those of the latter, too.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from triage.arrays import I64, U64, among, boundaries, distinct
from triage.match.align import (
    CELLS,
    LEAST_RUN,
    LONGEST_SWAP,
    LOOKS_ALIKE,
    Held,
    beside,
    facts_in,
    facts_of,
    found_in,
    gaps,
    kinds,
    matching_blocks,
    shorter_first,
    swapped,
)
from triage.match.body import YEAR, Body
from triage.match.sketch import WORDS

NEARLY_ALL = 0.9  # of a text found in the other; what is replaced in such a one is no other story, and isn't looked for
LEAST_STATED = 3  # figures and names; fewer tell nothing about what a passage is of
STATED_TOO = 0.5  # of the figures, and of all facts of a passage; where the other text states as many, it is retold there
LONGEST_LEAD = 250  # tokens; what is longer isn't a lead written anew, but a text whose names a menu holds, too
_ENDS = re.compile(r"[.!?:;\n\"“”«»]")


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
    told = distinct(left.hashes), distinct(right.hashes)
    known = np.array([stated_too(left, right, gap, told) for gap in between])
    anew, unrelated = (known >= STATED_TOO) & (new <= LONGEST_LEAD), known < STATED_TOO
    opening = int(new[~anew & (long == 0)].sum())
    return opening, int(new[~anew].sum()) - opening, int(new[unrelated].sum()), int(new[anew].sum())


def stated_too(left: Body, right: Body, gap: I64, told: tuple[U64, U64]) -> float:
    """Of the figures and names on both sides of a gap the share that the other text states too, and no more than of the figures
    alone: 1 where the sides tell the same in other words. Not a number where there are too few to tell. `told`: the distinct
    tokens of both texts."""
    here, there = stated(left, gap[0], gap[1]), stated(right, gap[2], gap[3])
    numbers, names = (
        np.concatenate((among(one, told[1]), among(other, told[0]))) for one, other in zip(here, there, strict=True)
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
