"""Learned rules: how one is proposed, which ones can't be, and which say the same or the opposite."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from triage.decide.rules import checked, contrary, draft, same_as
from triage.errors import UsageError
from triage.model import Label, LearnedRule, Likeness

NOW = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
FOOT = LearnedRule("yours-1", Label.BOILERPLATE, Likeness.FOLDED, "By the night desk")
RULES = {FOOT.id: FOOT}


def test_a_rule_is_proposed_with_the_next_number_and_on_one_line():
    rule = draft({**RULES, "yours-7": FOOT, "mine-9": FOOT, "yours-x": FOOT}, " Read \n more ", Label.CONTENT, "al", NOW)
    assert rule == LearnedRule(
        "yours-8", Label.CONTENT, Likeness.FOLDED, "Read more", author="al", made_at=NOW.replace(microsecond=0)
    )
    assert draft({}, "* * *", Label.BOILERPLATE, "al", NOW).likeness is Likeness.EXACT
    assert draft({}, "* * *", Label.BOILERPLATE, "al", NOW).id == "yours-1"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"text": " "}, "needs a text"),
        ({"label": Label.DUPLICATE}, "content or boilerplate"),
        ({"text": "* * *"}, "no words"),
        ({"likeness": Likeness.FUZZY, "text": "a" * 1001}, "1,000 characters at most"),
        ({"threshold": 49}, "from 50 to 100"),
        ({"threshold": 101}, "from 50 to 100"),
    ],
)
def test_a_rule_that_can_hold_for_nothing_is_refused(said, why):
    with pytest.raises(UsageError, match=why):
        checked(FOOT._replace(**said))


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"text": "* * *", "likeness": Likeness.EXACT},
        {"likeness": Likeness.FUZZY, "text": "a" * 1000},
        {"text": "a" * 1001},
        {"threshold": 50},
        {"threshold": 100},
    ],
)
def test_what_can_hold_is_taken(said):
    rule = FOOT._replace(**said)
    assert checked(rule) is rule


@pytest.mark.parametrize(
    ("said", "same", "against"),
    [
        ({}, True, False),
        ({"threshold": 99}, True, False),
        ({"likeness": Likeness.FUZZY}, False, False),
        ({"text": "by the NIGHT  desk"}, False, False),
        ({"text": "By the day desk"}, False, False),
        ({"label": Label.CONTENT}, False, True),
        ({"label": Label.CONTENT, "likeness": Likeness.EXACT}, False, True),
        ({"label": Label.CONTENT, "text": "by the NIGHT  desk"}, False, True),
        ({"label": Label.CONTENT, "text": "By the day desk"}, False, False),
        ({"label": Label.CONTENT, "id": "yours-1"}, False, False),
        ({"id": "yours-1"}, False, False),
    ],
)
def test_which_rules_say_the_same_and_which_the_opposite(said, same, against):
    rule = FOOT._replace(**{"id": "yours-2", **said})
    assert same_as(RULES, rule) == (FOOT if same else None)
    assert contrary(RULES, rule) == (FOOT if against else None)
    disabled = {FOOT.id: FOOT._replace(enabled=False)}
    assert (same_as(disabled, rule), contrary(disabled, rule)) == (None, None)


def test_the_threshold_tells_fuzzy_rules_apart():
    fuzzy = FOOT._replace(likeness=Likeness.FUZZY, threshold=80)
    assert same_as({fuzzy.id: fuzzy}, fuzzy._replace(id="yours-2")) is fuzzy
    assert same_as({fuzzy.id: fuzzy}, fuzzy._replace(id="yours-2", threshold=81)) is None
