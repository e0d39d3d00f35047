"""What tells one state of a file from another without reading it."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path


def stamp_of(path: Path, most: int | None = None) -> Hashable:
    """The file's time, size and number; None where there is no such file, or it has more bytes than `most`."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return None if most is not None and found.st_size > most else (found.st_mtime_ns, found.st_size, found.st_ino)
