"""Nested mappings as TOML text, by tomli-w: keys in the order given, a list's items on lines of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triage.save.escape import escape


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
