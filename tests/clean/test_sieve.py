"""Texts looked for in many lines at once, against a look for each in each. All texts are invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.clean.catalogue.prefilter import keyed
from triage.clean.catalogue.sieve import Sieve

TEXTS = st.text("ab0 é記|", min_size=1, max_size=7)
LINES = st.text("ab07٣ é記|\ud800", max_size=20)


@given(st.sets(TEXTS, max_size=6), st.lists(LINES, max_size=5))
def test_each_text_is_found_in_each_line_that_has_it(texts: set[str], lines: list[str]) -> None:
    expected = {(at, text) for at, line in enumerate(lines) for text in texts if text in keyed(line)}
    assert set(Sieve(texts).found_in(lines)) == expected


def test_a_text_is_found_beyond_what_is_looked_at_at_once() -> None:
    lines = ["the tide mill"] * 5_000 + ["all rights reserved"]
    assert list(Sieve(["rights reserved"]).found_in(lines)) == [(5_000, "rights reserved")]
