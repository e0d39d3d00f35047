"""Writes nested mappings as TOML whose layout depends on nothing but the values.

Own code, since a sidecar's diff must not jump: every list is one line, tables inside lists are inline, times in UTC end
in Z. Keys are written in the order given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from triage.save.escape import escape

BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def dump_tree(tree: Mapping[str, Any]) -> str:
    """The TOML text of a nested mapping, with LF and a final newline."""
    return "\n".join(_table((), tree)).lstrip("\n") + "\n"


def _table(path: tuple[str, ...], tree: Mapping[str, Any]) -> Iterator[str]:
    plain = {key: value for key, value in tree.items() if not isinstance(value, Mapping)}
    tables = {key: value for key, value in tree.items() if isinstance(value, Mapping)}
    # A table that only holds tables needs no header of its own.
    if path and (plain or not tables):
        yield ""
        yield f"[{'.'.join(_key(part) for part in path)}]"
    for key, value in plain.items():
        yield f"{_key(key)} = {_value(value)}"
    for key, value in tables.items():
        yield from _table((*path, key), value)


def _key(key: str) -> str:
    return key if BARE.match(key) else _string(key)


def _string(text: str) -> str:
    # JSON's escapes are TOML's; only DEL must be escaped in TOML and isn't in JSON.
    return json.dumps(escape(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, datetime):
        text = value.isoformat()
        return text.removesuffix("+00:00") + "Z" if value.utcoffset() == timedelta(0) else text
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    raise TypeError(f"TOML has no {type(value).__name__}")
