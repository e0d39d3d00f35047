"""What the journal has and the sidecars lack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from triage.errors import SidecarError, TriageError
from triage.model import Change, KeyedChange, Sidecar, Value
from triage.save.entry import Entry, Written, parse_written
from triage.save.files import read_bytes
from triage.save.journal import Journal
from triage.save.keyed_file import KeyedFile
from triage.save.merge import merge, same
from triage.save.places import sidecar_path
from triage.save.sidecar import parse_sidecar

Told = list[tuple[str, TriageError]]
"""Errors, each with the id of its document."""


class Pending(NamedTuple):
    """The changes to write, the folders where an unfinished one may have left a temporary file, what can't be judged, and what
    can't be had beside what was edited since."""

    changes: list[Change]
    folders: list[Path]
    problems: Told
    conflicts: Told


def pending(root: Path, state: Path | None, journal: Journal) -> Pending:
    """What the sidecars lack.

    Where a sidecar is as it was before one of its changes, that one is made, and those after it; of several such changes the last
    counts. What somebody edited in it meanwhile stays beside them, where both can stand. Any other sidecar is saved, and stays.
    """
    through, also = journal.checkpoints.read()
    chains: dict[str, list[tuple[int, Written]]] = {}
    unsaved: dict[str, None] = {}
    problems: Told = []
    conflicts: Told = []
    texts: dict[str, str] = {}
    for seq, line in journal.lines(through):
        try:
            with journal.telling(seq):
                entered = parse_written(line)
        except TriageError as error:
            problems.append(("", error))
            continue
        # What was saved later counts too: it may have taken back what wasn't.
        for change in entered:
            chains.setdefault(change.id, []).append((seq, _once(change, texts)))
        if seq not in also:
            unsaved |= dict.fromkeys(change.id for change in entered)
    changes: list[Change] = []
    folders: dict[Path, None] = {}
    for id in unsaved:
        try:
            path = sidecar_path(root, id, state)
            folders[path.parent] = None
            disk, wanted, failed = _wanted(journal, path, chains[id])
            problems += [(id, error) for error in failed]
        except TriageError as error:
            problems.append((id, error))
            continue
        if wanted is None:
            continue
        try:
            now = merge(str(path), wanted.before, wanted.after, disk)
        except SidecarError as error:
            conflicts.append((id, error))
            continue
        if not same(now, disk):
            changes.append(Change(id, disk, now))
    return Pending(changes, list(folders), problems, conflicts)


def _once(change: Written, texts: dict[str, str]) -> Written:
    """The change with each text in memory once: what one leaves, the next one finds."""
    before, after = (text and texts.setdefault(text, text) for text in (change.before, change.after))
    return change._replace(before=before, after=after)


def _wanted(
    journal: Journal, path: Path, chain: list[tuple[int, Written]]
) -> tuple[Sidecar | None, Change | None, list[TriageError]]:
    """The sidecar at a path, the changes that it lacks as one, and why some were passed over that can't be parsed."""
    data, last = read_bytes(path), chain[-1][1].after
    if data == (last if last is None else last.encode("utf-8", "surrogatepass")):
        return None, None, []  # mostly: there is nothing to parse
    disk = None if data is None else parse_sidecar(data, str(path))
    changes: list[Change] = []
    failed: list[TriageError] = []
    for seq, written in chain:
        try:
            with journal.telling(seq):
                changes.append(written.parsed())
        except TriageError as error:
            failed.append(error)
    start = _next_to_make(disk, changes)
    if start is None:
        return disk, None, failed
    first, now = changes[start], changes[start].before
    for change in changes[start:]:
        if same(now, change.before):
            now = change.after
    return disk, first._replace(after=now), failed


def _next_to_make(disk: Sidecar | None, changes: Sequence[Change]) -> int | None:
    """The first of the changes that the sidecar on disk lacks; None where it lacks none."""
    backwards = range(len(changes) - 1, -1, -1)
    found = next((n for n in backwards if same(disk, changes[n].before)), None)
    if found is not None or disk is None:
        return found
    # Who edits a file by hand leaves alone which revision it is, whose, and of when.
    stamps = _stamps(disk)
    for n in backwards:
        if _stamps(changes[n].after) == stamps:
            return None
        if _stamps(changes[n].before) == stamps:
            return n
    return None


def _stamps(sidecar: Sidecar | None) -> tuple[object, ...] | None:
    if sidecar is None:
        return None
    decision = sidecar.decision
    return decision.revision, decision.reviewer, decision.decided_at


def unsaved(journal: Journal) -> set[str]:
    """The documents of which a sidecar is on its way to the disk, or failed to get there. Raises FileError."""
    journal.wait()
    through, also = journal.checkpoints.read()
    found: set[str] = set()
    for seq, line in journal.lines(through):
        if seq not in also:
            with journal.telling(seq):
                found.update(change.id for change in parse_written(line))
    return found


def recover(file: KeyedFile[Value], journal: Journal, of: Callable[[Entry], tuple[KeyedChange[Value], ...]]) -> None:
    """Takes over what the journal has (`of` an entry) and the file of rules or views lacks; what stands elsewhere by now is left
    alone. Raises as the file does."""
    seq, changes = _last(journal, f',"{file.kind}s":['.encode(), of)
    if not changes:
        return
    held = file.load()
    lacking = [change for change in changes if held.get(change.id) == change.before]
    if lacking:
        file.write(lacking)
    journal.checkpoints.add({seq})


def _last(
    journal: Journal, key: bytes, of: Callable[[Entry], tuple[KeyedChange[Value], ...]]
) -> tuple[int, tuple[KeyedChange[Value], ...]]:
    """The number of the last entry that has such changes, and these, if they may not have reached their file: it is written
    with each entry. Where the note of what is saved is lost, what somebody deleted by hand before stays deleted.

    `key` stands in the lines of such entries, and in no text: there a quotation mark is escaped.
    """
    through, also = journal.checkpoints.read()
    for seq in reversed([seq for seq, line in journal.lines(through) if key in line]):
        # What can't be read is told by `pending`, and stops nothing here.
        with suppress(TriageError):
            if changes := of(journal.entry(seq)):
                return (seq, changes) if seq not in also else (0, ())
    return 0, ()
