"""Documents opened before they are asked for, so that the key that shows one only has to draw it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from os import stat_result
from pathlib import Path

from triage.save import sidecar_path
from triage.session.reading import Opened, Reader

KEPT = 4
"""Documents: the one that is shown, those beside it, and one more."""
LARGE_FILE = 200_000
"""Bytes from which on a file takes so long that a key in between would wait for it."""


class Ahead:
    """Holds what `prepare` opened last, until it changes: by a command (`forget`), or in the folder."""

    def __init__(self, root: Path, state: Path | None, reader: Reader) -> None:
        self._root, self._state, self._reader = root, state, reader
        self._ready: dict[str, tuple[Hashable, Opened]] = {}

    def prepare(self, id: str) -> Opened | None:
        """Open the document; None where it is better opened when it is asked for."""
        found, stamp = self._ready.pop(id, None), self._stamp(id)
        if stamp is None:
            return None
        if found is None or found[0] != stamp:
            found = stamp, self._reader.open(id)
        self._ready[id] = found
        for old in list(self._ready)[:-KEPT]:
            self._ready.pop(old, None)
        return found[1]

    def take(self, id: str) -> Opened | None:
        """What was prepared, if that is still how things are."""
        stamp, opened = self._ready.get(id, (None, None))
        return opened if stamp is not None and stamp == self._stamp(id) else None

    def forget(self, ids: Iterable[str] | None = None) -> None:
        """What was prepared of these documents, or of all, may be wrong by now. Safe to call from another thread."""
        for id in list(self._ready) if ids is None else ids:
            self._ready.pop(id, None)

    def _stamp(self, id: str) -> Hashable:
        """What tells one state of file and sidecar from another; None for what isn't prepared: large files, and records of
        containers, which no file's time tells of."""
        source = _stat(self._root / id)
        if source is None or source.st_size > LARGE_FILE:
            return None
        sidecar = _stat(sidecar_path(self._root, id, self._state))
        return tuple((s.st_mtime_ns, s.st_size, s.st_ino) if s is not None else None for s in (source, sidecar))


def _stat(path: Path) -> stat_result | None:
    try:
        return path.stat()
    except (OSError, ValueError):
        return None
