"""A cluster decided as one: who survives, and what that does to each member."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from triage.decide.commands import Decide
from triage.errors import UsageError
from triage.model import Answer, Method

DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Settlement:
    """What deciding a cluster takes. `overruled` are the members whose answers it would change."""

    commands: tuple[Decide, ...]
    overruled: tuple[str, ...]


def survivor(ranked: Sequence[str], answers: Mapping[str, Answer | None]) -> str:
    """Who is suggested to keep: the best that is kept already, else the best that isn't rejected, else the best of all."""
    kept = (id for id in ranked if answers.get(id) is Answer.KEEP)
    open_ones = (id for id in ranked if answers.get(id) is not Answer.REJECT)
    return next(kept, None) or next(open_ones, None) or ranked[0]


def settle(
    ranked: Sequence[str], keeps: Sequence[str], answers: Mapping[str, Answer | None], spared: Collection[str] = ()
) -> Settlement:
    """Keeps `keeps` and rejects the rest but `spared` as duplicates of the first of them.

    Members that are rejected already stay as they are, with their own reasons. Raises `UsageError` where nobody would survive.
    """
    if not keeps or not set(keeps) <= set(ranked):
        raise UsageError("a cluster needs a survivor among its members; name one, or reject them all by name")
    left = {*keeps, *spared}
    rest = tuple(id for id in ranked if id not in left and answers.get(id) is not Answer.REJECT)
    # One by one: what can't be written of those that survive stops the whole.
    commands = [Decide((id,), Answer.KEEP, method=Method.CLUSTER) for id in keeps if answers.get(id) is not Answer.KEEP]
    if rest:
        commands.append(Decide(rest, Answer.REJECT, (DUPLICATE,), keeps[0], Method.CLUSTER))
    changed = {id for command in commands for id in command.ids}
    return Settlement(tuple(commands), tuple(id for id in ranked if id in changed and answers.get(id) is not None))


def parted(ranked: Sequence[str], said: Mapping[str, Collection[str]]) -> list[list[str]]:
    """The members as the groups that are left once some are set apart; the order of `ranked` is kept.

    `said` gives the documents that a member was said to be no copy of, for those of which it was said; that holds both ways.
    """
    foes: dict[str, set[str]] = {}
    for id, others in said.items():
        for other in others:
            foes.setdefault(id, set()).add(other)
            foes.setdefault(other, set()).add(id)
    # Documents with exclusions are placed last: they leave the group, not the others.
    groups = [{id for id in ranked if not said.get(id)}]
    for id in ranked:
        if said.get(id):
            group = next((group for group in groups if foes[id].isdisjoint(group)), None)
            if group is None:
                groups.append({id})
            else:
                group.add(id)
    place = {id: n for n, id in enumerate(ranked)}
    return [sorted(group, key=place.__getitem__) for group in groups if group]
