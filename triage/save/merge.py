"""Three-way merge of a sidecar that changed on disk since it was loaded, key by key, where both sides can stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triage.corrections import is_corrected, is_empty_sidecar
from triage.errors import SidecarError
from triage.model import NOTHING, Decision, Metadata, Sidecar
from triage.save.sidecar import dump_sidecar, from_tree, newer_schema, to_tree

ABSENT = object()
# These say one thing together: an answer of one side with the reasons of the other would be nobody's decision.
TOGETHER = ("answer", "reasons", "duplicate_of")
# Stamps tell who wrote last, and that is us.
STAMPS = ("reviewer", "method", "decided_at")


def merge(name: str, base: Sidecar | None, mine: Sidecar | None, theirs: Sidecar | None) -> Sidecar | None:
    """What to write, where `theirs` is on disk, `mine` is wanted and was made from `base`. SidecarError if it can't be both.

    None is wanted where all that `base` says is taken back: what `theirs` adds to it stays.
    """
    if same(theirs, base) or same(theirs, mine):
        return mine
    if theirs is None:
        raise SidecarError(f"{name}: was removed since it was loaded; reload and decide again")
    newer = newer_schema(theirs)
    if newer:
        raise SidecarError(f"{name}: {newer}")
    wanted = mine or emptied(base or theirs)
    trees = (to_tree(base) if base else {}, to_tree(wanted), to_tree(theirs))
    conflicts: list[str] = []
    merged = _merge((), *trees, conflicts)
    if conflicts:
        keys = ", ".join(conflicts)
        raise SidecarError(f"{name}: {keys} changed on disk since it was loaded; reload to see it, then decide again")
    found = from_tree(merged, name)
    return None if mine is None and is_empty_sidecar(found) else found


def emptied(sidecar: Sidecar) -> Sidecar:
    """The sidecar with all taken back that somebody decided, or mended, in it."""
    metadata = Metadata(extra=sidecar.metadata.extra) if is_corrected(sidecar) else sidecar.metadata
    return sidecar._replace(metadata=metadata, decision=Decision(), blocks=NOTHING)


def same(one: Sidecar | None, other: Sidecar | None) -> bool:
    """Whether both would be written as the same bytes (so that 1 isn't true, and NaN is itself)."""
    if one is None or other is None:
        return one is other
    if newer_schema(one) or newer_schema(other):
        return one == other
    return dump_sidecar(one) == dump_sidecar(other)


def _merge(
    path: tuple[str, ...], base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], conflicts: list[str]
) -> dict[str, Any]:
    refused = TOGETHER if path == ("decision",) and _differ_as_a_whole(base, mine, theirs) else ()
    conflicts += refused[:1]
    merged: dict[str, Any] = {}
    for key in dict.fromkeys([*mine, *theirs]):
        if key in refused:
            continue
        value = _one((*path, key), base.get(key, ABSENT), mine.get(key, ABSENT), theirs.get(key, ABSENT), conflicts)
        if value is not ABSENT:
            merged[key] = value
    return merged


def _differ_as_a_whole(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Whether both sides have changed what only one of them may."""
    b, m, t = ([side.get(key, ABSENT) for key in TOGETHER] for side in (base, mine, theirs))
    return b not in (m, t) and m != t


def _one(path: tuple[str, ...], base: Any, mine: Any, theirs: Any, conflicts: list[str]) -> Any:
    if _equal(mine, theirs) or _equal(theirs, base):
        return mine
    if _equal(mine, base):
        return theirs
    if path in (("decision", "tags"), ("decision", "not_duplicate_of")):
        b, m, t = (set(side) if side is not ABSENT else set() for side in (base, mine, theirs))
        return sorted((t | (m - b)) - (b - m)) or ABSENT
    if path == ("decision", "revision"):
        return max(side for side in (mine, theirs) if side is not ABSENT)
    if path[0] in ("source", "clean", "document") or (path[0] == "decision" and path[-1] in STAMPS):
        if not (isinstance(mine, Mapping) and isinstance(theirs, Mapping)):
            return theirs if mine is ABSENT else mine
    elif len(path) == 2 and path[0] == "block":
        # A block is one statement: half of each side would be a label at another one's place.
        conflicts.append(".".join(path))
        return mine
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return _merge(path, base if isinstance(base, Mapping) else {}, mine, theirs, conflicts)
    conflicts.append(".".join(path))
    return mine


def _equal(one: Any, other: Any) -> bool:
    return one is other or (type(one) is type(other) and (one == other or repr(one) == repr(other)))
