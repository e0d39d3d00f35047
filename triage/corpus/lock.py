"""A lock between programs, for what two can't do at once to one index: scan it, and make it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from triage.save.lock import OPEN

_PAUSE = 0.05  # seconds between two tries: who waits asks again and again, so that it can be interrupted, and tell of it
_TOLD = 1.0  # seconds


@contextmanager
def exclusive(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Holds the lock on a file, which is made if there is none; calls `waiting` each second that another program holds it.

    A lock goes with the process that holds it. Where the file system has none, nothing is held.
    """
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
