"""Verification: two texts laid side by side, word by word, and what this says about their being one story.

The alignment is the longest common subsequence of tokens (Hyyrö 2004's bit-parallel form, by rapidfuzz). It falls into
stretches that are equal and gaps between them. A gap whose two sides look alike is a slip of a scanner or a copy editor
and counts as covered. A gap where one side has another number or another name than the other is a differing fact. Two
reports made from one template share the stretches and differ in the facts; two copies of one report agree in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from triage.match.sketch import WORDS, shingles
from triage.match.tokens import I64, U64, Tokens

LEAST_RUN = 2  # tokens; a single equal word between gaps is chance
LEAST_BESIDE = 2  # tokens; equal on both sides of a gap together, for its two sides to be each other's counterpart
LONGEST_SWAP = 8  # tokens; a longer gap is other text, not another fact
LOOKS_ALIKE = 65.0  # fuzz.ratio, 0 to 100
CELLS = 100_000_000  # tokens times tokens; above, aligning takes more than some tens of milliseconds
_DATELINE_WORDS = 40
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH_OF = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {name: n for n, name in enumerate(_MONTHS, 1)}
_MONTH_OF["sept"] = 9


@dataclass(frozen=True, slots=True)
class Gap:
    """Tokens `left` (start, end) of one text that stand where the other has `right`, between equal stretches.

    `kind`: `alike` (a slip), `number` or `name` (a differing fact), `other`.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    kind: str


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
    values, inverse = np.unique(np.concatenate((left, right)), return_inverse=True)
    codes = inverse.astype(np.uint32) + np.uint32(1)
    if len(values) >= 0xD7FF:
        codes[codes >= 0xD800] += np.uint32(0x800)  # over the surrogates
    text = codes.astype("<u4").tobytes().decode("utf-32-le")
    return text[: len(left)], text[len(left) :]


def matching_blocks(left: Tokens, right: Tokens) -> I64:
    """(blocks, 3): where equal stretches start in both texts, and how many tokens they have; ascending."""
    one, other = as_symbols(left.hashes, right.hashes)
    blocks = LCSseq.opcodes(one, other).as_matching_blocks()
    return np.array([(b.a, b.b, b.size) for b in blocks if b.size], np.int64).reshape(-1, 3)


def found_in(left: Tokens, right: Tokens) -> NDArray[np.bool_]:
    """Which tokens of the left text belong to a run of three tokens that stands anywhere in the right text."""
    found = np.zeros(len(left), np.bool_)
    if min(len(left), len(right)) < WORDS:
        return found
    hashes = [shingles(side.hashes, np.array([0, len(side)]))[0][: 1 - WORDS] for side in (left, right)]
    starts = np.flatnonzero(np.isin(hashes[0], hashes[1]))
    for step in range(WORDS):
        found[starts + step] = True
    return found


def _gap_kind(left: Tokens, right: Tokens, one: slice, other: slice) -> str:
    """What a short gap between equal stretches is."""
    if left.numbers[one].any() and right.numbers[other].any():
        return "number"
    left_text = left.text[left.starts[one.start] : left.ends[one.stop - 1]].casefold()
    right_text = right.text[right.starts[other.start] : right.ends[other.stop - 1]].casefold()
    if fuzz.ratio(left_text, right_text) >= LOOKS_ALIKE:
        return "alike"
    if left.names[one].any() and right.names[other].any():
        return "name"
    return "other"


def swaps(left: Tokens, right: Tokens, blocks: I64) -> Iterator[Gap]:
    """The gaps that are short on both sides and have equal text beside them."""
    if not len(blocks):
        return
    sizes = np.concatenate((np.zeros(1, np.int64), blocks[:, 2], np.zeros(1, np.int64)))
    starts = np.vstack((np.zeros((1, 2), np.int64), blocks[:, :2] + blocks[:, 2:]))
    ends = np.vstack((blocks[:, :2], np.array([[len(left), len(right)]], np.int64)))
    lengths = ends - starts
    short = ((lengths > 0) & (lengths <= LONGEST_SWAP)).all(axis=1)
    beside = sizes[:-1] + sizes[1:] >= LEAST_BESIDE
    for at in np.flatnonzero(short & beside).tolist():
        (a0, b0), (a1, b1) = starts[at].tolist(), ends[at].tolist()
        yield Gap((a0, a1), (b0, b1), _gap_kind(left, right, slice(a0, a1), slice(b0, b1)))


def facts_differ(left: Tokens, right: Tokens) -> bool:
    """Whether the one text has many facts that the other doesn't have anywhere: a quick look, without aligning."""
    if len(right) < len(left):
        left, right = right, left
    for mask, share in ((left.numbers, 0.5), (left.names | left.numbers, 0.5)):
        facts = left.hashes[mask]
        if len(facts) and np.isin(facts, right.hashes).mean() < share:
            return True
    return False


def _count(mask: NDArray[np.bool_], blocks: I64) -> int:
    """How many marked tokens of the left text stand in the blocks."""
    sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(mask)))
    return int((sums[blocks[:, 0] + blocks[:, 2]] - sums[blocks[:, 0]]).sum())


def dateline(tokens: Tokens) -> int | None:
    """The day of the year (months of 31 days) of the first "March 2" or "2 March" near the beginning, or None."""
    for at in range(min(_DATELINE_WORDS, len(tokens) - 1)):
        if tokens.numbers[at]:
            continue
        month = _MONTH_OF.get(tokens.word(at).casefold())
        if month is None:
            continue
        for beside in (at + 1, at - 1):
            if beside >= 0 and tokens.numbers[beside]:
                day = tokens.word(beside)
                if day.isascii() and day.isdigit() and len(day) <= 2 and 1 <= int(day) <= 31:
                    return month * 31 + int(day)
    return None


def _days_apart(left: Tokens, right: Tokens) -> int | None:
    one, other = dateline(left), dateline(right)
    if one is None or other is None:
        return None
    apart = abs(one - other)
    return min(apart, 12 * 31 - apart)


def examine(left: Tokens, right: Tokens) -> Evidence:
    """Aligns two texts and counts what agrees and what doesn't. Symmetric."""
    if (len(right), right.hashes.tobytes()) < (len(left), left.hashes.tobytes()):
        left, right = right, left
    days = _days_apart(left, right)
    verbatim = int(found_in(left, right).sum())
    if len(left) * len(right) > CELLS:
        return Evidence(len(left), len(right), 0, verbatim, (0, 0), (0, 0), days, aligned=False)
    blocks = matching_blocks(left, right)
    runs = blocks[blocks[:, 2] >= LEAST_RUN]
    covered = int(runs[:, 2].sum())
    numbers, names = _count(left.numbers, runs), _count(left.names & ~left.numbers, runs)
    other_numbers = other_names = 0
    for gap in swaps(left, right, blocks):
        one, other = slice(*gap.left), slice(*gap.right)
        if gap.kind == "alike":
            covered += min(one.stop - one.start, other.stop - other.start)
        elif gap.kind == "number":
            other_numbers += int(min(left.numbers[one].sum(), right.numbers[other].sum()))
        elif gap.kind == "name":
            other_names += int(min(left.names[one].sum(), right.names[other].sum()))
    return Evidence(len(left), len(right), covered, verbatim, (numbers, names), (other_numbers, other_names), days)
