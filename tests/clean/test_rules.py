"""What a rule may say, besides its phrases and patterns. All texts are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.clean.patterns import Pattern, Patterns
from triage.clean.rules import RuleSet, default_rules
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


LINES = st.one_of(
    st.sampled_from([pattern for rule in default_rules().rules for pattern in rule.patterns]).flatmap(
        lambda pattern: st.from_regex(pattern, fullmatch=True)
    ),
    st.text(max_size=30),
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large])
@given(LINES)
def test_a_line_is_asked_for_every_pattern_that_holds(line: str) -> None:
    patterns = [Pattern(n, rule.name, one) for n, rule in enumerate(default_rules().rules) for one in rule.patterns]
    expected = list(dict.fromkeys(one.number for one in patterns if re.fullmatch(one.pattern, line)))
    assert Patterns(patterns, own=0).holding(line) == expected


def test_patterns_of_the_package_can_be_joined() -> None:
    patterns = [re.compile(one) for rule in default_rules().rules for one in rule.patterns]
    assert not [one.pattern for one in patterns if one.groups or one.flags != re.UNICODE]
