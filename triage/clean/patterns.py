"""Regular expressions of rules, matched with the whole of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from triage.errors import ConfigError

SHOWN = 80
_PATIENCE = 1.0  # seconds; a pattern that is any good takes microseconds
_FLAGS = re.compile(r"\(\?[aiLmsux-]")


class Pattern(NamedTuple):
    """A pattern of the rule `number`, whose name is for errors."""

    number: int
    rule: str
    pattern: str


class Patterns:
    """The patterns of all rules. One pattern made of those of the package tells at once of nearly every line that none holds.

    Those of the corpus, whose rules are the first `own`, nobody has tried on lines such as these: they are searched for with a
    limit of time.
    """

    def __init__(self, patterns: Sequence[Pattern], own: int) -> None:
        self._own = [(n, Limited(pattern, f"rules ({rule})")) for n, rule, pattern in patterns if n < own]
        self._all = [(n, re.compile(pattern)) for n, _, pattern in patterns if n >= own]
        # Groups of the joined pattern would be numbered anew, and flags would hold for all.
        plain = [pattern.pattern for _, pattern in self._all if not pattern.groups and not _FLAGS.search(pattern.pattern)]
        self._any = re.compile("|".join(f"(?:{pattern})" for pattern in plain)) if plain else None
        self._single = [entry for entry in self._all if entry[1].pattern not in plain]

    def holding(self, line: str) -> list[int]:
        """The numbers of the rules that have a pattern that holds for the whole of `line`."""
        asked = self._all if self._any is not None and self._any.fullmatch(line) else self._single
        found = [number for number, pattern in asked if pattern.fullmatch(line)]
        return found + [number for number, pattern in self._own if pattern.holds(line)] if self._own else found


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
