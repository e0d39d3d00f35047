"""Lends the terminal to the reviewer's editor. The caller sees to it that the terminal is the shell's meanwhile."""

from __future__ import annotations

import os
import re
import shlex
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from triage.errors import FileError, UsageError

LONGEST_NAME = 40
"""Characters of a document's name that are shown in that of its copy."""


def show_text(text: str, name: str = "") -> None:
    """Show a text in a copy that can't be saved by mistake and is thrown away, as the name of its file says. `name` is that of
    the document. Raises `UsageError`, `FileError`."""
    with _folder() as folder:
        path = _written(folder, _copy_of(name), text)
        path.chmod(stat.S_IRUSR)
        _run(path)


def _copy_of(name: str) -> str:
    """What the copy of a document is called; by the suffix, an editor knows what is in it."""
    path = PurePath(name)
    stem = re.sub(r"[^\w-]+", "-", path.stem)[:LONGEST_NAME].strip("-") or "document"
    suffix = path.suffix if path.suffix.isascii() and path.suffix[1:].isalnum() else ".txt"
    return f"{stem}.copy-not-saved{suffix}"


def edit_text(text: str) -> str:
    """What the reviewer makes of a text. Raises as `show_text` does, and where the editor reports that it failed."""
    with _folder() as folder:
        path = _written(folder, "note.txt", text)
        _run(path)
        try:
            return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
        except OSError as error:
            raise FileError(f"{path}: the editor's file can't be read ({error.strerror}); the note is as it was") from error


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that is gone afterwards, as far as it can be removed: what was typed is worth more."""
    try:
        made = tempfile.TemporaryDirectory(prefix="triage-", ignore_cleanup_errors=True)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        raise FileError(
            f"{place}a temporary folder can't be made ({error.strerror}); set TMPDIR to a folder that can be written"
        ) from error
    with made as folder:
        yield Path(folder)


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    try:
        path.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
    except UnicodeEncodeError:
        path.write_text(text, encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise FileError(f"{path}: can't be written ({error.strerror}); make room, or set TMPDIR") from error
    return path


def _run(path: Path) -> None:
    name = "VISUAL" if os.environ.get("VISUAL") else "EDITOR"
    given = os.environ.get(name) or "vi"
    try:
        command = shlex.split(given)
    except ValueError as error:
        raise UsageError(f"{name} is {given!r}, which can't be read ({error}); mend its quotes") from error
    try:
        code = subprocess.call([*command, str(path)])
    except (OSError, IndexError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{given}: can't be started ({reason}); set VISUAL or EDITOR to an editor that is installed") from error
    if code:
        raise UsageError(f"{given}: ended with code {code}; nothing was changed")
