"""Rules and what they would change, as lines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from triage.model import Answer, Label, LearnedRule, Likeness
from triage.model.reach import Effect, Reach
from triage.view import ASCII, UNICODE, cells
from triage.view.learned_rules import LONGEST, effect_runs, likeness_runs, reach_runs, rule_runs, shown_text

EFFECT = Effect("a.txt", "A headline [/red] \x1b[31m", 12, Label.CONTENT, Label.BOILERPLATE, "a text", Answer.KEEP)


def plain(runs: list[tuple[str, str]]) -> str:
    return "".join(text for text, _ in runs)


@pytest.mark.parametrize(
    ("reach", "told"),
    [
        (Reach(9, 9, 1, 1, 0, 1), "Changes 1 block in 1 document, none of them decided yet"),
        (
            Reach(9, 9, 1200, 900, 12, 1300),
            "Changes 1,200 blocks in 900 documents, 12 of them decided by hand · holds for 1,300 blocks",
        ),
        (Reach(3, 9, 2, 1, 0, 2), "Changes 2 blocks in 1 document, none of them decided yet · looked at 3 of 9…"),
        (Reach(9, 9, 0, 0, 0, 1), "Changes nothing now · the 1 block that it holds for is so already"),
        (Reach(9, 9), "Changes nothing now · it holds for no block"),
    ],
)
def test_the_reach_in_words(reach: Reach, told: str) -> None:
    assert plain(reach_runs(reach)) == told


@pytest.mark.parametrize("width", [40, 60, 118])
def test_lines_have_their_width_and_nothing_that_acts(width: int) -> None:
    rule = LearnedRule("yours-1", Label.BOILERPLATE, Likeness.FUZZY, "x\x1b[2J" * 90, 85, "al", datetime(2026, 1, 2, tzinfo=UTC))
    for glyphs in (UNICODE, ASCII):
        for runs in (rule_runs(rule, width, glyphs), effect_runs(EFFECT, width, glyphs)):
            assert cells(plain(runs)) == width
            assert plain(runs).isprintable()
    assert "[fuzzy 85 %]" in plain(likeness_runs(rule))


def test_of_a_long_text_the_beginning_is_shown() -> None:
    rule = LearnedRule("yours-1", Label.CONTENT, Likeness.FOLDED, "word " * 90_000)
    assert len(shown_text(rule)) < LONGEST + 40
    assert "450,000 characters" in shown_text(rule)
