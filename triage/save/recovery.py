"""What the journal has and the sidecars lack."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from triage.errors import TriageError
from triage.model import Change, RuleChange, ViewChange
from triage.save.entry import Entry
from triage.save.files import load_sidecar
from triage.save.journal import Journal
from triage.save.merge import same
from triage.save.places import sidecar_path
from triage.save.rules import load_rules, write_rules
from triage.save.views import load_views, write_views

Kept = TypeVar("Kept", RuleChange, ViewChange)


def pending(root: Path, state: Path | None, journal: Journal) -> tuple[list[Change], list[Path], list[tuple[str, TriageError]]]:
    """The changes to write, the folders where an unfinished one may have left a temporary file, and what can't be judged.

    Where a sidecar is as it was before one of its changes, that one is made, and those after it; of several such changes the last
    counts. A sidecar that is as it was before none was edited by hand, or is saved, and stays.
    """
    through, also = journal.marks.read()
    chains: dict[str, list[Change]] = {}
    unsaved: dict[str, None] = {}
    problems: list[tuple[str, TriageError]] = []
    for seq in journal.numbers(through):
        try:
            entered = journal.entry(seq).changes
        except TriageError as error:
            problems.append(("", error))
            continue
        # What was saved later counts too: it may have taken back what wasn't.
        for change in entered:
            chains.setdefault(change.id, []).append(change)
        if seq not in also:
            unsaved |= dict.fromkeys(change.id for change in entered)
    changes: list[Change] = []
    folders: dict[Path, None] = {}
    for id in unsaved:
        try:
            path = sidecar_path(root, id, state)
            folders[path.parent] = None
            disk = now = load_sidecar(path)
        except TriageError as error:
            problems.append((id, error))
            continue
        chain = chains[id]
        start = next((n for n in reversed(range(len(chain))) if same(disk, chain[n].before)), len(chain))
        for change in chain[start:]:
            if same(now, change.before):
                now = change.after
        if not same(now, disk):
            changes.append(Change(id, disk, now))
    return changes, list(folders), problems


def unsaved(journal: Journal) -> set[str]:
    """The documents of which a sidecar is on its way to the disk, or failed to get there. Raises FileError."""
    journal.wait()
    through, also = journal.marks.read()
    return {change.id for seq in journal.numbers(through) if seq not in also for change in journal.entry(seq).changes}


def recover_rules(path: Path, journal: Journal) -> None:
    """Takes over what the journal has and the rule file lacks; a rule that stands elsewhere by now is left alone."""
    seq, changes = _last(journal, lambda entry: entry.rules)
    if not changes:
        return
    rules = load_rules(path)
    for change in changes:
        if rules.get(change.id) == change.before:
            rules = write_rules(path, (change,))
    journal.marks.add({seq})


def recover_views(path: Path, journal: Journal) -> None:
    """As `recover_rules`, for the file of views. That it is broken stops nobody but those who ask for views."""
    seq, changes = _last(journal, lambda entry: entry.views)
    if not changes:
        return
    with suppress(TriageError):
        for change in changes:
            if load_views(path).get(change.name) == change.before:
                write_views(path, (change,))
        journal.marks.add({seq})


def _last(journal: Journal, of: Callable[[Entry], tuple[Kept, ...]]) -> tuple[int, tuple[Kept, ...]]:
    """The number of the last entry that has such changes, and these, if they may not have reached their file: it is written
    with each entry. Where the note of what is saved is lost, what somebody deleted by hand before stays deleted."""
    through, also = journal.marks.read()
    for seq in reversed(journal.numbers(through)):
        # What can't be read is told by `pending`, and stops nothing here.
        with suppress(TriageError):
            if changes := of(journal.entry(seq)):
                return (seq, changes) if seq not in also else (0, ())
    return 0, ()
