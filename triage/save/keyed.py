"""Small TOML files of Triage's own, such as saved views: read with errors that name the line, written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from triage.errors import ConfigError
from triage.save.escape import unescape_tree
from triage.save.files import read_bytes, replace_bytes
from triage.save.toml_text import dump_tree

_AT_LINE = re.compile(r"\s*\(at (?:line (\d+)|end of document).*\)$")


def load_keyed(path: Path, schema: str) -> dict[str, Any]:
    """What the file holds besides its schema; nothing where there is no file. ConfigError where it is broken or not ours."""
    data = read_bytes(path)
    if data is None:
        return {}
    import tomllib  # where there is no file, nothing waits for it

    try:
        tree: dict[str, Any] = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 at byte {error.start}; mend it, or delete it to start anew") from error
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found and found[1] else data.count(b"\n") + 1
        message = _AT_LINE.sub("", str(error))
        raise ConfigError(f"{path}, line {line}: {message}; mend it, or delete it to start anew", line) from error
    if tree.pop("schema", None) != schema or tree.pop("schema_version", None) != 1:
        raise ConfigError(f'{path}: lacks schema = "{schema}" of version 1, so it is left alone; move it away to start anew')
    return cast("dict[str, Any]", unescape_tree(tree))


def write_keyed(path: Path, schema: str, tree: Mapping[str, Any]) -> None:
    """Makes the file hold this, durably. Raises FileError."""
    replace_bytes(path, dump_tree({"schema": schema, "schema_version": 1, **tree}).encode("utf-8"))
