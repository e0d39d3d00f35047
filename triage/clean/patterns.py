"""Regular expressions of rules, matched with the whole of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from triage.clean.prefilter import FOREIGN, beginnings_of, key_of, needed_by
from triage.errors import ConfigError

SHOWN = 80
_FEW = 20  # lines
_PATIENCE = 1.0  # seconds; a pattern that is any good takes microseconds

_Numbered: TypeAlias = tuple[int, str]  # a pattern with the number of its rule


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

    def __init__(self, patterns: Sequence[_Numbered]) -> None:
        self._by_beginning: dict[str, list[_Numbered]] = {}
        for numbered in patterns:
            for beginning in beginnings_of(numbered[1]):
                self._by_beginning.setdefault(beginning, []).append(numbered)
        self._others = [(numbered, needed_by(numbered[1])) for numbered in self._by_beginning.pop("", [])]

    def holding(self, lines: Sequence[str]) -> list[list[int]]:
        """For each line the numbers of those that hold for the whole of it."""
        # Of a few lines it takes longer to look through them than to ask for all.
        page = "\n".join(lines) if len(lines) > _FEW else None
        others = [one for one, needed in self._others if not (page and needed) or any(map(page.__contains__, needed))]
        any_of_others = _compiled("|".join(f"(?:{pattern})" for _, pattern in others)).fullmatch if others else None
        beginning = self._by_beginning.get
        held: list[list[int]] = []
        for line in lines:
            key = key_of(line)
            asked = [*beginning(key, ()), *beginning(key[:2], ()), *beginning(key[:1], ())]
            if not line[:1].isascii():
                asked += beginning(FOREIGN, ())
            if any_of_others is not None and any_of_others(line):
                asked += others
            held.append(sorted({number for number, pattern in asked if _compiled(pattern).fullmatch(line)}) if asked else [])
        return held


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Made when first asked for: that takes longer than a page."""
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
