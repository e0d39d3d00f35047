"""What is found of all texts at once: from sketches to weighted pairs, and from these to verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.arrays import I32, I64, components
from triage.match.candidates import Postings, pair_blocks
from triage.match.judge import RULES
from triage.match.pair_rows import Near, rows_of_run
from triage.match.sketch import Fingerprints
from triage.match.verify import BodyOf, Examiner, Verdict, agreeing, by_component, verify_component
from triage.match.weigh import Weighed, first_few, first_pass, story_counts, weigh_pairs, weights_of

_PAIRS_AHEAD = 200


@dataclass(frozen=True, slots=True)
class Weighing:
    """The index, the weight of each shared hash in the end, and the pairs that are worth a look.

    `story` (n): provisional stories; `links` (pairs, 2), `suspects` (owner, partner) with `shares`, and `agreed`: what they
    came from.
    """

    postings: Postings
    weights: I64
    pairs: Weighed
    story: I64
    links: I32
    suspects: I32
    shares: NDArray[np.float64]
    agreed: dict[tuple[int, int], bool]


def weigh(texts: Fingerprints, body_of: BodyOf, postings: Postings) -> Weighing:
    """Candidate pairs of distinct texts, weighted by stories, from `RULES.candidate` on. `postings`: the index of their hashes,
    which aren't looked at themselves."""
    blocks = list(pair_blocks(postings))
    none: list[I32] = [np.zeros(0, np.int32)]
    left = np.concatenate([block[0] for block in blocks] or none)
    right = np.concatenate([block[1] for block in blocks] or none)
    linked, similar = first_pass(postings, postings.holders, texts.levels, texts.lengths, left, right)
    among = first_few(similar, len(texts))
    suspects = similar.where(among[0] | among[1])
    examiner = Examiner(body_of)
    story = components(len(texts), *agreeing((left[linked], right[linked]), suspects, examiner.agree))
    weights = weights_of(story_counts(postings, story))
    pairs = weigh_pairs(postings, texts.levels, weights, left, right)
    owned = np.column_stack((similar.left, similar.right))
    return Weighing(
        postings,
        weights,
        pairs.where(pairs.of_lighter >= RULES.candidate),
        story,
        np.column_stack((left[linked], right[linked])),
        np.concatenate((owned[among[0]], owned[among[1]][:, ::-1])),
        np.concatenate((similar.of_heavier[among[0]], similar.of_heavier[among[1]])),
        examiner.agreed,
    )


def rows_to_keep(count: int, weighing: Weighing, verdicts: Sequence[Verdict]) -> tuple[I64, Near]:
    """What was found about pairs of `count` texts, as `IncrementalMatching` takes it up: (begins, rows), those of text t from
    `begins[t]` to `begins[t + 1]`."""
    suspects = weighing.suspects, weighing.shares
    return rows_of_run(count, weighing.links, suspects, weighing.agreed, weighing.pairs, verdicts)


def verify(
    pairs: Weighed,
    texts: Fingerprints,
    body_of: BodyOf,
    ahead: Callable[[Iterable[int]], None] | None = None,
    tell: Callable[[float], None] | None = None,
) -> list[Verdict]:
    """Verdicts on all pairs, component by component. `ahead` is told which texts `body_of` will be asked for next, `tell` which
    share of the components is through."""
    examiner = Examiner(body_of)
    verdicts: list[Verdict] = []
    prepared = 0
    orders = by_component(pairs, len(texts))
    for at, order in enumerate(orders):
        if at >= prepared:
            some, prepared = _next_texts(pairs, orders, at)
            if ahead is not None:
                ahead(some)
            if tell is not None:
                tell(at / len(orders))
        verdicts.extend(verify_component(pairs, order, examiner.evidence, examiner.hopeless, texts.lengths))
    return verdicts


def _next_texts(pairs: Weighed, orders: Sequence[I64], first: int) -> tuple[Iterable[int], int]:
    """The texts of some components from the one numbered `first` on, and the number of the component after these."""
    size, after = 0, first
    while after < len(orders) and size < _PAIRS_AHEAD:
        size += len(orders[after])
        after += 1
    own = np.concatenate(orders[first:after])
    return dict.fromkeys(np.concatenate((pairs.left[own], pairs.right[own])).tolist()), after
