"""Regular expressions of rules, matched with the whole of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from triage.clean.prefilter import FOREIGN, key_of, prefilter_of
from triage.errors import ConfigError

SHOWN = 80
_FEW = 20  # lines
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

    def holding(self, lines: Sequence[str]) -> list[list[int]]:
        """For each of the lines the numbers of the rules that have a pattern that holds for the whole of it."""
        found = self._packaged.holding(lines)
        if self._own:
            for line, numbers in zip(lines, found, strict=True):
                numbers += [n for n, pattern in self._own if pattern.holds(line)]
        return found


class _Packaged:
    """Patterns with the numbers of their rules. Which of them may hold for a line is looked up by how it begins; those that begin
    with anything are one expression, without those that need what isn't on the page. Hardly any line has any of them."""

    def __init__(self, patterns: Sequence[tuple[int, str]]) -> None:
        self._patterns = patterns
        self._made: dict[str, re.Pattern[str]] = {}
        self._joined: dict[tuple[str, ...], re.Pattern[str]] = {}

    def holding(self, lines: Sequence[str]) -> list[list[int]]:
        """For each line the numbers of those that hold for the whole of it."""
        beginning = self._by_beginning.get
        wide = beginning("", [])
        if len(lines) > _FEW:  # of fewer it takes longer to look through them than to ask for all
            page = "\n".join(lines)
            wide = [one for one in wide if one.needed is None or any(map(page.__contains__, one.needed))]
        any_of_wide = self._any_of(tuple([one.pattern for one in wide])).fullmatch if wide else None
        held: list[list[int]] = []
        for line in lines:
            key = key_of(line) or FOREIGN
            asked = [*beginning(key, ()), *beginning(key[:2], ()), *beginning(key[:1], ())]
            if not line[:1].isascii():
                asked += beginning(FOREIGN, ())
            if any_of_wide is not None and any_of_wide(line):
                asked += wide
            held.append(sorted({one.number for one in asked if self._compiled(one.pattern).fullmatch(line)}) if asked else [])
        return held

    def _any_of(self, patterns: tuple[str, ...]) -> re.Pattern[str]:
        """One expression for all of them."""
        if patterns not in self._joined:
            self._joined[patterns] = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
        return self._joined[patterns]

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        """Made when first asked for: that takes longer than a page."""
        if pattern not in self._made:
            self._made[pattern] = re.compile(pattern)
        return self._made[pattern]

    @cached_property
    def _by_beginning(self) -> dict[str, list[_Asked]]:
        """The patterns by how their lines begin."""
        found: dict[str, list[_Asked]] = {}
        for number, pattern in self._patterns:
            beginnings, needed = prefilter_of(pattern)
            for beginning in beginnings:
                found.setdefault(beginning, []).append(_Asked(number, pattern, needed))
        return found


class _Asked(NamedTuple):
    """A pattern of the rule `number`, with what its lines have one of."""

    number: int
    pattern: str
    needed: frozenset[str] | None


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
