"""Sidecar files: read, and written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from triage import atomic
from triage.atomic import make_folder, sync_folder, write_beside
from triage.errors import FileError, SidecarError
from triage.lock import locked
from triage.model import Sidecar
from triage.regular import NotRegular, read_regular
from triage.save.merge import merge
from triage.save.sidecar import dump_sidecar, newer_schema, parse_sidecar


class Prepared:
    """A sidecar about to be replaced by the temporary file; without one, to be removed. One that is `unchanged` stays."""

    def __init__(self, path: Path, after: Sidecar | None, temporary: Path | None, unchanged: bool = False) -> None:
        self.path, self.after, self.temporary, self.unchanged = path, after, temporary, unchanged


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none. Raises FileError, and SidecarError for a folder or a pipe of that name."""
    try:
        return read_regular(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except NotRegular as error:
        raise SidecarError(f"{path}: not a regular file; move it away") from error
    except OSError as error:
        raise FileError(f"{path}: can't be read ({error.strerror}); check the disk and its permissions") from error


def load_sidecar(path: Path) -> Sidecar | None:
    """The sidecar at `path`, None where there is none. Raises SidecarError where it is broken or not ours, and FileError."""
    data = read_bytes(path)
    return None if data is None else parse_sidecar(data, str(path))


def prepare(path: Path, after: Sidecar | None, before: Sidecar | None, sync: bool) -> Prepared:
    """Decides what to write and writes the temporary file; `sync` says whether to wait for the disk."""
    disk = before if before is not None and _is_as(path, before) else load_sidecar(path)
    newer = newer_schema(disk) if disk is not None else ""
    if newer:
        raise SidecarError(f"{path}: {newer}")
    wanted = merge(str(path), before, after, disk)
    if wanted is None:
        return Prepared(path, None, None, unchanged=disk is None)
    data = dump_sidecar(wanted)
    if disk is not None and read_bytes(path) == data:
        return Prepared(path, wanted, None, unchanged=True)
    return Prepared(path, wanted, _write_temporary(path, data, sync))


def _is_as(path: Path, sidecar: Sidecar) -> bool:
    """Whether the file is what we would write: then there is nothing to parse and to merge."""
    return not newer_schema(sidecar) and read_bytes(path) == dump_sidecar(sidecar)


def replace(prepared: Prepared) -> None:
    """Puts the prepared file in the sidecar's place, or removes the sidecar."""
    try:
        if not prepared.unchanged:
            _put_in_place(prepared.path, prepared.temporary)
    finally:
        discard(prepared)


@contextmanager
def replacing_bytes(path: Path, data: bytes) -> Iterator[None]:
    """Makes the file hold these bytes, durably, once what is inside is done: for that moment a renaming is left, which needs no
    room. Where it raises, the file stays as it was. A reader sees the old file or the new one, never a part."""
    temporary = _write_temporary(path, data, sync=True)
    try:
        yield
        _put_in_place(path, temporary)
    finally:
        atomic.discard(temporary)
    sync_folder(path.parent)


def replace_bytes(path: Path, data: bytes) -> None:
    """As `replacing_bytes`, at once."""
    with replacing_bytes(path, data):
        pass


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Holds the lock beside a file, for who reads, changes and replaces it. Raises `FileError` where that can't be made."""
    with ExitStack() as held:
        try:
            held.enter_context(locked(path.with_suffix(".lock")))
        except OSError as error:
            raise FileError(
                f"{path}: can't be written ({error.strerror}); check permissions, or keep it elsewhere with --state DIR"
            ) from error
        yield


def discard(prepared: Prepared) -> None:
    """Removes the temporary file, if it is still there."""
    if prepared.temporary is not None:
        atomic.discard(prepared.temporary)


def _put_in_place(path: Path, temporary: Path | None) -> None:
    """Gives the temporary file its name; without one, the file of that name goes."""
    try:
        if temporary is None:
            path.unlink(missing_ok=True)
        else:
            os.replace(temporary, path)
    except OSError as error:
        raise FileError(f"{path}: can't be written ({error.strerror}); check permissions and space") from error


def _write_temporary(path: Path, data: bytes, sync: bool) -> Path:
    try:
        make_folder(path.parent)
        return write_beside(path, data, sync=sync)
    except OSError as error:
        raise FileError(
            f"{path}: can't be written ({error.strerror}); check permissions and space, or keep it elsewhere with --state DIR"
        ) from error
