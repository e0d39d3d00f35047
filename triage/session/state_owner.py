"""Whose decisions a state folder holds: ids are paths below one corpus, and in another they would be of other documents."""

from __future__ import annotations

import os
from pathlib import Path

from triage.corpus import is_index
from triage.errors import ConfigError, UsageError, shown
from triage.paths import StatePlaces
from triage.save import JOURNAL_FILE, iter_sidecars, read_bytes, replace_bytes

FILE = "corpus"
"""A line with the path, bytes as they are: looked at before the first frame, so that nothing is to be parsed."""


def claim(places: StatePlaces) -> None:
    """Note in the state folder that it is this corpus's; the first to come has it. Without one, it is the folder in the corpus.

    Raises `ConfigError` where it is another's, leads out of the corpus, or holds links that would be written through,
    `UsageError` where it lies among the documents or holds files that aren't Triage's, `FileError` where it can't be written.
    """
    root, state = places.root, places.state
    own = Path(os.path.realpath(root))
    if state is None:
        _check_link(places.folder, own)
        _refuse_links(places)
        return
    folder, note = Path(os.path.realpath(state)), state / FILE
    if folder.is_relative_to(own) and not any(part.startswith(".") for part in folder.relative_to(own).parts):
        raise UsageError(
            f"--state {shown(state)}: lies in {shown(root)}, where it would be taken for documents; choose a folder elsewhere, "
            "or a name that begins with a dot"
        )
    line, held = os.fsencode(own) + b"\n", read_bytes(note)
    if held is None:
        if not (_is_empty(state) or _is_from_before(places)):
            raise UsageError(f"--state {shown(state)}: holds files that aren't Triage's; choose an empty folder, or a new name")
        replace_bytes(note, line)
    elif held != line:
        holder = os.fsdecode(held.removesuffix(b"\n"))
        raise ConfigError(
            f"--state {shown(state)}: holds what was decided in {shown(holder)}, not in {shown(own)}; choose another folder, or, "
            f"where that is this one and was moved, delete {shown(note)}"
        )


def _check_link(folder: Path, own: Path) -> None:
    if folder.is_symlink() and not Path(os.path.realpath(folder)).is_relative_to(own):
        raise ConfigError(
            f"{shown(folder)}: leads out of the corpus, through a link; remove the link, or choose a folder with --state DIR"
        )


def _refuse_links(places: StatePlaces) -> None:
    """What is written in place must be the corpus's own: the folder may have come from elsewhere. All else is replaced, or
    opened as no link."""
    written = (places.journal, *places.folder.glob(f"{places.index.stem}.*"))
    for path in written:
        if path.is_symlink():
            raise ConfigError(
                f"{shown(path)}: is a link, and what it leads to would be written into; remove the link, or choose a folder with "
                "--state DIR"
            )


def _is_empty(state: Path) -> bool:
    """Whether nothing is there but hidden files, such as a version control's."""
    try:
        return all(name.startswith(".") for name in os.listdir(state))
    except OSError:
        return True  # there is none yet, or none that can be written: that is told by who writes


def _is_from_before(places: StatePlaces) -> bool:
    """Whether Triage used the folder, in a version that left no note in it, or somebody put its sidecars there."""
    if (places.journal / JOURNAL_FILE).is_file() or is_index(places.index):
        return True
    return next(iter_sidecars(places.root, places.state), None) is not None
