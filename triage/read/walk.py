"""Which files below a folder are documents. One pass with `os.scandir`; files with a known suffix aren't opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from triage.model import Problem
from triage.naming import RECORDS, SIDECAR_SUFFIX, id_of_file
from triage.read.files import NAMED_AS_RECORD, kind_problem, link_problem, sniff
from triage.read.kinds import DOCUMENT_SUFFIXES, OTHER_SUFFIXES, OWN_FILES, is_binary, suffix_of

Row = tuple[str, int, int, Problem | None]
"""A file that is a document, or that an editor would take for one: its path (relative, with `/` between its parts), its size and
the time of its last change in nanoseconds, and what is wrong with it.

Bytes of a name that aren't UTF-8 stand in the path as lone surrogates, as `os.fsdecode` gives them.
"""


class Folder(NamedTuple):
    """A folder: its `path` with a `/` behind it (the root's is empty), its own `documents`, sorted, and the names of what is
    `beside` them: sidecars and folders of sidecars, each with whether it is a folder, in no order."""

    path: str
    documents: list[Row]
    beside: list[tuple[str, bool]]


def folders(root: Path, state: Path | None = None) -> Iterator[Folder]:
    """All documents below `root`, by folders, always in the same order. A folder that can't be listed has a row that says so."""
    top = os.fspath(root)
    own_state = os.path.realpath(state) if state else ""
    real_root = os.path.realpath(top)
    stack = [""]
    while stack:
        prefix = stack.pop()
        folder, below = _listing(top, prefix, real_root, own_state)
        folder.documents.sort(key=itemgetter(0))
        yield folder
        stack += sorted(below, reverse=True)


def _listing(top: str, prefix: str, real_root: str, own_state: str) -> tuple[Folder, list[str]]:
    """One folder, and those in it, in no order."""
    files: list[Row] = []
    beside: list[tuple[str, bool]] = []
    below: list[str] = []
    full = os.path.join(top, prefix) if prefix else top
    try:
        with os.scandir(full) as entries:
            for entry in entries:
                if row := _plain(entry, prefix):
                    files.append(row)
                elif _is_beside(entry):
                    beside.append((entry.name, entry.is_dir(follow_symlinks=False)))
                elif isinstance(found := _row(entry, prefix, real_root, own_state), str):
                    below.append(found)
                elif found is not None:
                    files.append(found)
    except OSError as error:
        # It may break off in the middle: what was listed before stays.
        problem = Problem("unreadable", f"folder can't be listed ({error.strerror}): check permissions")
        files.append((prefix.rstrip("/") or ".", 0, 0, problem))
    return Folder(prefix, files, beside), below


def _is_beside(entry: os.DirEntry[str]) -> bool:
    """Whether it is a sidecar, or holds those of records. A folder can be called like a sidecar, but can't be used as one."""
    name = entry.name
    if name.startswith("."):
        return False
    return name.endswith(SIDECAR_SUFFIX) or (entry.is_dir(follow_symlinks=False) and RECORDS.fullmatch(name) is not None)


def _plain(entry: os.DirEntry[str], prefix: str) -> Row | None:
    """The row of what nearly all entries are: a file of a known kind that everybody may read. None for all else."""
    name = entry.name
    if not name.endswith(DOCUMENT_SUFFIXES) or name[0] == "." or name in OWN_FILES or not entry.is_file(follow_symlinks=False):
        return None
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    if status.st_mode & 0o444 != 0o444:
        return None
    return prefix + name, status.st_size, status.st_mtime_ns, None


def _row(entry: os.DirEntry[str], prefix: str, real_root: str, own_state: str) -> Row | str | None:
    """A row for one entry, the path of a folder, or None if it is nothing of ours to show."""
    name, path = entry.name, prefix + entry.name
    if name.startswith(".") or name.lower().endswith(SIDECAR_SUFFIX):
        return None
    if entry.is_symlink():
        return _link(entry, path, real_root)
    if entry.is_dir(follow_symlinks=False):
        return None if own_state and os.path.realpath(entry.path) == own_state else path + "/"
    if (not prefix and name in OWN_FILES) or _is_other(name):
        return None
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return path, 0, 0, Problem("unreadable", f"can't be looked at ({error.strerror}): scan again")
    return _file(entry.path, path, status)


def _link(entry: os.DirEntry[str], path: str, real_root: str) -> Row | None:
    """Links to files of the corpus are documents; links to its folders aren't followed, since those are walked already."""
    problem = link_problem(real_root, entry.path)
    if os.path.isdir(entry.path):
        return None if problem is None else (path, 0, 0, problem)
    if _is_other(entry.name) and (problem is None or "." in entry.name):
        return None
    if problem is not None:
        return path, 0, 0, problem
    try:
        return _file(entry.path, path, entry.stat())
    except OSError as error:
        return path, 0, 0, Problem("unreadable", f"can't be looked at ({error.strerror}): scan again")


def _file(full: str, path: str, status: os.stat_result) -> Row | None:
    """The row of a file that isn't ruled out by its name. Without a suffix of ours, its first bytes decide."""
    named = suffix_of(path, DOCUMENT_SUFFIXES)
    problem = kind_problem(status.st_mode)
    if problem is None and not os.access(full, os.R_OK):
        problem = Problem("unreadable", "no permission to read it: `chmod u+r` it, then scan again")
    if problem is None and not named and stat.S_ISREG(status.st_mode):
        sample = sniff(full)
        if isinstance(sample, Problem):
            problem = sample
        elif is_binary(sample):
            return None
    if problem is None and id_of_file(path) != path:
        problem = NAMED_AS_RECORD
    return path, status.st_size, status.st_mtime_ns, problem


def _is_other(name: str) -> bool:
    """Whether the name alone says that this is no article."""
    if suffix_of(name, DOCUMENT_SUFFIXES):
        return False
    return os.path.splitext(name)[1].lower() in OTHER_SUFFIXES or name.endswith("~")
