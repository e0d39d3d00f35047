"""Copies inside a document: which block says again what an earlier one said.

Equal blocks are found by their words. Near-equal ones are looked for only among the few that share a bucket of minimal
shingle hashes, so the time stays proportional to the text, and are copies only where nothing that could be a fact differs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from triage.clean.line_text import mixed
from triage.clean.words import words_of

_NEAR_WORDS = 12
_SHINGLE_WORDS = 400
_COMPARED = 6000
_BESIDE = 4
_BANDS = 6
_BUCKET = 4
_NEAR = 90.0
_SAME_WORD = 72.0
_SAME_NAME = 88.0
_NEGATIONS = frozenset(
    ["not", "no", "never", "without", "nor", "none", "nicht", "kein", "nie", "ne", "pas", "jamais", "nunca", "не", "ни", "нет"]
)
_FIRST, _SECOND = np.uint64(0xA0761D6478BD642F), np.uint64(0xE7037ED1A0B428DB)
_BAND_FACTORS = np.array([(0x9E3779B97F4A7C15 * (2 * band + 1)) % (1 << 64) | 1 for band in range(_BANDS)], np.uint64)
_MOST_PLACES, _SPACE = 63, ord(" ")
_POWERS = np.cumprod(np.full(_MOST_PLACES + 1, 0x9E3779B97F4A7C15, np.uint64), dtype=np.uint64)
_NO_SHINGLE = np.uint64((1 << 64) - 1)


@dataclass(frozen=True, slots=True)
class Copy:
    """Block `of` says the same, with `similarity` from 0 to 1. `run` is the number of copies in the same order around it."""

    of: int
    similarity: float
    run: int = 1


def find_copies(texts: Sequence[str], content: Sequence[bool], words: Sequence[str] | None = None) -> dict[int, Copy]:
    """For each block that repeats an earlier content block: which one. Every chain leads to a block that is no copy itself.

    `words`: the words of the texts, where they are known already.
    """
    keys = words if words is not None else [words_of(text) for text in texts]
    first: dict[str, int] = {}
    near = _Near(texts, keys)
    found: dict[int, Copy] = {}
    for i, key in enumerate(keys):
        if not key:
            continue
        if key in first:
            found[i] = Copy(first[key], 1.0)
            continue
        if len(key) <= _COMPARED and (copy := near.look(i)) is not None:
            found[i] = copy
            continue
        if content[i]:
            first[key] = i
            near.add(i)
    return _in_order(keys, found)


def _in_order(keys: Sequence[str], found: dict[int, Copy]) -> dict[int, Copy]:
    """Copies of blocks that follow each other are a run. A block that stands several times joins the run beside it."""
    places = sorted(found)
    for step, order in ((1, places), (-1, places[::-1])):
        for i in order:
            # A block or two that were changed don't end what was copied as one.
            for away in range(step, _BESIDE * step, step):
                beside = found.get(i - away)
                of = beside.of + away if beside else -1
                # A copy of a copy leads on to the first one; only a block that is no copy itself is named.
                if 0 <= of < i and of not in found and keys[of] == keys[i]:
                    found[i] = Copy(of, 1.0)
                    break
    runs: dict[int, Copy] = {}
    begin = 0
    for at, i in enumerate(places):
        after = places[at + 1] if at + 1 < len(places) else -1
        if after == i + 1 and found[after].of == found[i].of + 1:
            continue
        for member in places[begin : at + 1]:
            runs[member] = Copy(found[member].of, found[member].similarity, at + 1 - begin)
        begin = at + 1
    return runs


class _Near:
    """The long blocks seen so far, by buckets of their shingles."""

    def __init__(self, texts: Sequence[str], keys: Sequence[str]) -> None:
        self._texts, self._keys = texts, keys
        self._buckets: dict[tuple[int, int], list[int]] = {}
        self._of = _buckets(keys)

    def look(self, i: int) -> Copy | None:
        """The earlier block that `i` nearly repeats."""
        buckets = self._of.get(self._keys[i])
        if buckets is None:
            return None
        for j in dict.fromkeys(j for bucket in buckets for j in self._buckets.get(bucket, ())):
            score = fuzz.ratio(self._keys[i], self._keys[j], score_cutoff=_NEAR)
            if score and says_nothing_new(self._texts[i], self._texts[j]):
                return Copy(j, score / 100)
        return None

    def add(self, i: int) -> None:
        """Remember `i`; a full bucket stays as it is, so that many near-equal blocks don't cost ever more."""
        for bucket in self._of.get(self._keys[i], ()):
            members = self._buckets.setdefault(bucket, [])
            if len(members) < _BUCKET:
                members.append(i)


