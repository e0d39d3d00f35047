"""Regular expressions of rules, matched with the whole of a line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from triage.clean.catalogue.prefilter import FOREIGN, LONGEST, beginnings_of, key_of, needed_by, telling
from triage.clean.catalogue.sieve import Sieve
from triage.errors import ConfigError
from triage.widths import shortened

SHOWN = 80
_TELLING = 2  # bytes of a text: shorter ones stand in many lines
_REMEMBERED = 20_000  # beginnings of lines
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

    def holding(self, lines: Sequence[str]) -> dict[int, list[int]]:
        """By the place of a line the numbers of the rules that have a pattern that holds for the whole of it."""
        found = self._packaged.holding(lines)
        if self._own:
            for at, line in enumerate(lines):
                own = [n for n, pattern in self._own if pattern.holds(line)]
                if own:
                    found[at] = found.get(at, []) + own
        return found


class _Packaged:
    """Patterns with the numbers of their rules. Which of them may hold for a line is looked up by how it begins; of those that
    begin with anything, or with any letter that isn't ASCII, by texts of which each of their matches has one."""

    def __init__(self, patterns: Sequence[_Numbered]) -> None:
        self._by_beginning: dict[str, list[_Asked]] = {}
        self._by_text: dict[str, list[_Asked]] = {}
        for number, pattern in patterns:
            asked, beginnings, needed = _Asked(number, pattern), beginnings_of(pattern), needed_by(pattern)
            if not beginnings.isdisjoint(("", FOREIGN)):
                beginnings = {""}
            if "" in beginnings and needed and telling(needed) >= _TELLING:
                for text in needed:
                    self._by_text.setdefault(text, []).append(asked)
                continue
            for beginning in beginnings:
                self._by_beginning.setdefault(beginning, []).append(asked)
        self._sieve = Sieve(self._by_text)
        self._beginning = lru_cache(_REMEMBERED)(self._look_up)

    def holding(self, lines: Sequence[str]) -> dict[int, list[int]]:
        """By the place of a line the numbers of those that hold for the whole of it."""
        held: defaultdict[int, set[int]] = defaultdict(set)
        for at, asked in enumerate(map(self._beginning, [line[:LONGEST] for line in lines])):
            for one in asked:
                if one.holds(lines[at]):
                    held[at].add(one.number)
        for at, text in self._sieve.found_in(lines):
            held[at].update([one.number for one in self._by_text[text] if one.holds(lines[at])])
        return {at: sorted(numbers) for at, numbers in held.items() if numbers}

    def _look_up(self, begun: str) -> list[_Asked]:
        """The patterns of which a line that has `begun` so may have one."""
        key = key_of(begun)
        return [one for size in range(len(key) + 1) for one in self._by_beginning.get(key[:size], ())]


class _Asked:
    """A pattern of the rule `number`, made when first asked for: that takes longer than a page."""

    def __init__(self, number: int, pattern: str) -> None:
        self.number, self._pattern = number, pattern
        self.holds: Callable[[str], re.Match[str] | None] = self._made

    def _made(self, line: str) -> re.Match[str] | None:
        self.holds = re.compile(self._pattern).fullmatch
        return self.holds(line)


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
