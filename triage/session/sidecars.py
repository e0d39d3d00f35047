"""The sidecars as they stand once all that was decided is written: what is on its way to disk counts already, and so does what
found no room there, which the journal has."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Hashable, Iterable
from pathlib import Path

from triage.errors import FileError, SidecarError
from triage.model import Change, Problem, Sidecar
from triage.save import Saved, load_sidecar, newer_schema, sidecar_path
from triage.session.file_stamp import stamp_of

COMING = object()
"""The stamp of what isn't on the disk yet."""
KEPT = 5000
"""Sidecars held in memory before those that are on disk are dropped."""


class Sidecars:
    """Reads sidecars; those that the saver was given are cached until another program changes their files."""

    def __init__(self, root: Path, state: Path | None) -> None:
        self._root, self._state = root, state
        self._known: dict[str, tuple[Sidecar | None, Hashable]] = {}
        self._merged: deque[str] = deque()
        self._lock = threading.Lock()  # the saver's thread tells what became of what it was given

    def get(self, id: str) -> Sidecar | None:
        """What is decided about the document. Raises `SidecarError` where its file can't be used, `FileError` where it can't be
        read."""
        known, path = self._known.get(id), self._path(id)
        if known is not None and known[1] in (COMING, stamp_of(path)):
            return known[0]
        return load_sidecar(path)

    def has(self, id: str) -> bool:
        """Whether the document has one, whatever is in it."""
        known = self._known.get(id)
        return (known is not None and known[0] is not None) or os.path.lexists(self._path(id))

    def is_own(self, id: str) -> bool:
        """Whether what stands there is what was decided here."""
        known = self._known.get(id)
        return known is not None and known[1] in (COMING, stamp_of(self._path(id)))

    def _path(self, id: str) -> Path:
        return sidecar_path(self._root, id, self._state)

    def writable(self, id: str) -> Sidecar | None:
        """As `get`, for a change. Raises `SidecarError` where a later version of the program wrote the file, too."""
        sidecar = self.get(id)
        newer = newer_schema(sidecar) if sidecar is not None else ""
        if newer:
            raise SidecarError(f"{id}: {newer}")
        return sidecar

    def or_problem(self, id: str) -> tuple[Sidecar | None, Problem | None]:
        """As `get`, with what is wrong with the file as a value."""
        try:
            return self.get(id), None
        except (SidecarError, FileError) as error:
            return None, Problem("sidecar", str(error), error.line if isinstance(error, SidecarError) else None)

    def remember(self, changes: Iterable[Change]) -> None:
        """What was decided is what holds from now on."""
        with self._lock:
            self._known.update((change.id, (change.after, COMING)) for change in changes)

    def note_saved(self, saved: Saved) -> None:
        """What was merged with another hand's edits is what holds, and what these don't allow is as its file says; but not where
        something else has been decided since it was asked for. What only found no room holds."""
        written = {change.id: change.after for change in saved.changes}
        lacking = saved.lacking
        with self._lock:
            for change in saved.asked:
                if change.id in written and written[change.id] is not change.after:
                    self._merged.append(change.id)
                if change.id not in self._known or self._known[change.id][0] is not change.after:
                    continue
                if change.id in written:
                    # Who changes the file before it is looked at here is met by the saver, which reads it whenever it writes.
                    self._known[change.id] = written[change.id], stamp_of(self._path(change.id))
                elif change.id not in lacking:
                    del self._known[change.id]

    def take_merged(self) -> list[str]:
        """The documents of which more was written than was asked for, since this was last asked."""
        return list(dict.fromkeys(self._merged.popleft() for _ in range(len(self._merged))))

    def drop(self, *, beyond: int = 0) -> None:
        """Read from disk again, where more than `beyond` are held. Only right when nothing is on its way there."""
        if len(self._known) > beyond:
            with self._lock:
                self._known = {id: known for id, known in self._known.items() if known[1] is COMING}
