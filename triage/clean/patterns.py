"""Regular expressions of rules, matched with the whole of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from triage.clean.beginnings import FOREIGN, beginnings_of, key_of
from triage.errors import ConfigError

SHOWN = 80
_FEW = 20  # patterns that are asked together as soon as some of them are looked up
_PATIENCE = 1.0  # seconds; a pattern that is any good takes microseconds


class Pattern(NamedTuple):
    """A pattern of the rule `number`, whose name is for errors."""

    number: int
    rule: str
    pattern: str


class Patterns:
    """The patterns of all rules. Those of the corpus, whose rules are the first `own`, nobody has tried on lines such as these:
    they are searched for with a limit of time. Those of the package have no groups or flags."""

    def __init__(self, patterns: Sequence[Pattern], own: int) -> None:
        self._own = [(n, Limited(pattern, f"rules ({rule})")) for n, rule, pattern in patterns if n < own]
        self._packaged = _Packaged([(n, pattern) for n, _, pattern in patterns if n >= own])

    def holding(self, line: str) -> list[int]:
        """The numbers of the rules that have a pattern that holds for the whole of `line`."""
        found = self._packaged.holding(line)
        return found + [n for n, pattern in self._own if pattern.holds(line)] if self._own else found


class _Packaged:
    """Patterns with the numbers of their rules. Which of them may hold for a line is looked up by how it begins; what may begin
    with anything is one expression. Hardly any line has any of them."""

    def __init__(self, patterns: Sequence[tuple[int, str]]) -> None:
        self._patterns = patterns

    def holding(self, line: str) -> list[int]:
        """The numbers of those that hold for the whole of `line`."""
        key, found = key_of(line), self._beginning.get
        asked = [*found(key, ()), *found(key[:2], ()), *found(key[:1], ())]
        if not line.isascii() and not line[:1].isascii():
            asked += found(FOREIGN, ())
        if self._any is not None and self._any.fullmatch(line):
            asked += self._beginning[""]
        return sorted({n for n, pattern in asked if _compiled(pattern).fullmatch(line)}) if asked else []

    @cached_property
    def _any(self) -> re.Pattern[str] | None:
        """One expression for those that may begin with anything."""
        wide = self._beginning.get("")
        return re.compile("|".join(f"(?:{pattern})" for _, pattern in wide)) if wide else None

    @cached_property
    def _beginning(self) -> dict[str, list[tuple[int, str]]]:
        """The patterns by how their lines begin."""
        found: dict[str, list[tuple[int, str]]] = {}
        for numbered in self._patterns:
            for beginning in beginnings_of(numbered[1]) if len(self._patterns) > _FEW else [""]:
                found.setdefault(beginning, []).append(numbered)
        return found


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Limited:
    """A pattern that gives up in time; `where` it stands is for errors. Raises ConfigError where it isn't one."""

    def __init__(self, pattern: str, where: str) -> None:
        import regex  # only where a folder has patterns

        shown = pattern if len(pattern) <= SHOWN else pattern[:SHOWN] + "…"
        self._said = f"{where}: patterns holds {shown!r}"
        try:
            self._pattern = regex.compile(pattern)
        except RecursionError as error:
            raise ConfigError(f"{self._said}, which is nested too deeply") from error
        except (regex.error, OverflowError) as error:
            raise ConfigError(f"{self._said}, which is no regular expression: {error}") from error

    def holds(self, line: str) -> bool:
        """Whether it holds for the whole of a line. Raises ConfigError where that takes too long."""
        try:
            return self._pattern.fullmatch(line, timeout=_PATIENCE) is not None
        except TimeoutError as error:
            took = f"which takes more than {_PATIENCE:.0f} s on a line of {len(line)} characters"
            raise ConfigError(f"{self._said}, {took}; make it simpler") from error
