"""The line under the table of members: each share is told with the document that it is a share of."""

from __future__ import annotations

import pytest

from triage.config.settings import ClusterSettings
from triage.model import Row
from triage.model.copies import Copy
from triage.view.glyphs import UNICODE
from triage.view.members import order_text, why_member
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


def test_the_order_is_told_in_a_few_words_whatever_comes_first() -> None:
    criteria = ClusterSettings().criteria
    assert order_text(criteria, "?", 80) == "Best copy first: the longest · ? tells what else counts"
    assert order_text(criteria, "?", 40) == "Best copy first: the longest"
    assert order_text(("earliest",), "?", 80) == "Best copy first: the earliest"
    for n, first in enumerate(criteria):
        assert cells(order_text((*criteria[n:], first), "?", 76)) <= 76
