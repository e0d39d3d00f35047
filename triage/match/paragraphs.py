"""Paragraphs across documents: the same words, nearly the same words, and one inside the other.

A paragraph is short, so its sketch keeps more (all shingles up to 32, half of them beyond), and the verdict is a plain edit
ratio over its words: what differs between two paragraphs of one origin is a slip or an edit, whole paragraphs aren't
truncated or reordered. Equal and near paragraphs form groups. One paragraph inside another (a page that runs two
together) is a pair and never joins groups: through boilerplate it would join all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import xxhash
from numpy.typing import NDArray
from rapidfuzz import fuzz

from triage.arrays import I32, I64, U64, boundaries, components, ranges
from triage.match.candidates import build_postings, pair_blocks, partition
from triage.match.normalise import normalise
from triage.match.sketch import WORDS, sample
from triage.match.tokens import Tokens, token_hashes, tokenise
from triage.match.verify import Joined
from triage.match.weigh import ONE, Weighed, weigh_pairs

LEAST_TOKENS = 8
_WHOLE = 32  # shingles
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class ParagraphRules:
    """`shared`: the share of the smaller sketch that makes a candidate. `ratio`: rapidfuzz's, 0 to 100, from which two are near.

    `alike_length`: the shorter's share of the longer, below which two can't be near. `inside`: the share of the shorter's
    runs that stand in the longer, from which it is inside, if it is shorter than `inside_length` of that. `other_numbers`: the
    share of the numbers of the one that the other lacks, above which they are sentences of one template.
    """

    shared: float = 0.25
    ratio: float = 80.0
    alike_length: float = 0.6
    inside: float = 0.75
    inside_length: float = 0.85
    other_numbers: float = 0.34


PARAGRAPHS = ParagraphRules()


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """How n paragraphs relate.

    `exact` and `near` (n) name each one's group by its first paragraph: the same words, and nearly. `inside` (pairs, 2): the
    first stands inside the second, which is much longer or of another group. Paragraphs of fewer than `LEAST_TOKENS` words are
    near nothing.
    """

    exact: I64
    near: I64
    inside: I64


def split(text: str) -> list[tuple[int, int]]:
    """Where paragraphs start and end in a text (code points): at blank lines or, where there are none, at every line."""
    separator = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else re.compile(r"\n\s*")
    spans, start = [], 0
    for match in separator.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if text[first:last].strip()]


def _keys(tokens: U64, offsets: I64) -> U64:
    raw = memoryview(tokens.tobytes())
    at = (offsets * tokens.itemsize).tolist()
    digests = (xxhash.xxh3_64_intdigest(raw[first:last]) for first, last in pairwise(at))
    return np.fromiter(digests, np.uint64, len(offsets) - 1)


def _candidates(tokens: U64, offsets: I64) -> Weighed:
    """Pairs of paragraphs that share enough of the smaller sketch."""
    lengths = np.diff(offsets)
    levels = (lengths > _WHOLE + WORDS - 1).astype(np.uint8)
    levels, hashes, borders = sample(tokens, offsets, levels)
    count = len(levels)
    owners = np.repeat(np.arange(count, dtype=np.int32), np.diff(borders))
    postings = build_postings(partition(hashes, owners, max(1, len(hashes) >> 22)), count)
    blocks = list(pair_blocks(postings))
    empty: list[I32] = [np.zeros(0, np.int32)]
    left = np.concatenate([block[0] for block in blocks] or empty)
    right = np.concatenate([block[1] for block in blocks] or empty)
    weighed = weigh_pairs(postings, levels, np.full(len(postings.groups) - 1, ONE, np.int64), left, right)
    return weighed.where(weighed.of_lighter >= PARAGRAPHS.shared)


def _other_numbers(one: Tokens, other: Tokens) -> bool:
    """Whether most numbers of both are the other's no numbers."""
    left, right = one.hashes[one.numbers], other.hashes[other.numbers]
    if min(len(left), len(right)) < 2:
        return False
    return bool(max(np.isin(left, right).mean(), np.isin(right, left).mean()) < 1 - PARAGRAPHS.other_numbers)


def _words(tokens: Tokens) -> str:
    return " ".join(tokens.word(at) for at in range(len(tokens))).casefold()


def _first_of_group(keys: NDArray[np.uint64]) -> I64:
    """For each key the place where it first stands."""
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    return first[group].astype(np.int64)


def relate(paragraphs: Sequence[str]) -> Paragraphs:
    """How paragraphs relate. Groups are the same for any order; only their names depend on it."""
    tokens, offsets = token_hashes(paragraphs)
    lengths = np.diff(offsets)
    exact = _first_of_group(_keys(tokens, offsets)) if len(paragraphs) else np.zeros(0, np.int64)
    empty = np.flatnonzero(lengths == 0)
    exact[empty] = empty
    heads = np.flatnonzero((exact == np.arange(len(exact))) & (lengths >= LEAST_TOKENS))
    heads = heads[np.argsort(_keys(tokens, offsets)[heads], kind="stable")]
    own = tokens[ranges(offsets[:-1][heads], lengths[heads])]
    pairs = _candidates(own, boundaries(lengths[heads]))
    near, inside = _judge(pairs, [paragraphs[at] for at in heads.tolist()])
    links = np.concatenate((np.column_stack((np.arange(len(exact)), exact)), heads[near]))
    return Paragraphs(exact, components(len(exact), links[:, 0], links[:, 1]), heads[inside])


def _judge(pairs: Weighed, texts: Sequence[str]) -> tuple[I64, I64]:
    """The pairs that are near, those left out that others join already, and those of which one is inside the other (the shorter
    first) and not nearly as long. Most alike first: of a paragraph's hundred revisions any two are candidates."""
    tokens: dict[int, Tokens] = {}
    words: dict[int, str] = {}
    for at in np.union1d(pairs.left, pairs.right).tolist():
        tokens[at] = tokenise(normalise(texts[at]))
        words[at] = _words(tokens[at])
    near: list[tuple[int, int]] = []
    inside: list[tuple[int, int]] = []
    joined = Joined()
    order = np.lexsort((pairs.right, pairs.left, -pairs.of_lighter))
    rows = pairs.left[order].tolist(), pairs.right[order].tolist(), pairs.of_lighter[order].tolist()
    for left, right, shared in zip(*rows, strict=True):
        if len(words[left]) > len(words[right]):
            left, right = right, left
        alike = len(words[left]) >= PARAGRAPHS.alike_length * len(words[right])
        if alike and joined.find(left) == joined.find(right):
            continue
        if alike and fuzz.ratio(words[left], words[right], score_cutoff=PARAGRAPHS.ratio):
            if not _other_numbers(tokens[left], tokens[right]):
                joined.union(left, right)
                near.append((left, right))
        elif shared >= PARAGRAPHS.inside and len(words[left]) < PARAGRAPHS.inside_length * len(words[right]):
            inside.append((left, right))
    return np.array(near, np.int64).reshape(-1, 2), np.array(inside, np.int64).reshape(-1, 2)
