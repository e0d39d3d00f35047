"""Completion of tags, and how a sidecar stands to its document."""

from __future__ import annotations

from triage.decide import complete, tags_in


def test_a_comma_parts_tags():
    assert tags_in(" asia ,  the  east,,") == ["asia", "the east"]


def test_completion_ranks_whole_start_part_then_likeness():
    used = {"sport": 9, "transport": 2, "asia": 1}
    assert complete("sport", ["port", "sports"], used)[:3] == ["sport", "sports", "transport"]
    assert complete("", ["z", "asia"], used) == ["z", "asia", "sport", "transport"]
    assert complete("trnsport", [], used)[0] == "transport"
    assert complete("qqqq", [], used) == []
    assert complete("s", [], used, limit=1) == ["sport"]
