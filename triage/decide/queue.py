"""Where the cursor goes. Positions are into the order given; the caller's list isn't copied."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence


def next_undecided(
    order: Sequence[str], position: int, is_decided: Callable[[str], bool], skip: Collection[str] = (), wrap: bool = True
) -> int | None:
    """The position of the next undecided document behind `position`, from the start again at the end.

    The document at `position` itself is never the answer, nor is one in `skip`. None where there is no other.
    """
    count = len(order)
    steps = range(position + 1, count)
    places = [steps, range(min(max(position, 0), count))] if wrap else [steps]
    for place in places:
        for n in place:
            if n >= 0 and order[n] not in skip and not is_decided(order[n]):
                return n
    return None


def previous_undecided(
    order: Sequence[str], position: int, is_decided: Callable[[str], bool], skip: Collection[str] = (), wrap: bool = True
) -> int | None:
    """Like `next_undecided`, the other way."""
    count = len(order)
    places = [range(min(position, count) - 1, -1, -1)]
    if wrap:
        places.append(range(count - 1, max(position, -1), -1))
    for place in places:
        for n in place:
            if order[n] not in skip and not is_decided(order[n]):
                return n
    return None


def after_deciding(order: Sequence[str], position: int, decided: Collection[str], is_decided: Callable[[str], bool]) -> int:
    """Where to go once `decided` are decided: the next undecided, else stay, so that nothing wrong is landed on."""
    found = next_undecided(order, position, is_decided, skip=decided)
    return position if found is None else found
