"""Completion of tags, and how a sidecar stands to its document."""

from __future__ import annotations

from triage.decide import complete, staleness
from triage.model import CleanStamp, Sidecar, Source, Staleness


def test_completion_ranks_whole_start_part_then_likeness():
    used = {"sport": 9, "transport": 2, "asia": 1}
    assert complete("sport", ["port", "sports"], used)[:3] == ["sport", "sports", "transport"]
    assert complete("", ["z", "asia"], used) == ["z", "asia", "sport", "transport"]
    assert complete("trnsport", [], used)[0] == "transport"
    assert complete("qqqq", [], used) == []
    assert complete("s", [], used, limit=1) == ["sport"]


def test_staleness_by_hashes():
    sidecar = Sidecar(Source("a", "raw"), clean=CleanStamp("text", "rules"))
    assert staleness(sidecar, None, None, "rules") is Staleness.ORPHAN
    assert staleness(sidecar, "new", "text", "rules") is Staleness.SOURCE_CHANGED
    assert staleness(sidecar, "raw", "text", "rules", "b") is Staleness.MOVED
    assert staleness(sidecar, "raw", "new", "rules") is Staleness.CLEAN_CHANGED
    assert staleness(sidecar, "raw", "text", "new rules", "a") is Staleness.CURRENT
    assert staleness(sidecar, "raw", None, "new rules") is Staleness.CLEAN_CHANGED
    assert staleness(sidecar, "raw", None, "rules") is Staleness.CURRENT
    assert staleness(Sidecar(Source("a")), "raw", "x", "y") is Staleness.CURRENT
