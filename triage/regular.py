"""Regular files, opened so that nothing hangs: a pipe or a device may bear any name, and take a file's place at any moment."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


class NotRegular(OSError):
    """What has the name is no regular file; `mode` tells what it is."""

    def __init__(self, mode: int) -> None:
        super().__init__(errno.EINVAL, "not a regular file")
        self.mode = mode


def open_regular(path: str | Path) -> int:
    """A descriptor to read a regular file by. Raises `NotRegular`, and the OSError of a file that the system refuses."""
    _check(os.stat(path).st_mode)  # a device may act on being opened
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        _check(os.fstat(handle).st_mode)
    except OSError:
        os.close(handle)
        raise
    return handle


def read_regular(path: str | Path, most: int = -1) -> bytes:
    """The bytes of a regular file, or the first so many. Raises as `open_regular` does."""
    with os.fdopen(open_regular(path), "rb") as file:
        return file.read(most)


def _check(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NotRegular(mode)
