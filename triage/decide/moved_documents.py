"""Decisions whose documents went elsewhere: a file that was renamed, records that moved because one above them was taken out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from triage.model import NOTHING, Sidecar
from triage.naming import RECORD, file_of


def new_places(
    judged: Mapping[str, str],
    places: Mapping[str, Sequence[str]],
    unlike: Mapping[str, Collection[str]] = NOTHING,
    displaced: Collection[str] = (),
) -> dict[str, str]:
    """For each decision the id of the document that it is about now, where that is sure.

    `judged`: by id, the hash of the bytes that were judged; `places`: by hash, the documents that have these bytes and no
    decision of their own that stays; `unlike`: by id, the documents that a decision names as others than its own, such as the
    copy that is left of a text that was rejected as its duplicate; they may go elsewhere themselves; `displaced`: the files
    that are there, with other bytes: only where another decision comes to one does its own leave it.
    """
    found: dict[str, str] = {}
    claims: dict[str, list[str]] = {}
    for id, digest in judged.items():
        claims.setdefault(digest, []).append(id)
    for digest, ids in claims.items():
        own: dict[str, str] = {}
        for likeness in (file_of, _name, _anything):
            taken = set(own.values())
            free = [place for place in places.get(digest, ()) if place not in taken]
            own |= _paired([id for id in ids if id not in own], free, likeness)
        found |= own
    return _sure(found, unlike, displaced)


def _sure(found: Mapping[str, str], unlike: Mapping[str, Collection[str]], displaced: Collection[str]) -> dict[str, str]:
    """Those that don't go to a document that their decision names, wherever that goes itself, and that don't leave a file of
    their own."""
    going = dict(found)
    while True:
        named = {id: {going.get(other, other) for other in unlike.get(id, ())} for id in going}
        comes = set(going.values())
        staying = [id for id, place in going.items() if place in named[id] or (id in displaced and id not in comes)]
        if not staying:
            return going
        for id in staying:
            del going[id]


def in_order(went: Mapping[str, str]) -> Iterator[list[str]]:
    """The ids of which the decisions change, those together that must: each is written where it went before another takes its
    place, or it is removed. So whoever stops between two of these lists loses nothing."""
    came = {new: old for old, new in went.items()}
    seen: set[str] = set()
    for end in (*(new for new in came if new not in went), *came):
        chain: list[str] = []
        place: str | None = end
        while place is not None and place not in seen:
            seen.add(place)
            chain.append(place)
            place = came.get(place)
        if chain:
            yield chain


def following(sidecar: Sidecar, id: str, went: Mapping[str, str]) -> Sidecar:
    """The sidecar of the document `id`, with what it says of others said of where these `went`."""
    decision = sidecar.decision
    apart = tuple(sorted({went.get(other, other) for other in decision.not_duplicate_of} - {id}))
    copy_of = went.get(decision.duplicate_of, decision.duplicate_of)
    return sidecar._replace(decision=decision._replace(duplicate_of=copy_of, not_duplicate_of=apart))


def _paired(ids: Sequence[str], free: Sequence[str], likeness: Callable[[str], str]) -> dict[str, str]:
    """Those that are alike, one by one in their order, where as many are free as are looking for a place."""
    found: dict[str, str] = {}
    offered = _grouped(free, likeness)
    for like, looking in _grouped(ids, likeness).items():
        if len(looking) == len(offered.get(like, ())):
            found |= zip(sorted(looking, key=_place), sorted(offered[like], key=_place), strict=True)
    return found


def _grouped(ids: Sequence[str], likeness: Callable[[str], str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for id in ids:
        groups.setdefault(likeness(id), []).append(id)
    return groups


def _place(id: str) -> tuple[str, int]:
    record = RECORD.fullmatch(id)
    return file_of(id), int(record["number"]) if record else 0


def _name(id: str) -> str:
    return id.rpartition("/")[2]


def _anything(id: str) -> str:
    return ""
