"""Files that are there whole or not at all: written under another name beside their place, and then put in it.

A process that is killed leaves the file under the other name; `clean_folder` clears it away.
"""

from __future__ import annotations

import itertools
import os
import re
import stat
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

HOST = f"{zlib.crc32(os.fsencode(os.uname().nodename)):08x}"
"""This machine, as names of temporary files tell it: a shared folder has those of others."""

# Hidden, so that no walk takes it for a document; machine and process in the name tell whose it was.
TEMPORARY = re.compile(r"\.triage-(?P<host>[0-9a-f]{8})-(?P<process>\d+)-\d+\.tmp\Z")
_LONG_AGO = 24 * 3600  # seconds: nobody writes that long, whose processes aren't seen from here
_numbers = itertools.count(1)
_own: set[str] = set()


@contextmanager
def replacing(path: Path, *, sync: bool = True) -> Iterator[BinaryIO]:
    """A stream to what the file holds once what is inside is done, with `sync` on the disk itself. Where it raises, the file
    stays as it was. The mode is that of the file before."""
    temporary, stream = _new(path)
    try:
        with stream:
            yield stream
            _finish(stream, sync=sync)
        with suppress(OSError):
            os.chmod(temporary, stat.S_IMODE(path.stat().st_mode))
        os.replace(temporary, path)
    finally:
        discard(temporary)


def write_beside(path: Path, data: bytes, *, sync: bool) -> Path:
    """Writes a file to be put in the place of `path`, with `sync` to the disk itself. Who asks for it renames or discards it;
    where it raises, none is left."""
    temporary, stream = _new(path)
    try:
        with stream:
            stream.write(data)
            _finish(stream, sync=sync)
    except BaseException:
        discard(temporary)
        raise
    return temporary


def discard(temporary: Path) -> None:
    """Removes the file, if it is still there under this name."""
    with suppress(OSError):
        temporary.unlink(missing_ok=True)
    _own.discard(temporary.name)


def _new(path: Path) -> tuple[Path, BinaryIO]:
    while True:
        temporary = path.with_name(f".triage-{HOST}-{os.getpid()}-{next(_numbers)}.tmp")
        _own.add(temporary.name)
        try:
            # 0o666 less the umask: the mode of any new file, so that a shared folder stays shared.
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        except FileExistsError:  # left by a process that had our number before us
            _own.discard(temporary.name)
        except BaseException:
            _own.discard(temporary.name)
            raise
        else:
            return temporary, os.fdopen(handle, "wb")


def _finish(stream: BinaryIO, *, sync: bool) -> None:
    stream.flush()
    if sync:
        os.fsync(stream.fileno())


def make_folder(folder: Path) -> None:
    """Makes a folder, and those that it is in, whose names are on disk then."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Waits until the folder's names are on disk. A file system that can't is no error: it has no such promise to give."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clean_folder(folder: Path) -> None:
    """Removes what killed processes left in the folder."""
    with suppress(OSError):
        remove_left(folder, os.listdir(folder))


def remove_left(folder: Path, names: Iterable[str]) -> int:
    """Removes what killed processes left under these names in the folder; how many files that were."""
    removed = 0
    for name in names:
        found = TEMPORARY.match(name)
        with suppress(OSError):
            if found and name not in _own and _is_left(folder / name, found):
                (folder / name).unlink()
                removed += 1
    return removed


def _is_left(path: Path, found: re.Match[str]) -> bool:
    if found["host"] != HOST:
        return time.time() - path.lstat().st_mtime > _LONG_AGO
    return not _is_running(int(found["process"]))


def _is_running(pid: int) -> bool:
    if pid == os.getpid():
        return False  # this process knows its own; one with our number was another's before us
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
