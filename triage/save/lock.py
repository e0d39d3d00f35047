"""A lock between programs: only one at a time reads, changes and replaces what lies beside it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from triage.errors import FileError

OPEN = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
"""How files are opened that are written in place: a folder that came from elsewhere may hold links to anything."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock on a file, which is made if there is none. Raises OSError where it can't be made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, OPEN, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


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
