"""Regular expressions of rules, matched with the whole of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from triage.errors import ConfigError

SHOWN = 80
_START = 2  # characters of a line by which patterns are looked up
_STARTS = 4096
_KINDS = (r"\w", r"\d", r"\s")
_PATIENCE = 1.0  # seconds; a pattern that is any good takes microseconds


class Pattern(NamedTuple):
    """A pattern of the rule `number`, whose name is for errors."""

    number: int
    rule: str
    pattern: str


class Patterns:
    """The patterns of all rules. Of those of the package, which have no groups or flags and are joined a rule, a line is only
    asked for the few that may begin as it does.

    Those of the corpus, whose rules are the first `own`, nobody has tried on lines such as these: they are searched for with a
    limit of time.
    """

    def __init__(self, patterns: Sequence[Pattern], own: int) -> None:
        self._own = [(n, Limited(pattern, f"rules ({rule})")) for n, rule, pattern in patterns if n < own]
        self._joined: dict[int, str] = {}
        for n, _, pattern in patterns:
            if n >= own:
                self._joined[n] = f"{self._joined[n]}|(?:{pattern})" if n in self._joined else f"(?:{pattern})"
        self._beginning = lru_cache(_STARTS)(self._that_begin)

    def holding(self, line: str) -> list[int]:
        """The numbers of the rules that have a pattern that holds for the whole of `line`."""
        found = [number for number, pattern, _ in self._beginning(line[:_START]) if pattern.fullmatch(line)]
        return found + [number for number, pattern in self._own if pattern.holds(line)] if self._own else found

    def _that_begin(self, start: str) -> list[tuple[int, re.Pattern[str], Any]]:
        """The rules of the package whose patterns may hold for a line that begins so."""
        likely = self._beginning(start[:-1]) if start else self._compiled
        if not _is_alike(start[-1:]):
            return likely
        return [one for one in likely if one[2].fullmatch(start, partial=True)]

    @cached_property
    def _compiled(self) -> list[tuple[int, re.Pattern[str], Any]]:
        import regex  # tells whether a match may begin so, which re can't

        return [(number, re.compile(pattern), regex.compile(pattern)) for number, pattern in self._joined.items()]


def _is_alike(character: str) -> bool:
    """Whether both libraries take a character for the same kind: of “½” and accents that stand alone they don't."""
    if character.isascii():
        return True
    import regex

    return all((re.match(kind, character) is None) == (regex.match(kind, character) is None) for kind in _KINDS)


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
