"""What the corpus hands to the rooms above it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from triage.model import Staleness


class Phase(StrEnum):
    """What a scan is doing."""

    WALK = "walk"
    READ = "read"
    CLEAN = "clean"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a phase of a scan is. `done` and `total` count files while reading, documents while cleaning."""

    done: int
    total: int
    bytes: int
    seconds: float
    phase: Phase


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a scan found. `cleaned` counts documents that were labelled anew, `relabelled` those whose labels changed by it."""

    documents: int
    added: int
    changed: int
    removed: int
    cleaned: int
    relabelled: int
    problems: int
    clusters: int
    matched: bool
    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Why:
    """Why a document is in its cluster: what was decided about it and document `via`, and the weighted shares in common."""

    kind: str
    via: str
    of_member: float
    of_representative: float


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a cluster; `role` is `representative`, `exact`, `copy`, `part` or `host`."""

    id: str
    similarity: float
    role: str
    why: Why


@dataclass(frozen=True, slots=True)
class Cluster:
    """Documents that are near-duplicates of each other, the representative first."""

    id: str
    representative: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Orphan:
    """A sidecar whose document is gone. `moved_to` are documents of the same bytes that have no sidecar of their own."""

    id: str
    stale: Staleness
    moved_to: tuple[str, ...] = ()
