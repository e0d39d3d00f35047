"""Small TOML files of Triage's own, such as saved views: read with errors that name the line, written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from triage.errors import ConfigError
from triage.save.files import read_bytes, replace_bytes
from triage.save.toml_text import BrokenToml, dump_tree, load_tree


def load_keyed(path: Path, schema: str) -> dict[str, Any]:
    """What the file holds besides its schema; nothing where there is no file. Raises `ConfigError` where it is broken or not
    ours, `FileError` where it can't be read."""
    data = read_bytes(path)
    if data is None:
        return {}
    try:
        tree = load_tree(data)
    except BrokenToml as error:
        remedy = error.remedy or "mend it, or delete it to start anew"
        raise ConfigError(f"{path}, line {error.line}: {error}; {remedy}", error.line) from None
    if tree.pop("schema", None) != schema or tree.pop("schema_version", None) != 1:
        raise ConfigError(f'{path}: lacks schema = "{schema}" of version 1, so it is left alone; move it away to start anew')
    return tree


def write_keyed(path: Path, schema: str, tree: Mapping[str, Any]) -> None:
    """Makes the file hold this, durably. Raises FileError."""
    replace_bytes(path, keyed_bytes(schema, tree))


def keyed_bytes(schema: str, tree: Mapping[str, Any]) -> bytes:
    """The bytes of a file that holds this."""
    return dump_tree({"schema": schema, "schema_version": 1, **tree}).encode("utf-8")
