"""Corrections that teach: a rule made from a block, checked, and compared with those that there are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from triage.errors import UsageError
from triage.model import Label, LearnedRule, Likeness

LONGEST_FUZZY = 1000
_WORD = re.compile(r"[^\W_]")


def draft(rules: Mapping[str, LearnedRule], text: str, label: Label, author: str, now: datetime) -> LearnedRule:
    """A rule for all blocks like `text`, as it is proposed: folded, or exact where it has no words."""
    numbers = [int(id.removeprefix("yours-")) for id in rules if id.removeprefix("yours-").isdecimal()]
    id = f"yours-{max(numbers, default=0) + 1}"
    flat = " ".join(text.split())
    likeness = Likeness.FOLDED if _WORD.search(flat) else Likeness.EXACT
    return LearnedRule(id, label, likeness, flat, author=author, made_at=now.astimezone(UTC).replace(microsecond=0))


def checked(rule: LearnedRule) -> LearnedRule:
    """The rule, if it can hold for anything. Raises UsageError."""
    if not rule.text.strip():
        raise UsageError(f"{rule.id}: a rule needs a text")
    if rule.label is Label.DUPLICATE:
        raise UsageError(f"{rule.id}: a rule says content or boilerplate; copies are found by themselves")
    if rule.likeness is not Likeness.EXACT and not _WORD.search(rule.text):
        raise UsageError(f"{rule.id}: “{rule.text}” has no words to compare; make it an exact rule")
    if rule.likeness is Likeness.FUZZY and len(rule.text) > LONGEST_FUZZY:
        raise UsageError(f"{rule.id}: a fuzzy rule takes {LONGEST_FUZZY:,} characters at most; make it a folded one")
    if not 50 <= rule.threshold <= 100:
        raise UsageError(f"{rule.id}: the threshold of a fuzzy rule is a number from 50 to 100")
    return rule


def same_as(rules: Mapping[str, LearnedRule], rule: LearnedRule) -> LearnedRule | None:
    """Another rule in force that says the same of the same text."""
    wanted = (rule.label, rule.likeness, rule.text, rule.threshold if rule.likeness is Likeness.FUZZY else 0)
    for other in rules.values():
        said = (other.label, other.likeness, other.text, other.threshold if other.likeness is Likeness.FUZZY else 0)
        if other.enabled and other.id != rule.id and said == wanted:
            return other
    return None


def contrary(rules: Mapping[str, LearnedRule], rule: LearnedRule) -> LearnedRule | None:
    """Another rule in force that says the opposite of the same text, whatever its case."""
    text = " ".join(rule.text.split()).casefold()
    for other in rules.values():
        same = " ".join(other.text.split()).casefold() == text
        if same and other.enabled and other.id != rule.id and other.label is not rule.label:
            return other
    return None
