"""Documents opened before they are asked for, so that the key that shows one only has to draw it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from pathlib import Path

from triage.naming import file_of
from triage.save import sidecar_path
from triage.session.file_stamp import stamp_of
from triage.session.reader import Opened, Reader

KEPT = 4
"""Documents: the one that is shown, those beside it, and one more."""
LARGE_FILE = 200_000
"""Bytes from which on a file takes so long that a key in between would wait for it."""


class Prefetch:
    """Holds what was opened last, as long as it is what the folder has: of what was decided since (`forget`), or in another
    program, only the decision is taken anew."""

    def __init__(self, root: Path, state: Path | None, reader: Reader) -> None:
        self._root, self._state, self._reader = root, state, reader
        self._ready: dict[str, tuple[Hashable, Hashable, Opened]] = {}

    def open(self, id: str) -> Opened:
        """The document as it is now."""
        return self.prepare(id) or self._reader.open(id)

    def prepare(self, id: str) -> Opened | None:
        """Open the document; None where it is better opened when it is asked for."""
        # No time tells of a record.
        source = stamp_of(self._root / id, LARGE_FILE) if file_of(id) == id else None
        before, sidecar = self._ready.pop(id, None), stamp_of(sidecar_path(self._root, id, self._state))
        if source is None:
            return None
        if before is None or before[0] != source:
            opened = self._reader.open(id)
        else:
            opened = before[2] if before[1] == sidecar else self._reader.renewed(before[2])
        self._ready[id] = source, sidecar, opened
        for old in list(self._ready)[:-KEPT]:
            self._ready.pop(old, None)
        return opened

    def forget(self, ids: Iterable[str] | None = None) -> None:
        """What is decided of these documents is something else by now; without ids, all may be. Safe to call from another
        thread."""
        if ids is None:
            self._ready.clear()
            return
        for id in ids:
            if (found := self._ready.get(id)) is not None:
                self._ready[id] = found[0], "decided since", found[2]
