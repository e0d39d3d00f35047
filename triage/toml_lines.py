"""TOML with its lines: what can't be parsed, or mustn't be as it is, is told by the line on which it stands."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import Any

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_OURS, _THEIRS = (re.compile(rb"^" + sign * 7 + rb"(?: .*)?\r?$", re.MULTILINE) for sign in (b"<", b">"))
_LONGEST = 120  # characters of what the parser says: it may quote the file
_DEEPEST = 100  # tables and lists within each other: who goes through them, or writes them again, takes several calls a level


class BrokenToml(ValueError):
    """Bytes that are no TOML, and why; `line` counts from 1, `remedy` is what to do where that isn't to mend the line."""

    def __init__(self, why: str, line: int, remedy: str = "") -> None:
        super().__init__(why)
        self.line, self.remedy = line, remedy


def load_toml(data: bytes) -> dict[str, Any]:
    """What the bytes of a file hold. Raises BrokenToml."""
    import tomllib  # where there is no file, nothing waits for it

    try:
        found = tomllib.loads(data.decode("utf-8"))
        if _is_deep(found):
            raise RecursionError
        return found
    except UnicodeDecodeError as error:
        raise BrokenToml("not UTF-8", data.count(b"\n", 0, error.start) + 1, "save it as UTF-8") from None
    except (ValueError, RecursionError) as error:
        _look_for_conflict(data)
        message, remedy = str(error), ""
        if data.startswith(codecs.BOM_UTF8):
            message = "starts with a byte order mark"
        elif isinstance(error, RecursionError):
            message = "nested too deeply"
        elif not isinstance(error, tomllib.TOMLDecodeError):
            message, remedy = "a number of too many digits", "write a smaller number"
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else data.count(b"\n") + 1
        if isinstance(error, RecursionError):
            line = _deepest_line(data)
        raise BrokenToml(f"broken TOML ({' '.join(_PLACE.sub('', message).split())[:_LONGEST]})", line, remedy) from None


def _is_deep(tree: dict[str, Any]) -> bool:
    level: list[Any] = [tree]
    for _ in range(_DEEPEST):
        level = [inner for one in level for inner in (one.values() if isinstance(one, dict) else one)]
        level = [one for one in level if isinstance(one, dict | list)]
        if not level:
            return False
    return True


def _deepest_line(data: bytes) -> int:
    """The line that opens most, as far as can be told from the text."""
    lines = data.split(b"\n")
    return max(range(len(lines)), key=lambda at: sum(map(lines[at].count, (b".", b"[", b"{")))) + 1


def line_of_key(data: bytes, key: str, table: Sequence[str] = (), *, value: str | None = None, last: bool = False) -> int | None:
    """The line of a key, or of the table of that name, as far as can be told from the text: the first such line, or the `last`.

    With a `value`, only a key that has this text counts. `table` is the table to look in, by the parts of its name: its own line
    is given where the key isn't in it.
    """
    lines = list(enumerate(data.decode("utf-8", "replace").split("\n"), 1))
    inside = _inside(table, lines) if table else []
    name = rf"(?:{re.escape(key)}|{re.escape(key.rpartition('.')[2])})"
    given = rf"\s*=\s*[\"']{re.escape(value)}[\"']" if value is not None else r"\s*="
    pattern = re.compile(rf"(?:^\s*|[{{,.]\s*)[\"']?{name}[\"']?{given}|^\s*\[\[?\s*{name}\s*\]")
    found = [number for number, line in inside or lines if pattern.search(line)] or [number for number, _ in inside[:1]]
    return (found[-1] if last else found[0]) if found else None


def _inside(table: Sequence[str], lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines of a table, its header first; none where it has no header."""
    name = r"\s*\.\s*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in table)
    header = re.compile(rf"\s*\[\[?\s*{name}\s*\]")
    found: list[tuple[int, str]] = []
    for number, line in lines:
        if line.lstrip().startswith("[") and found:
            break
        if found or header.match(line):
            found.append((number, line))
    return found


def _look_for_conflict(data: bytes) -> None:
    """Raises BrokenToml where version control left two versions, with its marks around and between them."""
    first = _OURS.search(data)
    if first is None:
        return
    last = max((found.start() for found in _THEIRS.finditer(data, first.end())), default=None)
    line = data.count(b"\n", 0, first.start()) + 1
    where = "" if last is None else f" (lines {line} to {data.count(bytes([10]), 0, last) + 1})"
    raise BrokenToml(f"a merge conflict{where}", line, "keep the lines of one version, and take out the other's and the marks")
