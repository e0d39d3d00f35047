"""Output files that are there whole or not at all, and standard output."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from triage.atomic import replacing
from triage.errors import FileError, UsageError, shown
from triage.naming import CORPUS_STATE

NAME_BYTES = 255
_STREAMS = {"stdin": 0, "stdout": 1, "stderr": 2}
_STREAM = re.compile(r"/dev/(stdin|stdout|stderr)|/(?:dev|proc/self)/fd/(\d{1,9})")
_NOT_DOCUMENTS = (".csv", ".parquet")  # the reader passes these by, so they may lie among the documents


@contextmanager
def output(path: Path | None, *, sync: bool = True) -> Iterator[BinaryIO]:
    """A binary stream to `path`, which changes only when the block ends well, and is on the disk itself then if `sync`; None is
    standard output."""
    if path is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))  # a symlink stays one; what it points to is replaced
    try:
        if (handle := _handle(path)) is not None:
            sys.stdout.flush()
            with os.fdopen(os.dup(handle), "wb") as stream:
                yield stream
        elif _is_special(target):
            with target.open("wb") as stream:
                yield stream
        else:
            with replacing(target, sync=sync) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileError(
            f"{shown(path)}: can't be written ({error.strerror or error}); choose another place with --out"
        ) from error


def is_replaced(path: Path) -> bool:
    """Whether `output` puts a new file in its place, for which it makes another beside it."""
    return _handle(path) is None and not _is_special(path)


def _is_special(path: Path) -> bool:
    """Whether this is /dev/null or a FIFO: replacing it would be wrong."""
    return path.exists() and not path.is_file()


def _handle(path: Path) -> int | None:
    """The stream that is named by `/dev/stdout`, or by `/dev/fd/63`, which is what a shell makes of `>(gzip)`. What it leads to
    may have no name, or be a file that has something in it already."""
    found = _STREAM.fullmatch(os.path.normpath(path))
    return None if found is None else _STREAMS[found[1]] if found[1] else int(found[2])


def holds(path: Path, data: bytes) -> bool:
    """Whether a file has just these bytes."""
    try:
        found = path.stat()
        return stat.S_ISREG(found.st_mode) and found.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def check_place(target: Path, documents: Path) -> None:
    """Raises UsageError where `target` is in the folder (or is the file) `documents`, links followed: none is ever written over,
    and what is exported must not turn up as one, as it doesn't in hidden folders; nor in the one that holds what was decided."""
    real, top = (Path(os.path.realpath(one)) for one in (target, documents))
    if not real.is_relative_to(top):
        return
    inside = real.relative_to(top).parts
    if inside[:1] == (CORPUS_STATE,):
        raise UsageError(f"--out: {shown(target)} lies in Triage's own folder; choose another place")
    if not any(part.startswith(".") for part in inside) and real.suffix.lower() not in _NOT_DOCUMENTS:
        raise UsageError(
            f"--out: {shown(target)} lies in {shown(documents)} and would become a document there; choose a place outside"
        )


def text_name(id: str, *, is_text: bool) -> str:
    """The relative path of a document's text: its own, with `.txt` after it where the document is no text file.

    It can't leave the folder: ids come from a walk, but also from records. A name too long for a file system is cut, and
    told apart by a hash.
    """
    parts = [part for part in id.split("/") if part not in ("", ".", "..")] or ["document"]
    safe = [part.replace("\x00", "_") for part in parts]
    if not is_text:
        safe[-1] += ".txt"
    return "/".join(_short(part) for part in safe)


def _short(name: str) -> str:
    raw = os.fsencode(name)
    if len(raw) <= NAME_BYTES:
        return name
    mark = f"~{hashlib.sha256(raw).hexdigest()[:12]}"
    suffix = ".txt" if name.endswith(".txt") else ""
    kept = name.encode("utf-8", "surrogatepass")[: NAME_BYTES - len(mark) - len(suffix)].decode("utf-8", "ignore")
    return kept + mark + suffix
