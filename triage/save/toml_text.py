"""Nested mappings as TOML text, and back. Written by tomli-w: keys in the order given, a list's items on lines of their own."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Any, cast

from triage.save.escape import escape, unescape_tree

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_OURS, _THEIRS = (re.compile(rb"^" + sign * 7 + rb"(?: .*)?\r?$", re.MULTILINE) for sign in (b"<", b">"))
_LONGEST = 120  # characters of what the parser says: it may quote the file


class BrokenToml(ValueError):
    """Bytes that are no TOML, and why; `line` counts from 1, `remedy` is what to do where that isn't to mend the line."""

    def __init__(self, why: str, line: int, remedy: str = "") -> None:
        super().__init__(why)
        self.line, self.remedy = line, remedy


def load_tree(data: bytes) -> dict[str, Any]:
    """What the bytes of a file hold, as `dump_tree` was given it. Raises BrokenToml."""
    import tomllib  # where there is no file, nothing waits for it

    try:
        return cast("dict[str, Any]", unescape_tree(tomllib.loads(data.decode("utf-8"))))
    except UnicodeDecodeError as error:
        raise BrokenToml("not UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    except (ValueError, RecursionError) as error:
        _look_for_conflict(data)
        told = str(error) if isinstance(error, ValueError) else "nested too deeply"
        if data.startswith(codecs.BOM_UTF8):
            told = "starts with a byte order mark"
        found = _PLACE.search(str(error))
        line = int(found[1]) if found and found[1] else data.count(b"\n") + 1
        raise BrokenToml(f"broken TOML ({' '.join(_PLACE.sub('', told).split())[:_LONGEST]})", line) from None


def _look_for_conflict(data: bytes) -> None:
    """Raises BrokenToml where version control left two versions, with its marks around and between them."""
    first = _OURS.search(data)
    if first is None:
        return
    last = max((found.start() for found in _THEIRS.finditer(data, first.end())), default=None)
    line = data.count(b"\n", 0, first.start()) + 1
    where = "" if last is None else f" (lines {line} to {data.count(bytes([10]), 0, last) + 1})"
    raise BrokenToml(f"a merge conflict{where}", line, "keep the lines of one version, and take out the other's and the marks")


def dump_tree(tree: Mapping[str, Any]) -> str:
    """The TOML text of a nested mapping, with LF and a final newline. Raises `TypeError` for what TOML hasn't."""
    import tomli_w

    return tomli_w.dumps(_writable(tree))


def _writable(value: Any) -> Any:
    """The value without lone surrogates, and in built-in types only."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Mapping):
        return {escape(key): _writable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(item) for item in value]
    return value
