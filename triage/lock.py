"""Locks between programs, which go with the process that holds them."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

OPEN = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
"""How files are opened that are written in place: a folder that came from elsewhere may hold links to anything."""

_PAUSE = 0.05  # seconds between two tries: who waits asks again and again, so that it can be interrupted, and tell of it
_TOLD = 1.0  # seconds


@contextmanager
def holding(handle: int, *, shared: bool = False) -> Iterator[None]:
    """Holds the lock on an open file, `shared` with others that only read. Raises OSError where it can't be had."""
    fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock on a file, which is made if there is none. Raises OSError where it can't be made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, OPEN, 0o666)
    try:
        with holding(handle):
            yield
    finally:
        os.close(handle)


@contextmanager
def exclusive(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """As `locked`, for what takes long: calls `waiting` each second that another program holds the lock. Where the file can't be
    made, or its file system has no locks, nothing is held."""
    try:
        handle = os.open(path, OPEN, 0o666)
    except OSError:
        yield
        return
    try:
        told = time.monotonic()
        while not _take(handle):
            time.sleep(_PAUSE)
            if time.monotonic() - told >= _TOLD:
                waiting()
                told = time.monotonic()
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    """False where another program holds the lock."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # there are no locks here
    return True
