"""Two texts side by side for the screen: what they share, where, and where they differ, in offsets of the texts as given."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from triage.arrays import I64
from triage.match.align import CELLS, LEAST_RUN, Held, beside, facts_in, found_in, gaps, kinds, matching_blocks, swapped
from triage.match.body import Body, prepared
from triage.match.normalise import origins
from triage.match.sketch import WORDS
from triage.match.tokens import tokenise
from triage.match.types import Difference, Pair, Run


class _Side:
    """A text made ready, with where its tokens stand in the text as it was given."""

    def __init__(self, text: str) -> None:
        normal, firsts, lasts = origins(text)
        self.body: Body = prepared(tokenise(normal))
        self.starts: list[int] = firsts[self.body.starts].tolist()
        self.ends: list[int] = lasts[self.body.ends - 1].tolist() if len(self.body) else []
        self._end = len(text)

    def span(self, first: int, after: int) -> tuple[int, int]:
        """The characters of tokens `first` … `after` - 1; of none, the empty span where they would stand."""
        if first < after:
            return self.starts[first], self.ends[after - 1]
        at = self.starts[first] if first < len(self.starts) else self._end
        return at, at


def _runs_anywhere(left: Body, right: Body) -> I64:
    """Equal stretches of texts too long to align: runs of three that follow each other in both, the first place in each."""
    values, places = np.unique(right.runs, return_index=True)
    if not len(values) or not len(left.runs):
        return np.zeros((0, 3), np.int64)
    at = np.minimum(np.searchsorted(values, left.runs), len(values) - 1)
    starts = np.flatnonzero(values[at] == left.runs)
    there = places[at[starts]]
    new = np.flatnonzero(np.diff(starts, prepend=-2) - 1 | np.diff(there, prepend=-2) - 1)
    lengths = np.diff(np.append(new, len(starts))) + WORDS - 1
    return np.column_stack((starts[new], there[new], lengths))


def _differences(left: _Side, right: _Side, blocks: I64, held: Held) -> Iterator[Difference]:
    """What stands between the blocks."""
    between, equal = gaps(left.body, right.body, blocks), beside(blocks)
    swaps = swapped(between, equal)
    swapped_gaps = between[swaps]
    facts = facts_in(left.body, right.body, swapped_gaps, equal[swaps], held)
    found = iter(kinds(left.body, right.body, swapped_gaps, facts))
    for (a0, a1, b0, b1), is_swap in zip(between.tolist(), swaps.tolist(), strict=True):
        if a0 == a1 and b0 == b1:
            continue
        kind = next(found) if is_swap else "only-right" if a0 == a1 else "only-left" if b0 == b1 else "other"
        yield Difference(kind, left.span(a0, a1), right.span(b0, b1))


def explain(left: str, right: str) -> Pair:
    """Everything that is known about two cleaned texts.

    Texts too long to align have their shared runs, in any order, and no differences.
    """
    one, other = _Side(left), _Side(right)
    aligned = len(one.body) * len(other.body) <= CELLS
    blocks = matching_blocks(one.body.hashes, other.body.hashes) if aligned else _runs_anywhere(one.body, other.body)
    runs = [Run(size, one.span(a, a + size), other.span(b, b + size)) for a, b, size in blocks.tolist() if size >= LEAST_RUN]
    held = found_in(one.body, other.body), found_in(other.body, one.body)
    return Pair(
        float(held[0].mean()) if len(one.body) else 0.0,
        float(held[1].mean()) if len(other.body) else 0.0,
        tuple(runs),
        tuple(_differences(one, other, blocks, held)) if aligned else (),
    )
