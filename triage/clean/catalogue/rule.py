"""A rule, and its table in a TOML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from triage.clean.catalogue.whole import EXACT, FOLDED, whole
from triage.clean.lines.words import words_of
from triage.errors import ConfigError
from triage.model import Label

KINDS = ("phrases", "starts", "contains")
LONGEST = 2000
"""Longer blocks are like no phrase."""
_SHARES = (("precision", 0, 1), ("unless", 0, 1), ("below", 0, 1))
_TEXTS = (*KINDS, "patterns", EXACT, FOLDED)
_KEYS = {"name", "label", *_TEXTS, "threshold", "max_length", "also", "cased", "first", "next"}
_KEYS |= {"precision", "sure", "unless", "below", "menu", "numbered", "replace"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `exact`: blocks of the same characters, white space aside; `folded`: of the same words, whatever their case and digits.
    `also`: beginnings of words, one of which a block that is like a phrase must hold too; `cased`: patterns are of the line as
    it is written. `first`: only among that many first blocks, or beside another block of such a rule; `next`: words one of which
    the block below must hold to go too; `below`: the line below goes too if it has no end, and so do the next ones unless the
    line model gives them that score; `menu`: a row of a table, beside one with numbers, is none, and no line that a mail quotes;
    `numbered`: the number of such a line, alone right above, goes too; `sure`: the line model isn't asked. Where it is, and gives
    the block a score of at least `unless`, the block stays.
    """

    name: str
    label: Label = Label.BOILERPLATE
    phrases: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    threshold: float = 90.0
    max_length: int = 160
    also: tuple[str, ...] = ()
    cased: bool = False
    first: int = 0
    next: tuple[str, ...] = ()
    below: float = 0.0
    menu: bool = False
    numbered: bool = False
    precision: float = 0.97
    sure: bool = True
    unless: float = 0.0


def rule_from(entry: Any, number: int) -> Rule:
    """A rule from its table in a TOML file; `number` stands in the error's text. Raises ConfigError, which names the key."""
    where = f"rules[{number}]"
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise ConfigError(f'{where}: a rule needs name = "…"')
    where = f"{where} ({entry['name']})"
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise ConfigError(f"{where}: unknown key {unknown[0]}; known are {', '.join(sorted(_KEYS))}")
    values: dict[str, Any] = {"name": entry["name"]}
    for key in (*_TEXTS, "also", "next"):
        values[key] = _texts(entry.get(key, []), f"{where}: {key}")
    if not any(values[key] for key in _TEXTS):
        raise ConfigError(f"{where}: give {', '.join(_TEXTS[:-1])} or {_TEXTS[-1]}")
    for key, low, high in (("threshold", 50, 100), ("max_length", 1, LONGEST), ("first", 0, 10_000), *_SHARES):
        if key in entry:
            values[key] = _number(entry[key], low, high, f"{where}: {key}")
    for key, usual in (("cased", False), ("menu", False), ("numbered", False), ("sure", True)):
        values[key] = entry.get(key, usual)
        if not isinstance(values[key], bool):
            raise ConfigError(f"{where}: {key} must be true or false")
    if entry.get("label", Label.BOILERPLATE) not in (Label.CONTENT, Label.BOILERPLATE):
        raise ConfigError(f'{where}: label must be "boilerplate" or "content"')
    return _checked(replace(Rule(**values), label=Label(entry.get("label", Label.BOILERPLATE))), where)


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) and text.strip() for text in value):
        raise ConfigError(f'{where} must be a list of texts, ["…"]')
    return tuple(value)


def _number(value: Any, low: float, high: float, where: str) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ConfigError(f"{where} must be a number from {low} to {high}")
    return value


def _checked(rule: Rule, where: str) -> Rule:
    for kind in (*KINDS, FOLDED):
        if not all(whole(kind, text) if kind == FOLDED else words_of(text) for text in getattr(rule, kind)):
            raise ConfigError(f"{where}: {kind} holds a text without words; use patterns for it")
    return rule
