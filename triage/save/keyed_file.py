"""Small TOML files of Triage's own: read with errors that name the line, changed entry by entry, written whole or not at all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Generic

from triage.errors import ConfigError, shown
from triage.model import KeyedChange, Value
from triage.save.files import changing, read_bytes, replace_bytes, replacing_bytes
from triage.save.toml_text import dump_tree, load_tree
from triage.toml_lines import BrokenToml, line_of_key

VERSION = 1


class KeyedFile(ABC, Generic[Value]):
    """A file that holds each entry in a table of its own, `[rule.yours-1]`.

    Reading and writing raise `ConfigError`, which names the line and the remedy, and `FileError`.
    """

    kind: ClassVar[str]
    """What an entry is, and the table that holds them."""
    schema: ClassVar[str]
    comment: ClassVar[str] = ""
    """What the file begins with."""
    sorts: ClassVar[bool] = False
    """Whether entries are in the order of their keys, not in that in which they were made."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @staticmethod
    @abstractmethod
    def parse(id: str, table: Mapping[str, Any], /) -> Value:
        """The entry in a table. ValueError names the key that holds what can't be, before a colon."""

    @staticmethod
    @abstractmethod
    def table(kept: Value, /) -> dict[str, Any]:
        """The table of an entry."""

    def load(self) -> dict[str, Value]:
        """The entries by their keys; none where there is no file."""
        data = read_bytes(self._path)
        if data is None:
            return {}
        tables = _load(self._path, data, self.schema).get(self.kind, {})
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            raise _wrong(self._path, line_of_key(data, self.kind), f"{self.kind} must be tables, [{self.kind}.NAME]")
        found = {}
        for id, table in self._ordered(tables).items():
            try:
                found[id] = self.parse(id, table)
            except ValueError as error:
                line = line_of_key(data, str(error).partition(":")[0], (self.kind, id))
                raise _wrong(self._path, line, f"{self.kind} {id}: {error}") from None
        return found

    def check(self, changes: Iterable[KeyedChange[Value]]) -> dict[str, Value]:
        """What the file holds. `ConfigError` where an entry is not what a change says it was: another hand was there."""
        held = self.load()
        for id, before, _ in changes:
            if held.get(id) != before:
                message = f"{self.kind} {id}: changed by another hand since; look at it and change it anew"
                raise ConfigError(f"{self._path}: {shown(message)}")
        return held

    @contextmanager
    def writing(self, changes: Iterable[KeyedChange[Value]]) -> Iterator[None]:
        """Takes changes over into the file, durably, once what is inside is done.

        Raises before that, and writes nothing, as `check` does, and where the file can't be written, or there is no room for it.
        """
        changes = tuple(changes)
        with changing(self._path), replacing_bytes(self._path, self.dump(after(self.check(changes), changes))):
            yield

    def write(self, changes: Iterable[KeyedChange[Value]]) -> None:
        """As `writing`, at once."""
        with self.writing(changes):
            pass

    def dump(self, held: Mapping[str, Value]) -> bytes:
        """The bytes of a file with these entries."""
        tables = {id: self.table(kept) for id, kept in self._ordered(held).items()}
        return self.comment.encode() + _dump(self.schema, {self.kind: tables})

    def _ordered(self, entries: Mapping[str, Any]) -> Mapping[str, Any]:
        return dict(sorted(entries.items())) if self.sorts else entries


def after(held: Mapping[str, Value], changes: Iterable[KeyedChange[Value]]) -> dict[str, Value]:
    """The entries once the changes are made."""
    found = {**held, **{change.id: change.after for change in changes}}
    return {id: kept for id, kept in found.items() if kept is not None}


def load_keyed(path: Path, schema: str) -> dict[str, Any]:
    """What the file holds besides its schema; nothing where there is no file. Raises `ConfigError` where it is broken or not
    ours, `FileError` where it can't be read."""
    data = read_bytes(path)
    return {} if data is None else _load(path, data, schema)


def write_keyed(path: Path, schema: str, tree: Mapping[str, Any]) -> None:
    """Makes the file hold this, durably. Raises FileError."""
    replace_bytes(path, _dump(schema, tree))


def _dump(schema: str, tree: Mapping[str, Any]) -> bytes:
    return dump_tree({"schema": schema, "schema_version": VERSION, **tree}).encode("utf-8")


def _load(path: Path, data: bytes, schema: str) -> dict[str, Any]:
    try:
        tree = load_tree(data)
    except BrokenToml as error:
        raise _wrong(path, error.line, str(error), error.remedy) from None
    if tree.pop("schema", None) != schema:
        raise _wrong(path, 1, f'not written by triage (no schema = "{schema}")')
    version = tree.pop("schema_version", None)
    if version != VERSION:
        raise ConfigError(f"{path}: is of schema {version!r}, which this version doesn't know; update triage")
    return tree


def _wrong(path: Path, line: int | None, what: str, remedy: str = "") -> ConfigError:
    line = line or 1
    return ConfigError(f"{path}:{line}: {shown(what)}; {remedy or 'mend the line, or move the file away'}", line)
