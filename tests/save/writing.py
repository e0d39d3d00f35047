"""One sidecar written as the saver writes it."""

from __future__ import annotations

from pathlib import Path

from triage.atomic import sync_folder
from triage.model import Sidecar
from triage.save.files import prepare, replace


def write_sidecar(path: Path, after: Sidecar | None, before: Sidecar | None) -> Sidecar | None:
    """What is on disk then: more than `after`, where it was merged."""
    prepared = prepare(path, after, before, sync=True)
    replace(prepared)
    if not prepared.unchanged:
        sync_folder(path.parent)
    return prepared.after
