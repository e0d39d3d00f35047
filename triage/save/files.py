"""Sidecar files: read, written whole or not at all, cleaned up."""

from __future__ import annotations

import itertools
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from triage.errors import FileError, SidecarError
from triage.model import Sidecar
from triage.save.merge import merge
from triage.save.sidecar import SCHEMA_VERSION, dump_sidecar, parse_sidecar

# Hidden, so that no walk takes it for a document; the process in the name tells whose it was.
TEMPORARY = re.compile(r"\.triage-(\d+)-\d+\.tmp\Z")
_numbers = itertools.count(1)
_own: set[str] = set()


class Prepared:
    """A sidecar about to be replaced: the temporary file is written. Without one the sidecar is to be removed."""

    def __init__(self, path: Path, after: Sidecar | None, temporary: Path | None, unchanged: bool = False) -> None:
        self.path, self.after, self.temporary, self.unchanged = path, after, temporary, unchanged


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none. Raises FileError, and SidecarError for a folder or a pipe of that name."""
    try:
        # Without waiting: a pipe under a sidecar's name must not stop the program.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise SidecarError(f"{path}: not a regular file; move it away")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read()
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        os.close(handle)


def _unreadable(path: Path, error: OSError) -> FileError:
    return FileError(f"{path}: can't be read ({error.strerror}); check the disk and its permissions")


def load_sidecar(path: Path) -> Sidecar | None:
    """The sidecar at `path`, None where there is none. Raises SidecarError where it is broken or not ours, and FileError."""
    data = read_bytes(path)
    return None if data is None else parse_sidecar(data, str(path))


def prepare(path: Path, after: Sidecar | None, before: Sidecar | None, sync: bool) -> Prepared:
    """Decides what to write and writes the temporary file; `sync` says whether to wait for the disk."""
    disk = before if before is not None and _is_as(path, before) else load_sidecar(path)
    if disk is not None and disk.schema_version > 1:
        raise SidecarError(f"{path}: of the newer schema {disk.schema_version}; update triage to change it")
    wanted = merge(str(path), before, after, disk)
    if wanted is None:
        return Prepared(path, None, None, unchanged=disk is None)
    data = dump_sidecar(wanted)
    if disk is not None and read_bytes(path) == data:
        return Prepared(path, wanted, None, unchanged=True)
    return Prepared(path, wanted, _write_temporary(path, data, sync))


def _is_as(path: Path, sidecar: Sidecar) -> bool:
    """Whether the file is what we would write: then there is nothing to parse and to merge."""
    if sidecar.schema_version != SCHEMA_VERSION:
        return False
    return read_bytes(path) == dump_sidecar(sidecar)


def replace(prepared: Prepared) -> None:
    """Puts the prepared file in the sidecar's place, or removes the sidecar."""
    if prepared.unchanged:
        return
    try:
        if prepared.temporary is None:
            prepared.path.unlink(missing_ok=True)
        else:
            os.replace(prepared.temporary, prepared.path)
    except OSError as error:
        raise FileError(f"{prepared.path}: can't be written ({error.strerror}); check permissions and space") from error
    finally:
        discard(prepared)


@contextmanager
def replacing(path: Path, data: bytes) -> Iterator[None]:
    """Makes the file hold these bytes, durably, once what is inside is done: for that moment a renaming is left, which needs no
    room. Where it raises, the file stays as it was. A reader sees the old file or the new one, never a part."""
    prepared = Prepared(path, None, _write_temporary(path, data, sync=True))
    try:
        yield
        replace(prepared)
    finally:
        discard(prepared)
    sync_folder(path.parent)


def replace_bytes(path: Path, data: bytes) -> None:
    """As `replacing`, at once."""
    with replacing(path, data):
        pass


def discard(prepared: Prepared) -> None:
    """Removes the temporary file, if it is still there."""
    if prepared.temporary is not None:
        with suppress(OSError):
            prepared.temporary.unlink(missing_ok=True)
        _own.discard(prepared.temporary.name)


def _write_temporary(path: Path, data: bytes, sync: bool) -> Path:
    temporary = path.parent / f".triage-{os.getpid()}-{next(_numbers)}.tmp"
    _own.add(temporary.name)
    try:
        _make_folder(path.parent)
        # 0o666 less the umask: the mode of any new file, so that a shared folder stays shared.
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if sync:
                os.fsync(file.fileno())
    except BaseException as error:
        discard(Prepared(path, None, temporary))
        if isinstance(error, OSError):
            raise FileError(
                f"{path}: can't be written ({error.strerror}); check permissions and space, or keep it elsewhere with --state DIR"
            ) from error
        raise
    return temporary


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
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
    """Removes temporary files that killed processes left in the folder."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        found = TEMPORARY.match(name)
        if found and name not in _own and not _is_running(int(found[1])):
            with suppress(OSError):
                (folder / name).unlink()


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
