"""What stands in other documents counts against a line only where the line says something."""

from __future__ import annotations

import pytest

from triage.clean.evidence import telling
from triage.clean.scoring.reasons import other_documents
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


SENTENCE = "The ferry goes again since Monday, and the harbour office says that it will not stop before the end of the year."
ARTICLE = [SENTENCE, "It had been at the yard for eleven months."] * 5


def test_copies_of_the_article_are_no_evidence_against_its_lines() -> None:
    lines = ["Home", *ARTICLE]
    assert telling(Seen((40, *[8] * 10), 99), lines, []) == Seen((40, *[0] * 10), 99)


def test_a_copy_may_have_a_little_to_itself() -> None:
    lines = [*ARTICLE, "The editors of this paper live beside it."]
    assert telling(Seen((*[8] * 10, 0), 99), lines, []) == Seen((*[0] * 10, 0), 99)


def test_short_lines_may_be_a_sites_in_copies_too() -> None:
    lines = ["Letters from the harbour", *ARTICLE]
    assert telling(Seen((9, *[9] * 10), 99), lines, []) == Seen((9, *[0] * 10), 99)


@pytest.mark.parametrize(
    "article",
    [
        ["The mayor crossed with the first boat on Monday.", "She praised the patience of all who waited there."],
        ["渡船自星期一起恢复通航，港务局表示年底之前不会停航。", "市长乘坐首班船过江，并称赞市民的耐心。"],
    ],
)
def test_what_a_site_repeats_below_a_short_article_is_evidence(article: list[str]) -> None:
    lines = ["The week in pictures", *article, *[SENTENCE * 2] * 3]
    seen = Seen((30, 0, 0, *[30] * 3), 99)
    assert telling(seen, lines, []) == seen


def test_only_a_number_that_the_folder_knows_is_told_as_one() -> None:
    told = [other_documents(count) for count in (1, 2, 3, 17)]
    assert told == ["1 other document", "2 other documents", "at least 3 other documents", "at least 17 other documents"]


def test_evidence_of_other_lines_is_none() -> None:
    assert telling(Seen((7,), 9), ["a", "b"], []) is None
    assert telling(None, ["a"], []) is None
