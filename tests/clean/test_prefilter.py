"""A pattern is asked wherever it may hold: what it is known by is true of every match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.clean import default_rules
from triage.clean.catalogue.patterns import Pattern
from triage.clean.catalogue.prefilter import FOREIGN, beginnings_of, key_of, keyed, needed_by

PARTS = st.sampled_from(
    [
        "a",
        "B",
        "4",
        " ",
        "ж",
        "記",
        "ab",
        r"\d",
        r"\d{1,3}",
        "[abc]",
        "[^a]",
        ".",
        "[a-z]",
        "[一-鿿]",
        r"\w",
        "[,.]?",
        r"[^\x00-\x7f]",
    ]
)


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    row = st.lists(parts, min_size=1, max_size=4).map("".join)
    either = st.lists(row, min_size=2, max_size=3).map(lambda found: f"(?:{'|'.join(found)})")
    times = st.sampled_from(["", "?", "*", "{2}", "{0,2}", "{1,4}", "+"])
    repeated = st.builds(lambda part, count: f"(?:{part}){count}", row, times)
    ahead = st.builds(lambda first, rest: f"(?={first}){rest}", row, row)
    return row | either | repeated | ahead


PATTERNS = st.recursive(PARTS, joined, max_leaves=8)


def may_begin(pattern: str, line: str) -> bool:
    found = beginnings_of(pattern)
    foreign = FOREIGN in found and not line[:1].isascii()
    return foreign or any(key_of(line).startswith(beginning) for beginning in found)


@given(PATTERNS, st.data())
def test_every_match_begins_as_one_of_the_beginnings(pattern: str, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(re.compile(pattern), fullmatch=True) | st.text("abcB04 ,.ж記٣é", max_size=6))
    if re.fullmatch(pattern, line):
        assert may_begin(pattern, line)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"read more:? .*", {"rea"}),
        (r"(?:see|read) .*", {"see", "rea"}),
        (r"\d{1,2} (?:min|std)", {"0 m", "0 s", "00 "}),
        (r"x?[ab]c", {"xac", "xbc", "ac", "bc"}),
        (r"(?=[^\x00-\x7f]).{1,9}記", {FOREIGN}),
        (r"(?=\d).{1,9}", {"0"}),
        (r".{1,9}rights", {""}),
        (r"[a-z0-9]{18}", {""}),
        (r"(?:© )?\w", {"© ", ""}),
        (r"(?!no)not(?<=t)", {"not"}),
    ],
)
def test_beginnings(pattern: str, expected: set[str]) -> None:
    assert beginnings_of(pattern) == expected


@given(PATTERNS, st.data())
def test_every_match_has_one_of_the_needed_texts(pattern: str, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(re.compile(pattern), fullmatch=True) | st.text("abcB04 ,.記٣é", max_size=6))
    needed = needed_by(pattern)
    if needed is not None and re.fullmatch(pattern, line):
        assert any(text in keyed(line) for text in needed)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r".{0,9}rights reserved\.?", {"rights reserved"}),
        (r".*(?:getty|alamy)(?: images)?", {"getty", "alamy"}),
        (r"(?=.*rights).*", {"rights"}),
        (r"(?:\w+ ?[|·] ?){3}", {"|", "·"}),
        (r"(?:pier)?\w+", None),
        (r"\w+(?:pier|\d)", {"pier", "0"}),
        (r"\w+(?:pier|\w)", None),
        (r"\w+ \d{1,2}:\d{2} ?", {"0:00"}),
        (r".*(?:19|20)\d\d", {"00"}),
        (r"x(?:a{1,2}){3}b", {"x"}),
        (r"(?!pier).*", None),
    ],
)
def test_needed_texts(pattern: str, expected: set[str] | None) -> None:
    assert needed_by(pattern) == expected


PACKAGED = [Pattern(n, rule.name, pattern) for n, rule in enumerate(default_rules().rules) for pattern in rule.patterns]


def test_hardly_any_pattern_of_the_package_is_asked_of_every_line() -> None:
    whatever = [pattern for _, _, pattern in PACKAGED if "" in beginnings_of(pattern)]
    assert len(whatever) < len(PACKAGED) / 10
    assert sum(needed_by(pattern) is None for pattern in whatever) < len(PACKAGED) / 50