def _buckets(keys: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """For the words of each long block the buckets that it shares with another: of each band the least shingle, which is the same
    in two texts as often as they share shingles."""
    listed = {
        key: key[:_COMPARED].split(maxsplit=_SHINGLE_WORDS)[:_SHINGLE_WORDS] for key in dict.fromkeys(keys) if _is_long(key)
    }
    if not listed:
        return {}
    hashes = _word_hashes(" ".join(map(" ".join, listed.values())))
    ends = np.cumsum(np.fromiter(map(len, listed.values()), np.int64, len(listed)))
    starts = np.concatenate([[0], ends[:-1]])
    shingles = hashes[:-2] * _FIRST + hashes[1:-1] * _SECOND + hashes[2:]
    # A block's last two words begin no shingle.
    across = np.concatenate([ends[:-1] - 1, ends[:-1] - 2])
    found: dict[str, list[tuple[int, int]]] = {}
    blocks = list(listed)
    for band, factor in enumerate(_BAND_FACTORS):
        ranks = (shingles * factor) >> np.uint64(20)
        ranks[across] = _NO_SHINGLE
        least = np.minimum.reduceat(ranks, starts).tolist()
        # A bucket with one block in it leads nowhere, and nearly all are such.
        members = Counter(least) if len(set(least)) < len(least) else {}
        for block, rank in zip(blocks, least, strict=True) if members else ():
            if members[rank] > 1:
                found.setdefault(block, []).append((band, rank))
    return found


def _word_hashes(words: str) -> Any:
    """A hash of each of the words of a text with single spaces: a polynomial of its bytes, mixed."""
    codes = np.frombuffer(words.encode("utf-8", "surrogatepass"), np.uint8)
    starts = np.concatenate([[0], np.flatnonzero(codes == _SPACE) + 1])
    place = np.arange(len(codes)) - np.repeat(starts, np.diff(starts, append=len(codes)))
    return mixed(np.add.reduceat(codes * _POWERS[np.minimum(place, _MOST_PLACES)], starts))


def _is_long(key: str) -> bool:
    return key.count(" ", 0, _COMPARED) >= _NEAR_WORDS - 1


_TOKEN = re.compile(r"\w+")


def says_nothing_new(later: str, earlier: str) -> bool:
    """Whether `later` differs from `earlier` by slips alone: no number, name, negation or further words of its own."""
    ours, theirs = Counter(_TOKEN.findall(later)), Counter(_TOKEN.findall(earlier))
    folded = Counter(word.casefold() for word in theirs.elements())
    extra = [word for word in (ours - theirs).elements() if not _take(folded, word.casefold(), ours, theirs)]
    missing = [word.casefold() for word in (theirs - ours).elements()]
    dropped = [word for word in (theirs - ours).elements() if word[:1].isupper() or any(map(str.isdigit, word))]
    if any(not _is_other_spelling(word, ours) for word in dropped) and words_of(later) not in words_of(earlier):
        return False
    if any(word in _NEGATIONS for word in missing) or len(extra) > 2 + sum(ours.values()) // 20:
        return False
    return all(_is_slip(word, missing) for word in extra)


def _take(folded: Counter[str], word: str, ours: Counter[str], theirs: Counter[str]) -> bool:
    """The same word in other case is no difference."""
    return folded[word] > 0 and ours[word] <= theirs[word]


def _is_other_spelling(word: str, ours: Counter[str]) -> bool:
    """Whether a name or number that is missing stands in the later text in other letters."""
    return not any(map(str.isdigit, word)) and any(fuzz.ratio(word.casefold(), other.casefold()) >= _SAME_NAME for other in ours)


def _is_slip(word: str, missing: Sequence[str]) -> bool:
    """An extra word that is another spelling of a word that is missing. Numbers and capitalised words may be facts."""
    if any(character.isdigit() for character in word) or word.casefold() in _NEGATIONS:
        return False
    least = _SAME_NAME if word[:1].isupper() else _SAME_WORD
    return len(word) > 3 and any(fuzz.ratio(word.casefold(), other) >= least for other in missing)
