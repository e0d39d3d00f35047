"""How far a scan is, and what it found."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Phase(StrEnum):
    """What a scan is doing; it waits for one that another program makes."""

    WAIT = "wait"
    READ = "read"
    CLEAN = "clean"
    MATCH = "match"


class Progress(NamedTuple):
    """How far a phase of a scan is. `done` and `total` count files while reading, documents while cleaning and matching, and
    nothing while waiting; `bytes` those that were read or cleaned in this phase, of which `rate` are a second (0 where that isn't
    known). `seconds` have passed since the scan began, and about so many are `left` to its end (None: can't be told yet).
    """

    done: int
    total: int
    bytes: int
    seconds: float
    phase: Phase
    rate: float = 0.0
    left: float | None = None


class ScanReport(NamedTuple):
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
