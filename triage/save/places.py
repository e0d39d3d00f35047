"""Where a document's sidecar lies, and which document a sidecar belongs to.

`a.txt` -> `a.txt.triage.toml`; record `crawl.jsonl#17` -> `crawl.jsonl.triage/17.toml`. With a state folder the same tree
lies under `state/sidecars/`. A name that would pass 255 bytes is cut and gets `~` and a hash of the document's path.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from triage.errors import TriageError, UsageError
from triage.naming import RECORD, RECORDS, SIDECAR_SUFFIX, file_of, id_of_file

RECORD_FOLDER = ".triage"
LONGEST = 255
RECORD_FILE = re.compile(r"([0-9]+)\.toml\Z")
SHORTENED = re.compile(r"~[0-9a-f]{16}\Z")


def base_folder(root: Path, state: Path | None) -> Path:
    """The folder below which all sidecars lie."""
    return root if state is None else state / "sidecars"


def sidecar_path(root: Path, id: str, state: Path | None = None) -> Path:
    """The sidecar of a document; an id that would lie outside the corpus is a UsageError."""
    record = RECORD.fullmatch(id)
    path = file_of(id)
    parts = path.split("/")
    if "\0" in path or any(part in ("", ".", "..") for part in parts) or not _is_name(path):
        raise UsageError(f"{id!r}: not a document of this corpus")
    folder = base_folder(root, state).joinpath(*parts[:-1])
    if record:
        return folder / _name(parts[-1], path, RECORD_FOLDER) / f"{record['number']}.toml"
    return folder / _name(parts[-1], path, SIDECAR_SUFFIX)


def _is_name(path: str) -> bool:
    """Whether a file can be called so. What somebody wrote into a sidecar may hold what is no byte of a name."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def _name(name: str, path: str, suffix: str) -> str:
    if len(os.fsencode(name)) + len(suffix) <= LONGEST:
        return name + suffix
    import hashlib  # a path as long as this is rare, and the first frame waits for every library

    mark = "~" + hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    room = LONGEST - len(suffix) - len(mark)
    # Cut between characters, not inside one.
    while len(os.fsencode(name)) > room:
        name = name[:-1]
    return name + mark + suffix


def iter_sidecars(root: Path, state: Path | None = None) -> Iterator[tuple[str, Path]]:
    """Each sidecar below the corpus with its document's id, in the order of the names, a folder of such a name too, which is none
    that can be used. Links to folders aren't followed."""
    base = base_folder(root, state)
    above = [_entries(base, "")]  # of the folders on the way down, which may be a thousand: what is left of each
    while above:
        found = next(above[-1], None)
        if found is None:
            above.pop()
            continue
        name, is_folder, folder, prefix = found
        if is_folder and not RECORDS.fullmatch(name) and not name.endswith(SIDECAR_SUFFIX):
            above.append(_entries(folder / name, f"{prefix}{name}/"))
        else:
            yield from sidecars_at(folder / name, prefix, root, state, is_folder=is_folder)


def sidecars_at(path: Path, prefix: str, root: Path, state: Path | None = None, *, is_folder: bool) -> Iterator[tuple[str, Path]]:
    """The sidecar at `path`, or those of records in a folder of them, each with its document's id. `prefix` is the path of the
    folder that it is in below the corpus, with a `/` behind it."""
    if is_folder and RECORDS.fullmatch(path.name):
        yield from _records(path, prefix, root, state)
    else:
        stem = path.name.removesuffix(SIDECAR_SUFFIX)
        yield _full(path, stem, root, state) or id_of_file(prefix + stem), path


def _entries(folder: Path, prefix: str) -> Iterator[tuple[str, bool, Path, str]]:
    """The folders and sidecars in a folder: the name, whether it is a folder, and where it is."""
    try:
        with os.scandir(folder) as found:
            # Most names are those of documents: nothing is made of them.
            held = (one for one in found if one.name.endswith(SIDECAR_SUFFIX) or one.is_dir(follow_symlinks=False))
            named = sorted((one.name, one.is_dir(follow_symlinks=False)) for one in held)
    except OSError:
        return
    yield from ((name, is_folder, folder, prefix) for name, is_folder in named if not name.startswith("."))


def _records(folder: Path, prefix: str, root: Path, state: Path | None) -> Iterator[tuple[str, Path]]:
    stem = folder.name.removesuffix(RECORD_FOLDER)
    try:
        names = [name for name in os.listdir(folder) if RECORD_FILE.match(name)]
    except OSError:
        return
    for name in sorted(names, key=lambda name: (len(name), name)):
        path = folder / name
        yield _full(path, stem, root, state, "#" + name[:-5]) or f"{prefix}{stem}#{name[:-5]}", path


def _full(path: Path, stem: str, root: Path, state: Path | None, record: str = "") -> str | None:
    """The id of a shortened name, which stands in the file; None where the name is whole."""
    if not SHORTENED.search(stem):
        return None
    from triage.save.files import load_sidecar

    try:
        sidecar = load_sidecar(path)
        source = sidecar.source.path if sidecar else ""
        id = source if source.endswith(record) else source + record
        return id if sidecar_path(root, id, state) == path else None
    except TriageError:
        return None
