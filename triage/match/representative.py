"""Which member of a cluster is suggested to keep: stated criteria in an order that the editor can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from triage.match.types import Standing
from triage.model import Criterion

TIES = {Criterion.LONGEST: 0.03, Criterion.MOST_SHARED: 0.1}
"""What doesn't decide: a scanner's slips make a text longer by a letter or two, so length ties within this share of it; and the
copies with a correction or another headline have nearly as much in common with the others."""


class Order(NamedTuple):
    """By what the members of a cluster are ranked: `criteria`, the most important first, and sources, best first."""

    criteria: tuple[Criterion, ...] = tuple(Criterion)
    preferred: tuple[str, ...] = ()

    @property
    def stamp(self) -> str:
        """What is noted of clusters that were ranked by it: equal stamps, equal orders."""
        return repr((tuple(map(str, self.criteria)), self.preferred))


ORDER = Order()


def _measures(preferred: Sequence[str]) -> dict[Criterion, Callable[[Standing], float]]:
    """For each criterion a number that is smallest for the best document."""
    place = {source.casefold(): number for number, source in enumerate(preferred)}
    return {
        Criterion.LONGEST: lambda standing: -standing.length,
        Criterion.MOST_SHARED: lambda standing: -standing.shared,
        Criterion.LEAST_BOILERPLATE: lambda standing: standing.boilerplate,
        Criterion.EARLIEST: lambda standing: (standing.date or date.max).toordinal(),
        Criterion.PREFERRED_SOURCE: lambda standing: place.get(standing.source.casefold(), len(place)),
    }


def _tied(criterion: Criterion, best: float, other: float) -> bool:
    slack = TIES.get(criterion, 0.0)
    return abs(other - best) <= (slack * abs(best) if criterion is Criterion.LONGEST else slack)


def deciding(standing: Standing, other: Standing, order: Order = ORDER) -> str:
    """The first criterion in which two documents differ by more than a tie; empty where only their ids tell them apart."""
    measures = _measures(order.preferred)
    for criterion in order.criteria:
        one, two = sorted((measures[criterion](standing), measures[criterion](other)))
        if not _tied(criterion, one, two):
            return criterion
    return ""


def ranked(standings: Iterable[Standing], order: Order = ORDER) -> list[Standing]:
    """Documents from best to worst: by the first criterion, those that tie with the best of them by the next, and last by id."""
    by_id = sorted(standings, key=lambda standing: standing.id)
    return _ranked(by_id, order.criteria, _measures(order.preferred))


def _ranked(
    standings: list[Standing], criteria: Sequence[Criterion], measures: Mapping[Criterion, Callable[[Standing], float]]
) -> list[Standing]:
    """`standings`, by id, in the order of some criteria."""
    if not criteria or len(standings) < 2:
        return standings
    measure = measures[criteria[0]]
    left = sorted(standings, key=measure)
    result: list[Standing] = []
    while left:
        tied = [one for one in left if _tied(criteria[0], measure(left[0]), measure(one))]
        result += _ranked(sorted(tied, key=lambda standing: standing.id), criteria[1:], measures)
        left = left[len(tied) :]
    return result
