"""What SQLite says when the index can't be used, as one line with a remedy."""

from __future__ import annotations

import functools
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar

from triage.errors import FileError

_Class = TypeVar("_Class", bound=type)
_LEAST_ROOM = 1 << 16  # bytes
_GENERATOR = 0x20  # inspect.CO_GENERATOR: to import that takes longer than to open an index
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_FORMAT}
_REMEDIES = {
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again when it is done",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; try again when it is done",
    sqlite3.SQLITE_PROTOCOL: "another program is writing to it; try again when it is done",
    sqlite3.SQLITE_CONSTRAINT: "another program has changed it meanwhile; try again",
    sqlite3.SQLITE_FULL: "make room on the disk, or keep it elsewhere with --state DIR",
    sqlite3.SQLITE_READONLY: "make its folder writable, or keep it elsewhere with --state DIR",
    sqlite3.SQLITE_CANTOPEN: "make its folder writable, or keep it elsewhere with --state DIR",
    sqlite3.SQLITE_IOERR: "check the disk, or keep it elsewhere with --state DIR",
    sqlite3.SQLITE_NOMEM: "close other programs, then try again",
}


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def broken_mark(index: Path) -> Path:
    """The file that says that an index is broken."""
    return index.with_name(index.name + "-broken")


def is_broken(error: sqlite3.Error) -> bool:
    """Whether the file isn't an index any more: it holds nothing that can't be computed again."""
    return _code(error) in _BROKEN


def as_file_error(error: sqlite3.Error, index: Path) -> FileError:
    """The error as an editor is told it. That an index is broken is noted beside it, so that the next scan makes it anew."""
    if is_broken(error):
        with suppress(OSError):
            broken_mark(index).touch()
        return FileError(f"{index}: the index is broken ({error}); scan the folder, which makes it anew")
    what, remedy = reason(error, index, "delete it, the next scan makes it anew")
    return FileError(f"{index}: the index can't be used ({what}); {remedy}")


def reason(error: Exception, index: Path, otherwise: str) -> tuple[str, str]:
    """What went wrong with an index, and what to do about it: `otherwise` where that isn't an error of SQLite that is known."""
    code = _code(error) if isinstance(error, sqlite3.Error) else 0
    if code == sqlite3.SQLITE_IOERR and _is_full(index.parent):
        return "the disk is full", _REMEDIES[sqlite3.SQLITE_FULL]
    return str(error), _REMEDIES.get(code, otherwise)


def _is_full(folder: Path) -> bool:
    """Whether there is no room for what SQLite keeps beside an index: it takes that for a fault of the disk."""
    try:
        found = os.statvfs(folder)
    except OSError:
        return False
    return found.f_bavail * found.f_frsize < _LEAST_ROOM


def guarded(owner: _Class) -> _Class:
    """A class whose public methods tell SQLite's errors so. It has `index`, the file's path."""
    for name, member in list(vars(owner).items()):
        if not name.startswith("_") and isinstance(member, FunctionType):
            setattr(owner, name, _stepwise(member) if member.__code__.co_flags & _GENERATOR else _at_once(member))
    return owner


def _at_once(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(self: Any, *args: Any, **named: Any) -> Any:
        try:
            return method(self, *args, **named)
        except sqlite3.Error as error:
            raise as_file_error(error, self.index) from error

    return call


def _stepwise(method: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    @functools.wraps(method)
    def call(self: Any, *args: Any, **named: Any) -> Iterator[Any]:
        try:
            yield from method(self, *args, **named)
        except sqlite3.Error as error:
            raise as_file_error(error, self.index) from error

    return call
