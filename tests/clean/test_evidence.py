"""What stands in other documents counts against a line only where the line says something."""

from __future__ import annotations

import pytest

from triage.clean.evidence import telling
from triage.clean.reasons import other_documents
from triage.model import Seen


@pytest.mark.parametrize(
    "line",
    [
        "![A pier at dusk](/images/pier.png)",
        "[![A pier](/images/pier.png)](https://echo.example/pier)",
        '<img src="pier.png" alt="pier">',
        '<aside markdown="1" class="quote"> <i>',
        "</aside>",
        "---",
        "* * *",
        "======",
        "```python",
    ],
)
def test_marks_of_markdown_are_no_evidence(line: str) -> None:
    assert telling(Seen((7, 7), 9), [line, "Sign up for our letter"], []) == Seen((0, 7), 9)


@pytest.mark.parametrize(
    "line", ["- Home", "<b>Home</b> of the pier", "[Home](/)", "* Sign up", "Pier --- closed", "![Home](/a.png) Home", "3 > 2"]
)
def test_what_says_something_is(line: str) -> None:
    assert telling(Seen((7,), 9), [line], []) == Seen((7,), 9)


def test_cells_are_no_evidence() -> None:
    assert telling(Seen((7, 6, 5), 9), ["12", "Total", "The pier"], [range(2)]) == Seen((0, 0, 5), 9)


ARTICLE = [
    "The ferry goes again since Monday, and the harbour office says that it will not stop before the end of the year. " * 2
] * 9


def test_copies_of_the_article_are_no_evidence_against_its_lines() -> None:
    lines = ["Home", "The ferry goes again", *ARTICLE]
    assert telling(Seen((40, 8, *[8] * 9), 99), lines, []) == Seen((32, 0, *[0] * 9), 99)


def test_a_copy_may_have_a_little_to_itself() -> None:
    lines = ["The ferry goes again", *ARTICLE, ARTICLE[0][:110]]
    assert telling(Seen((8, *[8] * 9, 0), 99), lines, []) == Seen((0, *[0] * 9, 0), 99)


def test_what_a_site_repeats_below_an_article_is_evidence() -> None:
    lines = ["Home", *ARTICLE]
    seen = Seen((40, 0, 0, *[40] * 7), 99)
    assert telling(seen, lines, []) == seen


def test_only_a_number_that_the_folder_knows_is_told_as_one() -> None:
    told = [other_documents(count) for count in (1, 2, 3, 17)]
    assert told == ["1 other document", "2 other documents", "at least 3 other documents", "at least 17 other documents"]


def test_evidence_of_other_lines_is_none() -> None:
    assert telling(Seen((7,), 9), ["a", "b"], []) is None
    assert telling(None, ["a"], []) is None
