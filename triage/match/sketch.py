"""Fingerprints: a text as a sorted array of hashes (48 bits, the upper ones of 64), a fair sample of its runs of three words.

FracMinHash (Irber et al. 2022, "Lightweight compositional analysis of metagenomes with FracMinHash"; Broder 1997's
modulo sketch): of all the hashes of a text's three-word shingles those below a bound are kept. As the bound is the same
for every text, the sketch of a part is the part of the sketch, and sketches tell how much of one text the other
*contains*: truncated and padded copies stay visible, where a MinHash of fixed size estimates resemblance only.

The bound is 2^64 / 2^level. Usual texts have level 2 (one shingle in four). Short ones keep more, down to level 0, so that
there is enough to compare; very long ones keep less, so that a sketch is bounded. Two texts are compared at the larger of
their levels, where both sketches are complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import xxhash
from numpy.typing import NDArray

from triage.arrays import I32, I64, U64, boundaries, ranges
from triage.match.tokens import mix, token_hashes

WORDS = 3
LEVELS = 16
_USUAL_LEVEL = 2
_SHORT = 64  # shingles; so many are kept whole, twice as many at level 1
_LONG = 1 << 14  # shingles; above, the level rises so that about 4,096 hashes remain
_BATCH = 1 << 20  # characters fingerprinted at a time
BITS = 48  # of a hash that are kept: enough for any corpus, and a quarter less to store
_KEPT_BITS = np.uint64((1 << 64) - (1 << 64 - BITS))
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What matching knows about n texts.

    `keys` (n) identify the sequence of tokens: equal keys, same words. `lengths` (n) count tokens. `levels` (n) say which
    share of shingle hashes was kept. `hashes[offsets[i]:offsets[i + 1]]` is the sketch of text i, ascending and unique.
    """

    keys: U64
    lengths: I32
    levels: NDArray[np.uint8]
    hashes: U64
    offsets: I64

    def __len__(self) -> int:
        return len(self.keys)

    def sketch(self, index: int) -> U64:
        """The sketch of one text."""
        return self.hashes[self.offsets[index] : self.offsets[index + 1]]

    def take(self, indices: I64) -> Fingerprints:
        """The fingerprints of some of the texts, in the order asked for."""
        counts = np.diff(self.offsets)[indices]
        hashes = self.hashes[ranges(self.offsets[:-1][indices], counts)]
        return Fingerprints(self.keys[indices], self.lengths[indices], self.levels[indices], hashes, boundaries(counts))


def shingles(tokens: U64, offsets: I64) -> tuple[U64, NDArray[np.bool_]]:
    """The hash of the three tokens that begin at each token, and which of these lie within one text.

    A text of one or two tokens has one shingle: the tokens it has.
    """
    padded = np.concatenate((tokens, np.zeros(WORDS - 1, np.uint64)))
    count = len(tokens)
    sums = _sums(padded)
    lengths = np.diff(offsets)
    whole = np.ones(count, np.bool_)
    for back in range(1, WORDS):
        whole[offsets[1:][lengths >= back] - back] = False
    for length in range(1, WORDS):
        at = offsets[:-1][lengths == length]
        whole[at] = True
        sums[at] = sum((tokens[at + k] * _FACTORS[k] for k in range(length)), np.zeros(len(at), np.uint64))
    return mix(sums) & _KEPT_BITS, whole


def runs_of(tokens: U64) -> U64:
    """The hashes of the runs of three tokens of one text, in their order; none where it has fewer."""
    return mix(_sums(tokens)) & _KEPT_BITS if len(tokens) >= WORDS else np.zeros(0, np.uint64)


def _sums(tokens: U64) -> U64:
    """Of each three tokens that follow each other, a number by which `mix` tells them apart."""
    sums: U64 = tokens[:-2] * _FACTORS[0] + tokens[1:-1] * _FACTORS[1] + tokens[2:] * _FACTORS[2]
    return sums


def level_for(shingle_counts: I64) -> NDArray[np.uint8]:
    """The level at which texts of so many shingles are sampled."""
    levels = np.full(len(shingle_counts), _USUAL_LEVEL, np.uint8)
    levels[shingle_counts <= 2 * _SHORT] = 1
    levels[shingle_counts <= _SHORT] = 0
    long = shingle_counts > _LONG
    excess = np.ceil(np.log2(shingle_counts[long] / _LONG)).astype(np.uint8)
    levels[long] = np.minimum(_USUAL_LEVEL + excess, LEVELS - 1)
    return levels


def sample(tokens: U64, offsets: I64, levels: NDArray[np.uint8] | None = None) -> tuple[NDArray[np.uint8], U64, I64]:
    """Levels, sketch hashes (end to end, ascending within a text) and their offsets, of texts given as token hashes.

    `levels` overrides `level_for`.
    """
    count = len(offsets) - 1
    lengths = np.diff(offsets)
    if levels is None:
        levels = level_for(np.maximum(lengths - (WORDS - 1), np.minimum(lengths, 1)))
    hashes, whole = shingles(tokens, offsets)
    bounds = np.uint64(0xFFFFFFFFFFFFFFFF) >> levels.astype(np.uint64)
    kept = np.flatnonzero(whole & (hashes <= np.repeat(bounds, lengths)))
    owner = np.searchsorted(offsets, kept, "right") - 1
    hashes = hashes[kept]
    order = np.argsort(hashes)
    small = np.uint16 if count <= 0xFFFF else np.int64  # numpy sorts 16-bit numbers by radix
    order = order[np.argsort(owner[order].astype(small), kind="stable")]
    hashes, owner = hashes[order], owner[order]
    if len(hashes):
        new = np.ones(len(hashes), np.bool_)
        new[1:] = (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])
        hashes, owner = hashes[new], owner[new]
    return levels, hashes, boundaries(np.bincount(owner, minlength=count))


def _batches(texts: Sequence[str]) -> Iterable[Sequence[str]]:
    """The texts in runs of about `_BATCH` characters."""
    first, size = 0, 0
    for index, text in enumerate(texts):
        size += len(text)
        if size >= _BATCH:
            yield texts[first : index + 1]
            first, size = index + 1, 0
    if first < len(texts):
        yield texts[first:]


def join(parts: Sequence[Fingerprints]) -> Fingerprints:
    """Fingerprints of several batches as one."""
    if not parts:
        return fingerprint([""]).take(np.zeros(0, np.int64))
    counts = np.concatenate([np.diff(part.offsets) for part in parts])
    return Fingerprints(
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.lengths for part in parts]),
        np.concatenate([part.levels for part in parts]),
        np.concatenate([part.hashes for part in parts]),
        boundaries(counts),
    )


def fingerprint(texts: Sequence[str]) -> Fingerprints:
    """The fingerprints of cleaned texts, in their order. How texts are split into calls changes nothing."""
    parts: list[Fingerprints] = []
    for batch in _batches(texts):
        tokens, offsets = token_hashes(batch)
        raw = memoryview(tokens.tobytes())
        spans = pairwise((offsets * tokens.itemsize).tolist())
        keys = np.fromiter((xxhash.xxh3_64_intdigest(raw[a:b]) for a, b in spans), np.uint64, len(batch))
        levels, hashes, borders = sample(tokens, offsets)
        parts.append(Fingerprints(keys, np.diff(offsets).astype(np.int32), levels, hashes, borders))
    return parts[0] if len(parts) == 1 else join(parts)
