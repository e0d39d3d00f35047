"""What a rule may say, besides its phrases and patterns. All texts are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.clean.catalogue.patterns import Pattern, Patterns
from triage.clean.catalogue.rules import RuleSet, default_rules
from triage.clean.lines.words import plain, words_of
from triage.errors import ConfigError


def rule(**keys: object) -> RuleSet:
    return RuleSet(()).extended([{"name": "mine", **keys}])


def test_a_rule_may_ask_for_a_further_word() -> None:
    rules = rule(contains=["cookie"], also=["accept", "websit"])
    assert rules.match("Accepting a cookie", 0)
    assert rules.match("The cookie of this website", 0)
    assert rules.match("An unacceptable cookie", 0) is None


def test_a_rule_may_ask_for_capitals() -> None:
    rules = rule(patterns=["READ MORE: .*"], cased=True)
    assert rules.match("READ  MORE: What the lock costs", 0)
    assert rules.match("Read more: What the lock costs", 0) is None
    with pytest.raises(ConfigError, match="cased must be true or false"):
        rule(patterns=["a"], cased="yes")


def test_a_rule_of_a_known_name_stands_beside_it_or_takes_its_place() -> None:
    first = rule(contains=["tide mill"])
    beside = first.extended([{"name": "mine", "contains": ["salt works"]}])
    instead = first.extended([{"name": "mine", "contains": ["salt works"], "replace": True}])
    assert beside.match("The tide mill", 0)
    assert beside.match("The salt works", 0)
    assert instead.match("The tide mill", 0) is None
    assert instead.match("The salt works", 0)
    assert [rules.own for rules in (first, beside, instead)] == [1, 2, 1]


LINES = st.one_of(
    st.sampled_from([pattern for rule in default_rules().rules for pattern in rule.patterns]).flatmap(
        lambda pattern: st.from_regex(pattern, fullmatch=True)
    ),
    st.text(max_size=30),
)


PATTERNS = [Pattern(n, rule.name, one) for n, rule in enumerate(default_rules().rules) for one in rule.patterns]


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large])
@given(st.lists(LINES, max_size=3))
def test_a_line_is_asked_for_every_pattern_that_holds(lines: list[str]) -> None:
    lines = [" ".join(line.split()) for line in lines]
    expected = [list(dict.fromkeys(one.number for one in PATTERNS if re.fullmatch(one.pattern, line))) for line in lines]
    assert Patterns(PATTERNS, own=0).holding(lines) == {at: numbers for at, numbers in enumerate(expected) if numbers}


def test_patterns_of_the_package_can_be_joined() -> None:
    patterns = [re.compile(one) for rule in default_rules().rules for one in rule.patterns]
    assert not [one.pattern for one in patterns if one.groups or one.flags != re.UNICODE]


def test_patterns_ask_for_no_letter_that_a_line_has_no_more_when_it_is_asked() -> None:
    patterns = [one for rule in default_rules().rules if not rule.cased for one in rule.patterns]
    letters = {letter for pattern in patterns for letter in pattern if letter.isalpha() and not letter.isascii()}
    assert {letter for letter in letters if plain(letter) != letter} == set()


def test_a_row_of_a_table_goes_where_the_folder_says_so() -> None:
    rows = ["Quay | Green | Harbour", "Mill | 902 | 11"]
    rules = default_rules().extended([{"name": "mine", "exact": [rows[0]]}])
    found = rules.match_all(rows, rows, [words_of(row) for row in rows], [(), ()], {})
    assert {place: match.rule.name for place, match in found.items()} == {0: "mine"}


def test_long_blocks_are_not_remembered() -> None:
    rules = rule(contains=["tide mill"])
    assert rules.match("tide mill " * 1000, 0) is None
    assert rules.match("the tide mill", 0)
    assert list(rules._memo) == ["the tide mill"]


@pytest.mark.parametrize(
    "line", ["记者:现在呢?", "記者：なぜですか。", "Reporter: And then?", "Redaktion: Und danach?", "تحرير: ولماذا؟"]
)
def test_what_is_asked_in_an_interview_is_no_byline(line: str) -> None:
    assert default_rules().match(line, 9) is None
    assert default_rules().match(f"{line.partition(':')[0].partition('：')[0]}: Ann Lee", 9) is not None
