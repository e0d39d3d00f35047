"""What a path is, and its bytes: everything that touches the file system for one file. Nothing here can hang or raise."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from triage.model import Problem
from triage.read.kinds import SNIFF_BYTES
from triage.regular import NotRegular, open_regular

NAMED_AS_RECORD = Problem("record-name", "its name is that of a record of a .jsonl file: rename it, then scan again")
_MORE = 1 << 16  # bytes asked for at a time beyond the size that a file is said to have


def is_inside(real_root: str, real_path: str) -> bool:
    """Whether a resolved path is the resolved root or lies below it."""
    return real_path == real_root or real_path.startswith(real_root.rstrip(os.sep) + os.sep)


def link_problem(real_root: str, full: str) -> Problem | None:
    """What is wrong with the link `full`: it loops, leads nowhere, or leaves the corpus."""
    real = os.path.realpath(full)
    try:
        os.stat(full)
    except FileNotFoundError:
        return Problem("dangling-link", "link to nothing: remove it, or restore what it points to")
    except OSError as error:
        if error.errno == errno.ELOOP:
            return Problem("link-loop", "link that runs in a circle: remove it")
        return Problem("unreadable", f"link can't be followed ({error.strerror}): check permissions")
    if not is_inside(real_root, real):
        return Problem("outside-link", "link that leaves the folder: copy the file here to have it read")
    if os.path.isdir(real) and is_inside(real, os.path.realpath(os.path.dirname(full))):
        return Problem("link-loop", "link to a folder that holds it: remove it")
    return None


def kind_problem(mode: int) -> Problem | None:
    """The problem of anything that isn't a regular file; it must never be opened."""
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISDIR(mode):  # asked for only where its files can't be listed
        return Problem("unreadable", "a folder that can't be listed: `chmod u+rx` it, then scan again")
    names = {stat.S_IFIFO: "named pipe", stat.S_IFSOCK: "socket"}
    return Problem("not-a-file", f"{names.get(stat.S_IFMT(mode), 'device')}, not a file: remove it, or save its text as a file")


def locate(root: Path, path: str) -> str | Problem:
    """The full path of a document below the root, or why it isn't one. Ids come from users: none may lead outside."""
    parts = path.split("/")
    if not path or "\0" in path or os.path.isabs(path) or ".." in parts:
        return Problem("unreadable", "not a path below the folder: use an id as printed by `triage list`")
    base = os.fspath(root)
    full = os.path.join(base, path)
    try:
        is_link = stat.S_ISLNK(os.lstat(full).st_mode)
    except (OSError, ValueError):
        return Problem("missing", "no such file: scan the folder again")
    if is_link:
        return link_problem(os.path.realpath(base), full) or full
    if _through_link(base, parts[:-1]) and not is_inside(os.path.realpath(base), os.path.realpath(full)):
        return Problem("outside-link", "reached through a link that leaves the folder: copy the file here to have it read")
    return full


def _through_link(at: str, folders: list[str]) -> bool:
    """Whether one of the folders on the way down from `at` is a link; only then the path needs to be resolved, which is slow."""
    for folder in folders:
        at = os.path.join(at, folder)
        if os.path.islink(at):
            return True
    return False


def open_file(full: str) -> int | Problem:
    """A descriptor of a regular file, or why there is none."""
    try:
        return open_regular(full)
    except NotRegular as error:
        return kind_problem(error.mode) or unreadable(error)
    except (OSError, ValueError) as error:
        return unreadable(error)


def read_bytes(full: str, limit: int) -> bytes | Problem:
    """All bytes of a regular file of at most `limit` bytes."""
    handle = open_file(full)
    if isinstance(handle, Problem):
        return handle
    try:
        data = _first_bytes(handle, limit + 1)
    except OSError as error:
        return unreadable(error)
    finally:
        os.close(handle)
    if len(data) > limit:
        return too_large(limit)
    return data


def _first_bytes(handle: int, most: int) -> bytes:
    """What a file holds, up to so many bytes. Room is made for what there is and not for the most there may be."""
    parts: list[bytes] = []
    size = os.fstat(handle).st_size
    wanted = min(most, size + 1)
    while wanted > 0 and (part := os.read(handle, wanted)):
        if not parts and len(part) == size < wanted:
            return part  # one byte more was asked for: this is the end
        parts.append(part)
        most -= len(part)
        wanted = min(most, _MORE)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def sniff(full: str) -> bytes | Problem:
    """The first bytes of a file, to judge it by."""
    handle = open_file(full)
    if isinstance(handle, Problem):
        return handle
    try:
        return os.read(handle, SNIFF_BYTES)
    except OSError as error:
        return unreadable(error)
    finally:
        os.close(handle)


def unreadable(error: Exception) -> Problem:
    """The problem of a file that the system refuses."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return Problem("unreadable", f"can't be read ({' '.join(reason.split())}): check permissions and the disk, then scan again")


def too_large(limit: int) -> Problem:
    """The problem of a document over the limit."""
    return Problem("too-large", f"more than {limit // (1024 * 1024)} MB in one document: split it")
