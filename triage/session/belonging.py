"""Whose decisions a state folder holds: ids are paths below one corpus, and in another they would be of other documents."""

from __future__ import annotations

import os
from pathlib import Path

from triage.errors import ConfigError, UsageError, shown
from triage.save.files import read_bytes, replace_bytes

FILE = "corpus"
"""A line with the path, bytes as they are: looked at before the first frame, so that nothing is to be parsed."""


def claim(state: Path, root: Path) -> None:
    """Note in the state folder that it is this corpus's; the first to come has it.

    Raises `ConfigError` where it is another's, `UsageError` where it lies among the documents, `FileError` where it can't be
    written.
    """
    own, folder, note = Path(os.path.realpath(root)), Path(os.path.realpath(state)), state / FILE
    if folder.is_relative_to(own) and not any(part.startswith(".") for part in folder.relative_to(own).parts):
        raise UsageError(
            f"--state {shown(state)}: lies in {shown(root)}, where it would be taken for documents; choose a folder elsewhere, "
            "or a name that begins with a dot"
        )
    line, held = os.fsencode(own) + b"\n", read_bytes(note)
    if held is None:
        replace_bytes(note, line)
    elif held != line:
        holder = os.fsdecode(held.removesuffix(b"\n"))
        raise ConfigError(
            f"--state {shown(state)}: holds what was decided in {shown(holder)}, not in {shown(own)}; choose another folder, or, "
            f"where that is this one and was moved, delete {shown(note)}"
        )
