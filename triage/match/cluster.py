"""Verdicts on pairs to stories.

Chains are the danger: one wrong pair, or one page that carries two articles, would make two stories one. So texts are
joined in the order of how sure the evidence is, and all links of a step are judged on the stories as the step before left
them, which makes the outcome independent of any order:

1. same story, sure: joined (union-find).
2. contained in, sure: a piece joins the story that it is part of, unless several stories claim the host. Of a story of several
   hosts (two copies of one digest) each is asked by itself.
3. same story, less sure: joins two stories only if a good part of both is linked, not one stray page of each.
4. contained in, all the rest, twice, since what joined in one round may settle a claim in the next.

Contained-in pairs that don't join (a digest, a quotation) remain a relation to be shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from triage.arrays import I64, components
from triage.match.judge import Kind, other_facts
from triage.match.verify import Verdict

Link = tuple[int, int]


class Held(NamedTuple):
    """What pieces of one story make up of a host: the share of its weight, and of its words.

    Words tell who else claims the host. Weight doesn't: it is more for the piece that was first taken for the host's story.
    """

    weight: float = 0.0
    words: float = 0.0


@dataclass(frozen=True, slots=True)
class JoinRules:
    """When a pair joins two stories. Shares are 0 to 1.

    `sure_piece`: how much of a piece the host must hold in step 2. `least_of_host`: the share of the host's weight that a
    piece must make up; `over_others`: how many times as much as the next story that claims the host. `majority`: the share
    of a story's texts that must be such hosts, unless it makes up `large_piece` of one. `support`: the share of both
    stories' texts that less sure links must touch, for stories of more than `few` texts. `overlap`: of the lighter of two pieces,
    the share that shows them to be excerpts of one article, which don't contest it, and not two stories of a digest.
    """

    sure_piece: float = 0.9
    least_of_host: float = 0.07
    over_others: float = 1.5
    majority: float = 0.5
    large_piece: float = 0.5
    support: float = 0.25
    few: int = 2
    overlap: float = 0.3


JOIN = JoinRules()


def _accepts(host_size: int, shares: Sequence[float]) -> bool:
    """Whether a piece joins the story of its hosts: `shares` is what it makes up of each that no other story claims."""
    largest = max(shares, default=0.0)
    if host_size == 1:
        return largest >= JOIN.least_of_host
    return len(shares) > JOIN.majority * host_size or largest >= JOIN.large_piece


def overlapping(verdicts: Iterable[Verdict]) -> list[Link]:
    """The pairs that aren't one story and yet tell the same over a good part, with the same facts."""
    return [
        (verdict.shorter, verdict.longer)
        for verdict in verdicts
        if verdict.kind in (Kind.COVERAGE, Kind.TEMPLATE)
        and verdict.of_lighter >= JOIN.overlap
        and not other_facts(verdict.evidence, verdict.of_heavier)
    ]


def claims(contained: Sequence[Verdict], overlaps: Sequence[Link], labels: I64, least: float) -> list[Link]:
    """The contained-in pairs whose piece joins the host's story, of those that hold `least` of the piece."""
    sizes = np.bincount(labels, minlength=len(labels))
    excerpts = {frozenset((int(labels[one]), int(labels[other]))) for one, other in overlaps}
    of_host: dict[int, dict[int, Held]] = defaultdict(dict)
    claimed: dict[Link, dict[int, Verdict]] = defaultdict(dict)
    for verdict in contained:
        piece, host = int(labels[verdict.shorter]), int(labels[verdict.longer])
        if piece == host:
            continue
        held, evidence = of_host[verdict.longer].get(piece, Held()), verdict.evidence
        words = max(evidence.covered, evidence.verbatim) / evidence.longer
        of_host[verdict.longer][piece] = Held(max(held.weight, verdict.of_heavier), max(held.words, words))
        if verdict.of_lighter >= least:
            claimed[piece, host][verdict.longer] = verdict
    links = []
    for (piece, host), verdicts in claimed.items():
        shares = []
        for text in verdicts:
            own = of_host[text][piece]
            rivals = (held for other, held in of_host[text].items() if other != piece and {piece, other} not in excerpts)
            if all(own.words >= JOIN.over_others * held.words for held in rivals):
                shares.append(own.weight)
        if _accepts(int(sizes[host]), shares):
            some = next(iter(verdicts.values()))
            links.append((some.shorter, some.longer))
    return links


def supported(same: Sequence[Verdict], labels: I64) -> list[Link]:
    """The same-story pairs between stories that enough texts of both support."""
    sizes = np.bincount(labels, minlength=len(labels))
    touched: dict[Link, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for verdict in same:
        one, other = verdict.shorter, verdict.longer
        if labels[one] > labels[other]:
            one, other = other, one
        if labels[one] != labels[other]:
            sides = touched[int(labels[one]), int(labels[other])]
            sides[0].add(one)
            sides[1].add(other)
    links = []
    for (one, other), sides in touched.items():
        small = min(sizes[one], sizes[other]) <= JOIN.few
        if small or all(len(side) >= JOIN.support * sizes[at] for side, at in zip(sides, (one, other), strict=True)):
            links.append((one, other))
    return links


def stories(count: int, verdicts: Sequence[Verdict]) -> I64:
    """For each of `count` texts its story, named by the smallest text in it. The order of `verdicts` doesn't matter."""
    same = [verdict for verdict in verdicts if verdict.kind is Kind.SAME_STORY]
    contained = [verdict for verdict in verdicts if verdict.kind is Kind.CONTAINED_IN]
    overlaps = overlapping(verdicts)
    links: list[Link] = [(v.shorter, v.longer) for v in same if v.sure]

    def joined() -> I64:
        pairs = np.array(links, np.int64).reshape(-1, 2)
        return components(count, pairs[:, 0], pairs[:, 1])

    links += claims(contained, overlaps, joined(), JOIN.sure_piece)
    links += supported(same, joined())
    links += claims(contained, overlaps, joined(), 0.0)
    links += claims(contained, overlaps, joined(), 0.0)
    return joined()
