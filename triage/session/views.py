"""Saved views of a corpus: a filter and an order under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.corpus import parse, sort_key
from triage.errors import ConfigError, UsageError
from triage.save import changing, load_keyed, write_keyed

FILE = "views.toml"
SCHEMA = "triage/views"


@dataclass(frozen=True, slots=True)
class View:
    """What the list shows, and in which order."""

    where: str
    sort: str


class Views:
    """The views in a folder, by name. The file is read when it is asked, so that another program's are seen."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def all(self) -> dict[str, View]:
        """The views in the order of their names. Raises `ConfigError` where the file is broken."""
        found = load_keyed(self._path, SCHEMA).get("view", {})
        if not isinstance(found, Mapping):
            raise ConfigError(f"{self._path}: view must be tables; write [view.NAME], or delete the file")
        return {name: self._view(name, found[name]) for name in sorted(found)}

    def save(self, name: str, where: str, sort: str) -> bool:
        """Save a view; whether there was one of that name before. Raises `UsageError` where it makes no sense, `ConfigError`
        where the file is broken, `FileError` where it can't be written."""
        name = _name(name)
        parse(where)
        sort = sort_key(sort)
        with changing(self._path):
            views = self.all()
            self._write({**views, name: View(where, sort)})
        return name in views

    def remove(self, name: str) -> None:
        """Remove a view. Raises `UsageError` where there is none of that name, else as `save`."""
        with changing(self._path):
            views = self.all()
            if _name(name) not in views:
                raise UsageError(f"there is no view {name!r}; there are: {', '.join(views) or 'none'}")
            self._write({other: view for other, view in views.items() if other != _name(name)})

    def _view(self, name: str, table: Any) -> View:
        where, sort = (table.get("where", ""), table.get("sort", "id")) if isinstance(table, Mapping) else (None, None)
        if not isinstance(where, str) or not isinstance(sort, str):
            raise ConfigError(f'{self._path}: view {name!r} must have where = "…" and sort = "…"; mend or delete it')
        return View(where, sort)

    def _write(self, views: Mapping[str, View]) -> None:
        tree = {name: {"where": view.where, "sort": view.sort} for name, view in sorted(views.items())}
        write_keyed(self._path, SCHEMA, {"view": tree})


def _name(name: str) -> str:
    found = " ".join(name.split())
    if not found or not found.isprintable():
        raise UsageError("a view needs a name of printable characters")
    return found
