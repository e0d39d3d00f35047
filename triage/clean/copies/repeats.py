"""Copies inside a document: which block says again what an earlier one said.

Equal blocks are found by their words. Near-equal ones are looked for only among the few that share a bucket of minimal
shingle hashes, so the time stays proportional to the text, and are copies only where nothing that could be a fact differs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, TypeAlias

import numpy as np
from rapidfuzz import fuzz

from triage.clean.lines.word_hashes import LONGEST, HashedWords
from triage.clean.lines.words import words_of

Buckets: TypeAlias = dict[str, list[tuple[int, int]]]

_NEAR_WORDS = 12
_SHINGLE_WORDS = 400
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
_RANK_SHIFT, _RANK_BITS = np.uint64(20), np.uint64(44)
_NO_SHINGLE = np.uint64((1 << 64) - 1)


@dataclass(frozen=True, slots=True)
class Copy:
    """Block `of` says the same, with `similarity` from 0 to 1. `run` is the number of copies in the same order around it."""

    of: int
    similarity: float
    run: int = 1


def find_copies(texts: Sequence[str], content: Sequence[bool], keys: Sequence[str], buckets: Buckets) -> dict[int, Copy]:
    """For each block that repeats an earlier content block: which one. Every chain leads to a block that is no copy itself.

    `keys`: the words of the texts; `buckets`: the `near_buckets` of these, or of more blocks.
    """
    kept = set(compress(keys, content))
    if not buckets and sum(map(kept.__contains__, keys)) == len(kept):
        return {}  # no content block stands twice
    first: dict[str, int] = {}
    near = _Near(texts, keys, buckets)
    found: dict[int, Copy] = {}
    for i, key in enumerate(keys):
        if not key:
            continue
        if key in first:
            found[i] = Copy(first[key], 1.0)
            continue
        if len(key) <= LONGEST and (copy := near.look(i)) is not None:
            found[i] = copy
            continue
        if content[i]:
            first[key] = i
            near.add(i)
    return _in_order(keys, content, found)


def _in_order(keys: Sequence[str], content: Sequence[bool], found: dict[int, Copy]) -> dict[int, Copy]:
    """Copies of blocks that follow each other are a run. A block that stands several times joins the run beside it."""
    places = sorted(found)
    for step, order in ((1, places), (-1, places[::-1])):
        for i in order:
            # A block or two that were changed don't end what was copied as one.
            for away in range(step, _BESIDE * step, step):
                beside = found.get(i - away)
                of = beside.of + away if beside else -1
                # A copy of a copy leads on to the first one; only content that is no copy itself is named.
                if 0 <= of < i and of not in found and content[of] and keys[of] == keys[i]:
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

    def __init__(self, texts: Sequence[str], keys: Sequence[str], buckets: Buckets) -> None:
        self._texts, self._keys, self._of = texts, keys, buckets
        self._buckets: dict[tuple[int, int], list[int]] = {}

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


def near_buckets(pages: Sequence[Sequence[str]], hashed: HashedWords) -> list[Buckets]:
    """For each page, by the words of its long blocks, the buckets that such a block shares with another one of the page: of each
    band the least shingle, which is the same in two texts as often as they share shingles. `pages` are the words of their
    blocks, and `hashed` those of all blocks of all pages."""
    found: list[Buckets] = [{} for _ in pages]
    page_of: list[int] = []
    blocks: list[int] = []
    keys: list[str] = []
    long = np.flatnonzero(np.diff(hashed.starts) >= _NEAR_WORDS)
    before = np.cumsum([0, *map(len, pages)])
    borders = np.searchsorted(long, before).tolist()
    for number, (page, first) in enumerate(zip(pages, before.tolist(), strict=False)):
        own = {page[place - first]: place for place in long[borders[number] : borders[number + 1]].tolist()}
        if len(own) > 1:
            keys += own
            blocks += own.values()
            page_of += [number] * len(own)
    if not blocks:
        return found
    shingles, starts, across = _shingles(hashed, np.array(blocks))
    above = np.array(page_of, np.uint64) << _RANK_BITS
    for band, factor in enumerate(_BAND_FACTORS):
        ranks = (shingles * factor) >> _RANK_SHIFT
        ranks[across] = _NO_SHINGLE
        least = np.minimum.reduceat(ranks, starts)
        codes = least | above
        order = np.argsort(codes, kind="stable")
        same = np.flatnonzero(codes[order[1:]] == codes[order[:-1]])
        for at in np.unique(order[np.concatenate([same, same + 1])]).tolist():
            found[page_of[at]].setdefault(keys[at], []).append((band, int(least[at])))
    return found


def _shingles(hashed: HashedWords, blocks: Any) -> tuple[Any, Any, Any]:
    """The hashes of the runs of three words of blocks, end to end; where each block begins; and which runs aren't within one."""
    first = hashed.starts[blocks]
    sizes = np.minimum(hashed.starts[blocks + 1] - first, _SHINGLE_WORDS)
    ends = np.cumsum(sizes)
    starts = ends - sizes
    words = hashed.hashes[np.repeat(first - starts, sizes) + np.arange(ends[-1])]
    across = np.concatenate([ends[:-1] - 1, ends[:-1] - 2])
    return words[:-2] * _FIRST + words[1:-1] * _SECOND + words[2:], starts, across


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
