"""Decisions whose documents went elsewhere: a file that was renamed, records that moved because one above them was taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from triage.model import Sidecar
from triage.naming import RECORD, file_of


def new_places(judged: Mapping[str, str], places: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each decision the id of the document that it is about now, where that is sure.

    `judged`: by id, the hash of the bytes that were judged; `places`: by hash, the documents that have these bytes and no
    decision of their own that stays.
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
    return found


def following(sidecar: Sidecar, id: str, went: Mapping[str, str]) -> Sidecar:
    """The sidecar of the document `id`, with what it says of others said of where these `went`."""
    decision = sidecar.decision
    apart = tuple(sorted({went.get(other, other) for other in decision.not_duplicate_of} - {id}))
    copy_of = went.get(decision.duplicate_of, decision.duplicate_of)
    return sidecar._replace(decision=decision._replace(duplicate_of=copy_of, not_duplicate_of=apart))


def _paired(ids: Sequence[str], free: Sequence[str], likeness: Callable[[str], str]) -> dict[str, str]:
    """Those that are alike, one by one in their order, where as many are free as are looking for a place."""
    found: dict[str, str] = {}
    for like in dict.fromkeys(map(likeness, ids)):
        looking, offered = ([one for one in side if likeness(one) == like] for side in (ids, free))
        if len(looking) == len(offered):
            found |= zip(sorted(looking, key=_in_order), sorted(offered, key=_in_order), strict=True)
    return found


def _in_order(id: str) -> tuple[str, int]:
    record = RECORD.fullmatch(id)
    return file_of(id), int(record["number"]) if record else 0


def _name(id: str) -> str:
    return id.rpartition("/")[2]


def _anything(id: str) -> str:
    return ""
