"""Regular expressions of rules, matched with the whole of a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from triage.clean.catalogue.prefilter import FOREIGN, LONGEST, beginnings_of, key_of, needed_by
from triage.errors import ConfigError
from triage.widths import shortened

SHOWN = 80
_FEW = 20  # lines
_REMEMBERED = 20_000  # beginnings of lines
_PATIENCE = 1.0  # seconds; a pattern that is any good takes microseconds

_Numbered: TypeAlias = tuple[int, str]  # a pattern with the number of its rule
_Asked: TypeAlias = tuple[int, Callable[[str], re.Match[str] | None]]


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
    """Patterns with the numbers of their rules. Which of them may hold for a line is looked up by how it begins; of those that
    begin with anything, or with any letter that isn't ASCII, the ones are left aside that need what isn't on the page."""

    def __init__(self, patterns: Sequence[_Numbered]) -> None:
        self._by_beginning: dict[str, list[_Numbered]] = {}
        for numbered in patterns:
            for beginning in beginnings_of(numbered[1]):
                self._by_beginning.setdefault(beginning, []).append(numbered)
        self._any, self._foreign = (
            [(numbered, needed_by(numbered[1])) for numbered in self._by_beginning.pop(beginning, [])]
            for beginning in ("", FOREIGN)
        )
        self._beginning = lru_cache(_REMEMBERED)(self._look_up)

    def holding(self, lines: Sequence[str]) -> list[list[int]]:
        """For each line the numbers of those that hold for the whole of it."""
        # Of a few lines it takes longer to look through them than to ask for all.
        page = "\n".join(lines) if len(lines) > _FEW else None
        others, beginning, held = _needing(self._any, page), self._beginning, []
        foreign = None
        for line in lines:
            asked = [*beginning(line[:LONGEST]), *others]
            if not line[:1].isascii():
                foreign = _needing(self._foreign, page) if foreign is None else foreign
                asked += foreign
            held.append([number for number, holds in asked if holds(line)])
        return [sorted(set(numbers)) if numbers else numbers for numbers in held]

    def _look_up(self, begun: str) -> list[_Asked]:
        """The patterns of which a line that has `begun` so may have one."""
        key = key_of(begun)
        return [_asked(numbered) for size in range(1, len(key) + 1) for numbered in self._by_beginning.get(key[:size], ())]


def _needing(patterns: Iterable[tuple[_Numbered, set[str] | None]], page: str | None) -> list[_Asked]:
    """The patterns of which a line of the page may have one."""
    return [_asked(one) for one, needed in patterns if page is None or not needed or any(map(page.__contains__, needed))]


@cache
def _asked(numbered: _Numbered) -> _Asked:
    """Made when first asked for: that takes longer than a page."""
    number, pattern = numbered
    return number, re.compile(pattern).fullmatch


class Limited:
    """A pattern that gives up in time; `where` it stands is for errors. Raises ConfigError where it isn't one."""

    def __init__(self, pattern: str, where: str) -> None:
        import regex  # only where a folder has patterns

        self._said = f"{where}: patterns holds {shortened(pattern, SHOWN)!r}"
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
