"""Sidecars that others changed, added or removed, noticed by their size and time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from triage.corpus.decisions.sidecar_index import Stamp, stamp_of, take_over
from triage.corpus.index.schema import from_sql, to_sql
from triage.errors import TriageError
from triage.save import iter_sidecars, sidecar_path, sidecars_at

Unsaved = Callable[[], Collection[str]]
"""Gives the documents of which a sidecar is on its way to the disk, or failed to get there. Raises TriageError where that isn't
known."""


class Noticed:
    """Tells which sidecars are others than the index has. All are to be looked at, those of a folder or all at once, and then
    taken over."""

    def __init__(self, db: sqlite3.Connection, root: Path, state: Path | None) -> None:
        self._db = db
        self._root = root
        self._state = state
        stored = db.execute("SELECT id, size, mtime_ns FROM decisions")
        self._known: dict[str, Stamp] = {from_sql(id): (size, time) for id, size, time in stored}
        self._changed: list[tuple[str, Path, Stamp]] = []

    def look_through(self) -> None:
        """Look at all sidecars that there are."""
        self._look(iter_sidecars(self._root, self._state))

    def look_among(self, folder: str, names: Iterable[tuple[str, bool]]) -> None:
        """Look at those of a folder of the corpus (its path with a `/` behind it), where sidecars lie beside the documents: the
        names of sidecars and of folders of them, each with whether it is a folder."""
        for name, is_folder in names:
            self._look(sidecars_at(self._root / folder / name, folder, self._root, is_folder=is_folder))

    def _look(self, found: Iterable[tuple[str, Path]]) -> None:
        for id, path in found:
            stamp = stamp_of(path)
            if stamp is not None and self._known.pop(id, None) != stamp:
                self._changed.append((id, path, stamp))

    def take_over(self, unsaved: Unsaved) -> int:
        """Have the index tell of the sidecars as they are on the disk; how many are others."""
        if not self._known and not self._changed:
            return 0
        # What was indexed as it was saved, or taken back, holds until the disk has it. That may have come since the folder was
        # looked through: only now is it known whether a file is gone.
        try:
            coming: Collection[str] = unsaved()
        except TriageError:
            stored = self._db.execute("SELECT id FROM decisions WHERE size < 0")
            coming = {from_sql(id) for (id,) in stored}
        changed = [one for one in self._changed if one[0] not in coming]
        missing = (id for id in self._known if id not in coming)
        return take_over(self._db, changed, [id for id in missing if stamp_of(sidecar_path(self._root, id, self._state)) is None])


def refresh(db: sqlite3.Connection, root: Path, state: Path | None, unsaved: Unsaved, ids: Sequence[str] | None = None) -> int:
    """Notices sidecars that were changed, added or removed since they were read, or reads those of `ids` again; how many there
    were of these."""
    if ids is None:
        noticed = Noticed(db, root, state)
        noticed.look_through()
        return noticed.take_over(unsaved)
    coming = _on_their_way(db, unsaved, ids)
    paths = [(id, sidecar_path(root, id, state)) for id in ids if id not in coming]
    return take_over(db, [(id, path, stamp_of(path) or (-1, -1)) for id, path in paths], [])


def is_indexed(db: sqlite3.Connection, root: Path, state: Path | None, id: str) -> bool:
    """Whether the document's sidecar is the one that was read last, as far as its size and time tell; one that was indexed as it
    was saved hasn't been read."""
    known = db.execute("SELECT size, mtime_ns FROM decisions WHERE id = ?", (to_sql(id),)).fetchone()
    return bool(known == stamp_of(sidecar_path(root, id, state)))


def _on_their_way(db: sqlite3.Connection, unsaved: Unsaved, ids: Sequence[str]) -> set[str]:
    """Those whose decisions were indexed as they were made and aren't on the disk yet: what is there is older."""
    select = "SELECT 1 FROM decisions WHERE id = ? AND size < 0"
    indexed = {id for id in ids if db.execute(select, (to_sql(id),)).fetchone()}
    if not indexed:
        return set()
    try:
        return indexed.intersection(unsaved())
    except TriageError:
        return indexed
