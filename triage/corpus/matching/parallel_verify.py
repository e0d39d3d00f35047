"""Pairs laid side by side in several processes: whole components of the candidate graph to each, for the same outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np

from triage.arrays import I32, I64, distinct
from triage.corpus.index.schema import connect
from triage.corpus.matching.texts import Bodies
from triage.corpus.pool import Pool
from triage.match.engine import verify
from triage.match.sketch import Fingerprints
from triage.match.verify import Verdict, by_component
from triage.match.weigh import Weighed

_PAIRS_AT_ONCE = 500


def verify_spread(
    pairs: Weighed, prints: Fingerprints, numbers: I32, pool: Pool, index: Path, tell: Callable[[float], None]
) -> list[Verdict]:
    """Verdicts on all pairs of texts, which are given as places among `numbers`. `tell` is told which share is through."""
    groups = list(_groups(by_component(pairs, len(prints))))
    parts = [_part(pairs, group) for group in groups]
    calls = ((index, some, prints.lengths[places], numbers[places]) for places, some in parts)
    found: list[Verdict] = []
    through = 0
    for (places, some), verdicts in zip(parts, pool.map(_verify, calls, many=len(parts) > 1), strict=True):
        at = places.tolist()
        found += [replace(one, shorter=at[one.shorter], longer=at[one.longer]) for one in verdicts]
        through += len(some.left)
        tell(through / len(pairs.left))
    return found


def _groups(components: Sequence[I64]) -> Iterator[I64]:
    """Components (indices of pairs) by some hundred pairs."""
    group: list[I64] = []
    size = 0
    for component in components:
        group.append(component)
        size += len(component)
        if size >= _PAIRS_AT_ONCE:
            yield np.concatenate(group)
            group, size = [], 0
    if group:
        yield np.concatenate(group)


def _part(pairs: Weighed, chosen: I64) -> tuple[I64, Weighed]:
    """The texts that some pairs are of, in their order, and the pairs with the texts numbered anew."""
    some = pairs.where(chosen)
    places = distinct(np.concatenate((some.left, some.right))).astype(np.int64)
    left, right = (np.searchsorted(places, side).astype(np.int32) for side in (some.left, some.right))
    return places, Weighed(left, right, some.of_left, some.of_right)


def _verify(index: Path, pairs: Weighed, lengths: I32, numbers: I32) -> list[Verdict]:
    """In a process of its own."""
    none = np.zeros(len(lengths), np.uint64)
    texts = Fingerprints(none, lengths, none.astype(np.uint8), none[:0], np.zeros(len(lengths) + 1, np.int64))
    with closing(connect(index)) as db:
        body_of = Bodies(db, lambda place: int(numbers[place]))
        return verify(pairs, texts, body_of, ahead=body_of.ahead)
