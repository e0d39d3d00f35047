"""Saved views of a corpus: a filter and an order under a name."""

from __future__ import annotations

from collections.abc import Callable

from triage.corpus import parse, sort_key
from triage.errors import UsageError
from triage.model import View, ViewChange
from triage.save import KeyedFile


class Views:
    """The views in a file, by name. It is read when it is asked, so that another program's are seen. `commit` journals and saves
    a change."""

    def __init__(self, file: KeyedFile[View], commit: Callable[[ViewChange], object]) -> None:
        self._file, self._commit = file, commit

    def all(self) -> dict[str, View]:
        """The views in the order of their names. Raises `ConfigError` where the file is broken."""
        return self._file.load()

    def save(self, name: str, where: str, sort: str) -> bool:
        """Save a view; whether there was one of that name before. Raises `UsageError` where it makes no sense, `ConfigError`
        where the file is broken, `FileError` where it can't be written."""
        name = _name(name)
        parse(where)
        before, after = self.all().get(name), View(where, sort_key(sort))
        if before != after:
            self._commit(ViewChange(name, before, after))
        return before is not None

    def get(self, name: str) -> View:
        """The view of that name. Raises `UsageError` where there is none, else as `all`."""
        views = self.all()
        found = views.get(_name(name))
        if found is None:
            raise UsageError(f"there is no view {name!r}; there are: {', '.join(views) or 'none'}")
        return found

    def within(self, name: str, where: str) -> View:
        """The view of that name, and of its documents only those that fit `where`, too. Raises `UsageError` as `get`, and for
        an expression that can't be."""
        found = self.get(name)
        parse(where)
        both = f"({found.where}) ({where})" if found.where.strip() and where.strip() else found.where or where
        return found._replace(where=both)

    def remove(self, name: str) -> None:
        """Remove a view. Raises `UsageError` where there is none of that name, else as `save`."""
        self._commit(ViewChange(_name(name), self.get(name), None))


def _name(name: str) -> str:
    found = " ".join(name.split())
    if not found or not found.isprintable():
        raise UsageError("a view needs a name of printable characters")
    return found
