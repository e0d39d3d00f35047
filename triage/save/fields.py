"""Takes typed values out of a parsed sidecar; what nobody took is what is unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from triage.errors import SidecarError
from triage.model import Answer, Label, Method, Override
from triage.save.escape import escape
from triage.toml_lines import line_of_key

T = TypeVar("T")
ABSENT = object()
YEARS = range(1900, 2201)
FIELDS = ("start", "end", "exact", "label", "was", "rule")


class Reader:
    """Reads a tree table by table. `lenient` leaves values of the wrong type among the unknown ones."""

    def __init__(self, tree: Mapping[str, Any], name: str, data: bytes, lenient: bool) -> None:
        self._rest = _copy(tree)
        self._name, self._data, self._lenient = name, data, lenient
        self._opened: set[str] = set()

    def take(self, table: str, key: str) -> Any:
        """The value, removed from what is left; ABSENT where there is none."""
        if not table:
            return self._rest.pop(key, ABSENT)
        self._opened.add(table)
        inside = self._rest.get(table, {})
        if not isinstance(inside, dict):
            if self._lenient:
                return ABSENT
            self._fail(table, "a table")
        return inside.pop(key, ABSENT)

    def _typed(self, table: str, key: str, check: Callable[[Any], bool], wanted: str, make: Callable[[Any], T], default: T) -> T:
        value = self.take(table, key)
        if value is ABSENT:
            return default
        if check(value):
            return make(value)
        if not self._lenient:
            self._fail(key, wanted, table)
        self._rest[table][key] = value
        return default

    def _fail(self, key: str, wanted: str, *table: str) -> None:
        line = line_of_key(self._data, escape(key), table)
        place = f"{self._name}:{line}" if line else self._name
        raise SidecarError(f"{place}: {key} must be {wanted}; mend it or move the file away", line)

    def text(self, table: str, key: str) -> str:
        """A string, empty where absent."""
        return self._typed(table, key, lambda v: isinstance(v, str), "a string", str, "")

    def number(self, table: str, key: str) -> int:
        """A whole number, 0 where absent."""
        return self._typed(table, key, lambda v: type(v) is int and v >= 0, "a whole number", int, 0)

    def flag(self, table: str, key: str) -> bool:
        """true or false."""
        return self._typed(table, key, lambda v: isinstance(v, bool), "true or false", bool, False)

    def day(self, table: str, key: str) -> date | None:
        """A date without a time."""
        found: date | None = self._typed(
            table, key, lambda v: type(v) is date, "a date such as 2026-01-02, without quotation marks", _same, None
        )
        return found

    def moment(self, table: str, key: str) -> datetime | None:
        """A time with its offset, in UTC and whole seconds."""
        wanted = "a time such as 2026-01-02T03:04:05Z, without quotation marks"
        found: datetime | None = self._typed(table, key, is_time, wanted, _in_seconds, None)
        return found

    def texts(self, table: str, key: str) -> tuple[str, ...]:
        """A list of strings."""
        return self._typed(table, key, _are_texts, "a list of strings", tuple, ())

    def table(self, table: str, key: str) -> Mapping[str, Any]:
        """A table inside a table."""
        return self._typed(table, key, lambda v: isinstance(v, dict), "a table", _same, {})

    def answer(self) -> Answer | None:
        """The decision's answer."""
        return self._typed("decision", "answer", lambda v: v in [*Answer], "keep, reject or defer", Answer, None)

    def method(self) -> Method:
        """How the decision came about."""
        wanted = ", ".join(Method)
        return self._typed("decision", "method", lambda v: v in [*Method], wanted, Method, Method.SINGLE)

    def blocks(self) -> dict[str, Override]:
        """The overrides, by their table's name."""
        tables = self._rest.get("block", {})
        self._opened.add("block")
        if not isinstance(tables, dict):
            if not self._lenient:
                self._fail("block", "tables such as [block.b0007]")
            return {}
        found = {}
        for key in sorted(tables):
            block = tables[key]
            if _is_block(block):
                start, end, exact, label, was, rule = (block.pop(name) for name in FIELDS)
                found[key] = Override(start, end, exact, Label(label), Label(was), rule)
                if not block:
                    del tables[key]
            elif not self._lenient:
                self._fail(f"block.{key}", "a table with start, end, exact, label, was and rule")
        return found

    def unknown(self) -> dict[str, Any]:
        """What nobody took. An empty table of ours is no knowledge."""
        return {key: value for key, value in self._rest.items() if not (key in self._opened and value == {})}


def _is_block(block: Any) -> bool:
    if not isinstance(block, dict):
        return False
    places = [block.get("start"), block.get("end")]
    words = [block.get("exact"), block.get("rule")]
    labels = [block.get("label"), block.get("was")]
    return (
        all(type(value) is int and value >= 0 for value in places)
        and all(isinstance(value, str) for value in words)
        and all(value in [*Label] for value in labels)
    )


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def is_time(value: Any) -> bool:
    """Whether it is a time with an offset, and not so far off that no other zone has it."""
    if not isinstance(value, datetime) or value.tzinfo is None or value.year not in YEARS:
        return False
    return value.astimezone(UTC).year in YEARS


def _in_seconds(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(microsecond=0)


def _same(value: Any) -> Any:
    return value


def _copy(tree: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _copy(value) if isinstance(value, Mapping) else value for key, value in tree.items()}
