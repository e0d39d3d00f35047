"""Candidate pairs to verdicts: which pairs are aligned, in which order, and which need not be.

Texts joined by sure pairs are one story whatever their other pairs say, so those aren't aligned (about half of all). Pairs
are taken component by component of the candidate graph, surest first; the outcome is the same however the components are
spread over calls or processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from triage.arrays import I32, I64, components, run_starts
from triage.match.align import Facts, found_in, shorter_first
from triage.match.body import Body
from triage.match.evidence import Evidence, examine
from triage.match.judge import RULES, Kind, decide, facts_agree, is_commonplace, is_sure
from triage.match.lru import LruCache
from triage.match.weigh import Weighed

BodyOf = Callable[[int], Body]
EvidenceOf = Callable[[int, int], Evidence]
Hopeless = Callable[[int, int, float], bool]
Agree = Callable[[int, int], bool]

_TOKENS_KEPT = 1 << 23  # some 12 bytes each
_AS_TOKENS = 32  # what a text of no tokens takes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about two texts, the `shorter` first, with the weighted shares of the lighter and the heavier.

    `sure`: one story, whatever else is known of the two.
    """

    shorter: int
    longer: int
    kind: Kind
    sure: bool
    of_lighter: float
    of_heavier: float
    evidence: Evidence


def by_component(pairs: Weighed, count: int) -> list[I64]:
    """Indices into `pairs`, a list for each connected component of the candidate graph, surest pairs first."""
    if not len(pairs.left):
        return []
    labels = components(count, pairs.left, pairs.right)[pairs.left]
    order = np.lexsort((pairs.right, pairs.left, -pairs.of_lighter, labels))
    return np.split(order, run_starts(labels[order])[1:])


class Joined:
    """Which texts sure pairs have joined: a union-find over the texts of one component."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, text: int) -> int:
        parent = self._parent
        while parent.setdefault(text, text) != text:
            parent[text] = text = parent[parent[text]]
        return text

    def union(self, one: int, other: int) -> None:
        one, other = self.find(one), self.find(other)
        self._parent[max(one, other)] = min(one, other)


def verify_component(pairs: Weighed, order: I64, evidence_of: EvidenceOf, hopeless: Hopeless, lengths: I32) -> Iterator[Verdict]:
    """Verdicts on the pairs of one component, left out those that surer ones have settled and those that nothing can join.

    `evidence_of(a, b)` examines two texts; it may answer from what it remembers. `hopeless(a, b, of_lighter)`: see `Examiner`.
    `lengths` (n) are in tokens.
    """
    joined = Joined()
    chosen = pairs.where(order)
    shares = zip(chosen.of_lighter.tolist(), chosen.of_heavier.tolist(), strict=True)
    for left, right, (lighter, heavier) in zip(chosen.left.tolist(), chosen.right.tolist(), shares, strict=True):
        if joined.find(left) == joined.find(right) or hopeless(left, right, lighter):
            continue
        evidence = evidence_of(left, right)
        kind = decide(evidence, lighter, heavier)
        sure = kind is Kind.SAME_STORY and is_sure(evidence, lighter)
        if sure:
            joined.union(left, right)
        if lengths[right] < lengths[left]:
            left, right = right, left
        yield Verdict(left, right, kind, sure, lighter, heavier, evidence)


def agreeing(links: tuple[I32, I32], suspects: Weighed, agree: Agree) -> tuple[I32, I32]:
    """`links`, and the suspects (see `weigh.first_pass`) that agree, but for those that others have joined already."""
    joined = Joined()
    found = list(zip(links[0].tolist(), links[1].tolist(), strict=True))
    for left, right in found:
        joined.union(left, right)
    order = np.lexsort((suspects.right, suspects.left, -suspects.of_heavier))
    for left, right in zip(suspects.left[order].tolist(), suspects.right[order].tolist(), strict=True):
        if joined.find(left) != joined.find(right) and agree(left, right):
            joined.union(left, right)
            found.append((left, right))
    pairs = np.array(found, np.int32).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


class Examiner:
    """Examines texts by number, made ready by `body_of`. `agreed` keeps what `agree` answered for a pair."""

    def __init__(self, body_of: BodyOf, agreed: dict[tuple[int, int], bool] | None = None) -> None:
        self._body_of = body_of
        self._facts: LruCache[Facts] = LruCache(_TOKENS_KEPT)
        self.agreed = {} if agreed is None else agreed

    def evidence(self, left: int, right: int) -> Evidence:
        """What aligning the two texts finds."""
        return examine(self._body_of(left), self._body_of(right))

    def hopeless(self, one: int, other: int, of_lighter: float) -> bool:
        """Whether no alignment of the two texts could join them, nor count where others are joined: they share little, and most
        of it is a frame with other facts in it. A folder of reports from one template is full of such pairs."""
        if of_lighter >= RULES.little:
            return False
        left, right = self._facts_of(one), self._facts_of(other)
        shorter = min(left.size, right.size)
        if shorter <= RULES.brief:
            return True
        if not left.differ(right):
            return False
        if shorter <= RULES.short:
            return True
        verbatim = np.count_nonzero(found_in(*shorter_first(self._body_of(one), self._body_of(other))))
        return is_commonplace(int(verbatim), shorter, of_lighter)

    def agree(self, one: int, other: int) -> bool:
        """Whether the two texts agree in words and facts."""
        left, right = min(one, other), max(one, other)
        known = self.agreed.get((left, right))
        if known is None:
            differ = self._facts_of(left).differ(self._facts_of(right))
            known = self.agreed[left, right] = not differ and facts_agree(self.evidence(left, right))
        return known

    def _facts_of(self, text: int) -> Facts:
        found = self._facts.get(text)
        if found is None:
            found = Facts.of(self._body_of(text))
            self._facts.put(text, found, found.size + _AS_TOKENS)
        return found
