"""Completion of tags, and how a sidecar stands to its document."""

from __future__ import annotations

import pytest

from triage.decide import begins, complete, edits_in, numbers_in, tags_in
from triage.errors import UsageError


def test_a_comma_parts_tags():
    assert tags_in(" asia ,  the  east,,") == ["asia", "the east"]


def test_a_minus_before_a_tag_takes_it_off():
    assert edits_in("town, -nature, +sea,-, - old  town") == (["town", "sea"], ["nature", "old town"])
    assert edits_in("a, -b, -a, b") == (["b"], ["a"]), "the last word holds"
    assert edits_in("--x") == ([], ["-x"]), "another program may have made one that begins so"


def test_completion_ranks_whole_start_part_then_likeness():
    used = {"sport": 9, "transport": 2, "asia": 1}
    assert complete("sport", ["port", "sports"], used)[:3] == ["sport", "sports", "transport"]
    assert complete("", ["z", "asia"], used) == ["z", "asia", "sport", "transport"]
    assert complete("trnsport", [], used)[0] == "transport"
    assert complete("qqqq", [], used) == []
    assert complete("s", [], used, limit=1) == ["sport"]


def test_short_words_are_alike_only_where_they_are_nearly_the_same():
    used = {"harbour": 3, "politics": 2, "asia": 1}
    assert complete("war", [], used) == complete("te", [], used) == complete("bar", [], used) == []
    assert complete("asai", [], used) == ["asia"]


def test_a_tag_begins_with_what_was_typed_whatever_its_case_and_blanks():
    assert begins(" Har", "harbour")
    assert begins("the  EAST", "The east")
    assert not begins("bour", "harbour")
    assert not begins("", "harbour")


def test_numbers_are_told_one_by_one_and_as_runs():
    assert numbers_in("3, 5-7 3", 9) == (3, 5, 6, 7)
    for wrong in ("", "0", "10", "a", "3-x", "-2", "3-", "²", "3-1", "5 3-1", "1-999999999999", "9" * 5000):
        with pytest.raises(UsageError):
            numbers_in(wrong, 9)
