"""Takes typed values out of a TOML file; what is wrong is said with file, line, key and remedy."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

from triage.errors import ConfigError, shown
from triage.toml_lines import BrokenToml, line_of_key, load_toml

_T = TypeVar("_T")


class Checker:
    """One file, parsed."""

    def __init__(self, file: Path, raw: bytes) -> None:
        self.file = file
        self._raw = raw.removeprefix(codecs.BOM_UTF8)  # editors on Windows add it, and TOML doesn't know it
        try:
            self.data: dict[str, Any] = load_toml(self._raw)
        except BrokenToml as error:
            self.fail(f"{error}; {error.remedy or 'mend this line'}", error.line)

    def table(self, name: str) -> dict[str, Any]:
        """A table, empty where absent."""
        return self.checked(self.data, name, {}, lambda v: isinstance(v, dict), f"must be a table; write [{name}]")

    def rows(self, name: str) -> list[dict[str, Any]]:
        """An array of tables, empty where absent."""

        def good(value: object) -> bool:
            return isinstance(value, list) and all(isinstance(row, dict) for row in value)

        return self.checked(self.data, name, [], good, f"must be tables; write [[{name}]] above each")

    def string(self, table: dict[str, Any], key: str, default: str) -> str:
        """A text on one line."""

        def good(value: object) -> bool:
            return isinstance(value, str) and (not value or value.isprintable())

        return self.checked(table, key, default, good, f'must be one line of text; write {key} = "…"')

    def strings(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        """A list of texts."""

        def good(value: object) -> bool:
            return isinstance(value, list) and all(isinstance(v, str) and v and v.isprintable() for v in value)

        return tuple(self.checked(table, key, list[str](), good, f'must be a list of texts; write {key} = ["…", "…"]'))

    def checked(self, table: dict[str, Any], key: str, default: _T, good: Callable[[object], bool], remedy: str) -> _T:
        """`table[key]`, or a complaint."""
        if key not in table:
            return default
        if not good(table[key]):
            self.fail(f"{key} {remedy}", self.line_of(key))
        return cast("_T", table[key])

    def known(self, table: dict[str, Any], names: tuple[str, ...], where: str) -> None:
        """Refuses a key that nobody would read: a typing error must not pass in silence."""
        for key in table:
            if key not in names:
                import difflib

                near = difflib.get_close_matches(key, names, 1)
                advice = f"did you mean {near[0]}?" if near else f"known are {', '.join(names)}"
                self.fail(f'unknown key "{where + "." if where else ""}{key}"; {advice}', self.line_of(key))

    def line_of(self, key: str, value: str | None = None, *, last: bool = False) -> int | None:
        """The line on which a key (with that text as value) or a table stands, as far as can be told from the text."""
        return line_of_key(self._raw, key, value=value, last=last)

    def fail(self, message: str, line: int | None) -> NoReturn:
        """Raises the error, with file and line before the message."""
        raise ConfigError(f"{shown(self.file)}{f', line {line}' if line else ''}: {shown(message)}", line)
