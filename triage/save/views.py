"""The file of saved views: read, changed view by view, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from triage.errors import ConfigError
from triage.model import View, ViewChange
from triage.save.files import changing, replacing_bytes
from triage.save.keyed import keyed_bytes, load_keyed

SCHEMA = "triage/views"


def load_views(path: Path) -> dict[str, View]:
    """The views in a file, in the order of their names; none where there is no file. Raises `ConfigError` where it is broken, and
    `FileError`."""
    found = load_keyed(path, SCHEMA).get("view", {})
    if not isinstance(found, Mapping):
        raise ConfigError(f"{path}: view must be tables; write [view.NAME], or delete the file")
    return {name: _view(path, name, found[name]) for name in sorted(found)}


@contextmanager
def writing_views(path: Path, changes: Iterable[ViewChange]) -> Iterator[None]:
    """Takes changes over into the file, durably, once what is inside is done. Raises before that, and writes nothing, as
    `writing_rules`."""
    changes = tuple(changes)
    with changing(path):
        views = {**check_views(path, changes), **{change.name: change.after for change in changes}}
        tables = {name: view_table(view) for name, view in sorted(views.items()) if view is not None}
        with replacing_bytes(path, keyed_bytes(SCHEMA, {"view": tables})):
            yield


def write_views(path: Path, changes: Iterable[ViewChange]) -> None:
    """As `writing_views`, at once."""
    with writing_views(path, changes):
        pass


def check_views(path: Path, changes: Iterable[ViewChange]) -> dict[str, View]:
    """What the file holds. ConfigError where a view is not what a change says it was."""
    views = load_views(path)
    for change in changes:
        if views.get(change.name) != change.before:
            raise ConfigError(f"{path}: view {change.name!r} was changed by another hand since; look at it and change it anew")
    return views


def view_table(view: View) -> dict[str, str]:
    """A view as its table in the file."""
    return view._asdict()


def view_from_table(table: Any) -> View:
    """The view in a table. Raises ValueError."""
    where, sort = (table.get("where", ""), table.get("sort", "id")) if isinstance(table, Mapping) else (None, None)
    if not isinstance(where, str) or not isinstance(sort, str):
        raise ValueError('must have where = "…" and sort = "…"')
    return View(where, sort)


def _view(path: Path, name: str, table: Any) -> View:
    try:
        return view_from_table(table)
    except ValueError as error:
        raise ConfigError(f"{path}: view {name!r} {error}; mend or delete it") from None
