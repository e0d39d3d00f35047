"""The file of learned rules: read, changed rule by rule, written whole or not at all.

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

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from triage.errors import ConfigError, shown
from triage.model import Label, LearnedRule, Likeness, RuleChange
from triage.save.fields import is_time
from triage.save.files import changing, read_bytes, replacing_bytes
from triage.save.toml_text import BrokenToml, dump_tree, load_tree

SCHEMA = "triage/rules"
VERSION = 1
COMMENT = "# Written by triage; `triage rules` changes it, and so may you. Comments are not kept.\n"
KEYS = ("label", "like", "text", "threshold", "author", "made_at", "enabled")

Rules = dict[str, LearnedRule]


def load_rules(path: Path) -> Rules:
    """The rules in a file, by id in its order; none where there is no file. Raises `ConfigError`, which names the line and the
    remedy, and `FileError`."""
    data = read_bytes(path)
    return {} if data is None else _Parser(path, data).rules()


@contextmanager
def writing_rules(path: Path, changes: Iterable[RuleChange]) -> Iterator[Rules]:
    """Takes changes over into the file, durably, once what is inside is done; gives what it holds then.

    Raises before that, and writes nothing: `ConfigError` where a rule is not what a change says it was, since another hand was
    there; `FileError` where the file can't be written, or there is no room for it.
    """
    changes = tuple(changes)
    with changing(path):
        rules = check_rules(path, changes)
        for change in changes:
            if change.after is None:
                rules.pop(change.id, None)
            else:
                rules[change.id] = change.after
        with replacing_bytes(path, dump_rules(rules.values())):
            yield rules


def write_rules(path: Path, changes: Iterable[RuleChange]) -> Rules:
    """As `writing_rules`, at once."""
    with writing_rules(path, changes) as rules:
        return rules


def check_rules(path: Path, changes: Iterable[RuleChange]) -> Rules:
    """What the file holds. ConfigError where a rule is not what a change says it was."""
    rules = load_rules(path)
    for change in changes:
        if rules.get(change.id) != change.before:
            raise ConfigError(f"{path}: rule {change.id} was changed by another hand since; look at it and change it anew")
    return rules


def dump_rules(rules: Iterable[LearnedRule]) -> bytes:
    """The bytes of a rule file."""
    tree = {"schema": SCHEMA, "schema_version": VERSION, "rule": {rule.id: rule_table(rule) for rule in rules}}
    return (COMMENT + dump_tree(tree)).encode("utf-8")


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


class _Parser:
    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._text = path, data.decode("utf-8", "replace")
        try:
            self._tree = load_tree(data)
        except BrokenToml as error:
            raise self._error(str(error), error.line, error.remedy) from None

    def rules(self) -> Rules:
        if self._tree.get("schema") != SCHEMA:
            raise self._error(f'not written by triage (no schema = "{SCHEMA}")', 1)
        version = self._tree.get("schema_version")
        if version != VERSION:
            raise ConfigError(f"{self._path}: is of schema {version!r}, which this version doesn't know; update triage")
        tables = self._tree.get("rule", {})
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            raise self._error("rule must be tables, [rule.yours-1]", self._line_of("rule"))
        found: Rules = {}
        for id, table in tables.items():
            try:
                found[id] = rule_from_table(id, table)
            except ValueError as error:
                key = str(error).partition(":")[0]
                raise self._error(f"rule {id}: {error}", self._line_of(key, id)) from None
        return found

    def _line_of(self, key: str, id: str = "") -> int:
        """Where a key stands in a rule's table; the table's own line where it isn't there."""
        line = 1
        inside = not id
        for number, text in enumerate(self._text.split("\n"), 1):
            if id and re.match(rf"\s*\[\s*rule\s*\.\s*[\"']?{re.escape(id)}[\"']?\s*\]", text):
                inside, line = True, number
            elif text.lstrip().startswith("["):
                inside = not id
            if inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=|\s*\[+{re.escape(key)}\b", text):
                return number
        return line

    def _error(self, what: str, line: int, remedy: str = "") -> ConfigError:
        return ConfigError(f"{self._path}:{line}: {shown(what)}; {remedy or 'mend the line, or move the file away'}", line)
