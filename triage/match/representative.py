"""Which member of a cluster is suggested to keep: stated criteria in an order that the editor can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from triage.match.types import Standing

LONGEST, LEAST_BOILERPLATE, EARLIEST, PREFERRED_SOURCE = "longest", "least-boilerplate", "earliest", "preferred-source"
CRITERIA = (LONGEST, LEAST_BOILERPLATE, EARLIEST, PREFERRED_SOURCE)


class Order(NamedTuple):
    """By what the members of a cluster are ranked: `criteria`, the most important first, and sources, best first."""

    criteria: tuple[str, ...] = CRITERIA
    preferred: tuple[str, ...] = ()


ORDER = Order()


def _keys(preferred: Sequence[str]) -> dict[str, Callable[[Standing], float]]:
    """For each criterion a number that is smallest for the best document."""
    place = {source.casefold(): number for number, source in enumerate(preferred)}
    return {
        LONGEST: lambda standing: -standing.length,
        LEAST_BOILERPLATE: lambda standing: standing.boilerplate,
        EARLIEST: lambda standing: (standing.date or date.max).toordinal(),
        PREFERRED_SOURCE: lambda standing: place.get(standing.source.casefold(), len(place)),
    }


def deciding(standing: Standing, other: Standing, order: Order = ORDER) -> str:
    """The first criterion in which two documents differ; empty where only their ids do."""
    keys = _keys(order.preferred)
    return next((criterion for criterion in order.criteria if keys[criterion](standing) != keys[criterion](other)), "")


def ranked(standings: Iterable[Standing], order: Order = ORDER) -> list[Standing]:
    """Documents from best to worst: by the first criterion, ties by the next, and last by id.

    Raises ValueError for a criterion that isn't in `CRITERIA`.
    """
    keys = _keys(order.preferred)
    unknown = [criterion for criterion in order.criteria if criterion not in keys]
    if unknown:
        raise ValueError(f"unknown criterion {unknown[0]!r}; there are: {', '.join(CRITERIA)}")
    chosen = [keys[criterion] for criterion in order.criteria]
    return sorted(standings, key=lambda standing: ([key(standing) for key in chosen], standing.id))
