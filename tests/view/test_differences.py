"""Two texts as lines to be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.match import compare
from triage.view.differences import DiffText
from triage.view.glyphs import UNICODE
from triage.widths import cells

WORDS = st.lists(
    st.sampled_from(["the", "Ship", "42", "came", "Sund", "港", "\x1b[2J", "late", "and", "back", "\n"]), max_size=60
)


def text_of(left: str, right: str, width: int = 60, *, whole: bool = True) -> DiffText:
    return DiffText(left, right, compare(left, right).passages, UNICODE, width, whole=whole)


@given(WORDS.map(" ".join), WORDS.map(" ".join), st.integers(12, 90), st.booleans())
def test_every_line_fits_and_nothing_acts_on_the_terminal(left, right, width, whole):
    found = text_of(left, right, width, whole=whole)
    for y in range(found.lines):
        line = "".join(text for text, _ in found.runs(y))
        assert cells(line) <= width + 1, "but for a double-width character at the edge"
        assert line == "" or line.isprintable()
    assert all(0 <= y < found.lines for y in found.changes)


def test_changes_are_bracketed_facts_stand_out_and_the_gutter_says_so():
    found = text_of("The port had 640 ships.", "The port had 612 ships.")
    runs = found.runs(0)
    assert ("640", "fact-gone") in runs
    assert ("612", "fact") in runs
    assert "".join(text for text, _ in runs) == "! The port had [-640-]{+612+} ships."


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_long_and_the_same_is_folded_unless_all_is_asked_for(whole):
    same = " ".join(f"word{n}" for n in range(200))
    found = text_of(f"{same} one", f"{same} two", whole=whole)
    lines = ["".join(text for text, _ in found.runs(y)) for y in range(found.lines)]
    assert any("188 words the same" in line for line in lines) is not whole
    assert any("{+two+}" in line for line in lines)


def test_a_paragraph_missing_at_the_top_has_its_own_line():
    found = text_of("a heading of its own\n\nThe port had 640 ships.", "The port had 640 ships.")
    lines = ["".join(text for text, _ in found.runs(y)).strip() for y in range(found.lines)]
    assert lines == ["- [-a heading of its own-]", "The port had 640 ships."]


def test_a_missing_paragraph_has_its_own_line():
    first, second, third = (
        "The board met on Monday.",
        "Nobody had thought of the pilots and their boats.",
        "It meets again in May.",
    )
    found = text_of("\n".join((first, second, third)), "\n".join((first, third)))
    lines = ["".join(text for text, _ in found.runs(y)) for y in range(found.lines)]
    assert lines[1].startswith("! [-Nobody had thought")
    assert found.changes == [1]


def test_each_difference_is_on_the_line_where_it_begins():
    left = "The port had 640 ships.\nThe quay is closed.\nIt was cold.\nNobody came."
    right = "The port had 612 ships.\nThe quay is closed.\nIt was cold, and late.\nNobody came back."
    found = text_of(left, right)
    lines = ["".join(text for text, _ in found.runs(y)) for y in range(found.lines)]
    assert found.changes == [y for y, line in enumerate(lines) if "[-" in line or "{+" in line] == [0, 2, 3]
    assert text_of(left, left).changes == []
