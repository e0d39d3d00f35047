"""What a rule may say, besides its phrases and patterns. All texts are invented."""

from __future__ import annotations

import pytest

from triage.clean.rules import RuleSet
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
