"""Nested mappings as TOML text, and back. Written by tomli-w: keys in the order given, a list's items on lines of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from triage.save.escape import escape, unescape_tree
from triage.toml_lines import load_toml


def load_tree(data: bytes) -> dict[str, Any]:
    """What the bytes of a file hold, as `dump_tree` was given it. Raises BrokenToml."""
    return cast("dict[str, Any]", unescape_tree(load_toml(data)))


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
