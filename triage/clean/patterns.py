"""Regular expressions of rules, matched with the whole of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from triage.errors import ConfigError

SHOWN = 80
_PATIENCE = 1.0  # seconds; a pattern that is any good takes microseconds


class Pattern(NamedTuple):
    """A pattern of the rule `number`, whose name is for errors."""

    number: int
    rule: str
    pattern: str


class Patterns:
    """The patterns of all rules. Those of the package, which have no groups or flags, are one expression: hardly any line has
    any of them, and only such a one is asked which.

    Those of the corpus, whose rules are the first `own`, nobody has tried on lines such as these: they are searched for with a
    limit of time.
    """

    def __init__(self, patterns: Sequence[Pattern], own: int) -> None:
        self._own = [(n, Limited(pattern, f"rules ({rule})")) for n, rule, pattern in patterns if n < own]
        self._joined: dict[int, str] = {}
        for n, _, pattern in patterns:
            if n >= own:
                self._joined[n] = f"{self._joined[n]}|(?:{pattern})" if n in self._joined else f"(?:{pattern})"

    def holding(self, line: str) -> list[int]:
        """The numbers of the rules that have a pattern that holds for the whole of `line`."""
        found = [n for n, pattern in self._each if pattern.fullmatch(line)] if self._any.fullmatch(line) else []
        return found + [n for n, pattern in self._own if pattern.holds(line)] if self._own else found

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(self._joined.values()))

    @cached_property
    def _each(self) -> list[tuple[int, re.Pattern[str]]]:
        return [(n, re.compile(pattern)) for n, pattern in self._joined.items()]


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
