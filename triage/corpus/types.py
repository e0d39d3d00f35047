"""What the corpus hands to the rooms above it."""

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
    """How far a phase of a scan is. `done` and `total` count files while reading, documents while cleaning, and nothing
    while waiting; matching is one thing, to do or done."""

    done: int
    total: int
    bytes: int
    seconds: float
    phase: Phase


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
