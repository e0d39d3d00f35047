"""Learned rules as the cleaner takes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from triage.model import LearnedRule, Likeness

Table = dict[str, Any]
_PLACES = {Likeness.EXACT: 0, Likeness.FOLDED: 1, Likeness.FUZZY: 2}
_LONGEST_LIKE = 2000  # characters of a block that a fuzzy rule is tried on


def as_text(rules: Sequence[Table]) -> str:
    """The rules as the index notes them."""
    return json.dumps(list(rules), sort_keys=True, default=str)


def rule_tables(rules: Iterable[LearnedRule]) -> tuple[Table, ...]:
    """Those that are enabled, as `[[rules]]` of a configuration, in the order in which they are asked: exact ones, folded ones,
    fuzzy ones, and among these the latest first, so that what was said last holds."""
    listed = list(enumerate(rule for rule in rules if rule.enabled))
    listed.sort(key=lambda at: (_PLACES[at[1].likeness], -at[0]))
    return tuple(_table(rule) for _, rule in listed)


def _table(rule: LearnedRule) -> Table:
    table: Table = {"name": rule.id, "label": rule.label.value, "precision": 1.0}
    if rule.likeness is Likeness.FUZZY:
        length = min(_LONGEST_LIKE, max(160, 2 * len(rule.text)))
        return {**table, "phrases": [rule.text], "threshold": rule.threshold, "max_length": length}
    return {**table, rule.likeness.value: [rule.text]}
