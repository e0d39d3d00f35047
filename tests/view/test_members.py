"""The line under the table of members: each share is told with the document that it is a share of."""

from __future__ import annotations

from datetime import date

import pytest

from triage.config.settings import ClusterSettings
from triage.model import Row
from triage.model.copies import Comparison, Copy
from triage.view.glyphs import UNICODE
from triage.view.members import comparison_text, member_heads, member_runs, order_text, why_member
from triage.widths import cells


@pytest.mark.parametrize(
    ("role", "via", "told"),
    [
        ("representative", "", "the others were compared with it"),
        ("exact", "a.txt", "word for word the same as a.txt"),
        ("copy", "a.txt", "98% of what it tells stands in a.txt, 51% of that here"),
        ("part", "c.txt", "contained in a.txt: 98% of what it tells stands there, and is 51% of that, as c.txt shows"),
        ("host", "a.txt", "contains a.txt: 51% of what that tells stands here, and is 98% of this"),
    ],
)
def test_how_a_member_hangs_together_with_the_reference(role: str, via: str, told: str) -> None:
    member = Copy(Row("b.txt"), role, 0.98, "same-story", via, 0.98, 0.51, 900, "")
    line = "".join(text for text, _ in why_member(member, "a.txt", False, 160, UNICODE))
    assert line.rstrip() == f" behind by its name, all else being equal · {told}"


def test_a_member_that_shares_nothing_with_the_reference_is_told_by_who_joins_them() -> None:
    member = Copy(Row("b.txt"), "copy", 0.01, "same-story", "c.txt", 0.004, 0.01, 900, "")
    line = "".join(text for text, _ in why_member(member, "a.txt", False, 160, UNICODE))
    assert line.rstrip().endswith("tells the story of a.txt, as c.txt shows")


@pytest.mark.parametrize(
    ("id", "words", "facts", "aligned", "told"),
    [
        ("a.txt", (0, 0), (0, 0), True, "★ a.txt · the one to keep"),
        ("b.txt", (0, 0), (0, 0), True, "b.txt beside ★ · the same words"),
        ("b.txt", (3, 1200), (0, 0), True, "b.txt beside ★ · +1,200 -3 words"),
        ("b.txt", (0, 2), (0, 1), True, "b.txt beside ★ · +2 -0 words · +1 -0 figures and names"),
        ("b.txt", (2, 0), (1, 0), True, "b.txt beside ★ · +0 -2 words · +0 -1 figures and names"),
        (
            "b.txt",
            (0, 0),
            (0, 0),
            False,
            "b.txt beside ★ · too long to be laid side by side: 40% of it stands there, 90% of that here",
        ),
    ],
)
def test_how_much_differs_between_a_member_and_the_one_to_keep(id, words, facts, aligned, told) -> None:
    found = Comparison((), 0.9, 0.4, words, facts, aligned)
    line = "".join(text for text, _ in comparison_text(id, "a.txt", found, UNICODE))
    assert line.strip() == told


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 119, 120, 160, 200])
def test_a_row_fills_its_line_and_names_the_document_where_there_is_room(width: int) -> None:
    row = Row("news/ferries.txt", "Ferries use the old quay", date(2031, 5, 10), "Harbour Gazette", 400, 6, 0.1, 0.0)
    member = Copy(row, "copy", 0.97, "copy", "", 0.9, 0.9, 2345, "")
    line = "".join(text for text, _ in member_runs(member, "too", width, UNICODE))
    heads = "".join(text for text, _ in member_heads(width))
    assert cells(line) == cells(heads) == width
    assert ("Ferries use the old quay" in line) is (width >= 80)
    assert ("news/ferries.txt" in line) is ("document" in heads) is (width >= 119)


def test_the_order_is_told_in_a_few_words_whatever_comes_first() -> None:
    criteria = ClusterSettings().criteria
    assert order_text(criteria, "?", 80) == "Best copy first: the longest · ? tells what else counts"
    assert order_text(criteria, "?", 40) == "Best copy first: the longest"
    assert order_text(("earliest",), "?", 80) == "Best copy first: the earliest"
    for n, first in enumerate(criteria):
        assert cells(order_text((*criteria[n:], first), "?", 76)) <= 76
