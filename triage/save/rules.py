"""The file of learned rules.

```toml
schema = "triage/rules"
schema_version = 1

[rule.yours-1]
label = "boilerplate"     # boilerplate | content
like = "folded"           # exact | folded | fuzzy, with threshold = 90
text = "Subscribe to our newsletter"
author = "alice"
made_at = 2026-01-02 03:04:05+00:00
enabled = true
```
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from triage.model import Label, LearnedRule, Likeness
from triage.save.fields import is_time
from triage.save.keyed_file import KeyedFile

KEYS = ("label", "like", "text", "threshold", "author", "made_at", "enabled")


def rule_table(rule: LearnedRule) -> dict[str, Any]:
    """A rule as its table in the file."""
    table: dict[str, Any] = {"label": rule.label.value, "like": rule.likeness.value, "text": rule.text}
    if rule.likeness is Likeness.FUZZY:
        table["threshold"] = rule.threshold
    if rule.author:
        table["author"] = rule.author
    if rule.made_at is not None:
        table["made_at"] = rule.made_at.astimezone(UTC).replace(microsecond=0)
    return {**table, "enabled": rule.enabled}


def rule_from_table(id: str, table: Mapping[str, Any]) -> LearnedRule:
    """The rule in a table; ValueError says which key holds what can't be."""
    unknown = [key for key in table if key not in KEYS]
    if unknown:
        raise ValueError(f"{unknown[0]}: is no key of a rule; there are {', '.join(KEYS)}")
    made_at, threshold = table.get("made_at"), table.get("threshold", 90)
    if isinstance(made_at, datetime) and made_at.tzinfo is None:
        made_at = made_at.replace(tzinfo=UTC)
    text, author, enabled = table.get("text", ""), table.get("author", ""), table.get("enabled", True)
    checks: tuple[tuple[str, bool, str], ...] = (
        ("label", table.get("label") in (Label.CONTENT, Label.BOILERPLATE), '"boilerplate" or "content"'),
        ("like", table.get("like") in list(Likeness), '"exact", "folded" or "fuzzy"'),
        ("text", isinstance(text, str) and bool(text.strip()), "the text of a block"),
        ("threshold", type(threshold) is int and 50 <= threshold <= 100, "a whole number from 50 to 100"),
        ("author", isinstance(author, str), "a name"),
        ("made_at", made_at is None or is_time(made_at), "a time such as 2026-01-02T03:04:05Z"),
        ("enabled", isinstance(enabled, bool), "true or false"),
    )
    for key, is_good, wanted in checks:
        if not is_good:
            raise ValueError(f"{key}: must be {wanted}")
    made_at = made_at.astimezone(UTC) if made_at is not None else None
    return LearnedRule(id, Label(table["label"]), Likeness(table["like"]), text, threshold, author, made_at, enabled)


class RuleFile(KeyedFile[LearnedRule]):
    """Learned rules, in the order in which they were made."""

    kind = "rule"
    schema = "triage/rules"
    comment = "# Written by triage; `triage rules` changes it, and so may you. Comments are not kept.\n"
    parse = staticmethod(rule_from_table)
    table = staticmethod(rule_table)
