"""Which journal entries are known to be in the sidecars, so that opening a corpus doesn't compare all of them.

The note may be behind, never ahead: it is written after the sidecars are on disk, and losing it costs only time.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from triage.atomic import discard, write_beside
from triage.lock import locked

FILE = "saved.json"


class Checkpoints:
    """The note in the journal's folder: all up to `through`, and single later ones."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._lock = folder / "saved.lock"

    def read(self) -> tuple[int, set[int]]:
        """The number up to which all is saved, and those above it that are."""
        try:
            tree = json.loads(self._path.read_bytes())
            return int(tree["through"]), {int(seq) for seq in tree["also"]}
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return 0, set()

    def add(self, seqs: set[int], through: int = 0) -> None:
        """Notes these entries as saved, and all up to `through`."""
        with suppress(OSError), locked(self._lock):
            known, also = self.read()
            known, also = max(known, through), also | seqs
            while known + 1 in also:
                known += 1
            rest = sorted(seq for seq in also if seq > known)
            data = json.dumps({"through": known, "also": rest}).encode()
            temporary = write_beside(self._path, data, sync=False)
            try:
                os.replace(temporary, self._path)
            finally:
                discard(temporary)
