"""What the journal has and the sidecars lack."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from triage.errors import TriageError
from triage.model import Change
from triage.save.files import load_sidecar
from triage.save.journal import Journal
from triage.save.merge import same
from triage.save.places import sidecar_path
from triage.save.rules import load_rules, write_rules


def pending(root: Path, state: Path | None, journal: Journal) -> tuple[list[Change], list[Path], list[tuple[str, TriageError]]]:
    """The changes to write, the folders where an unfinished one may have left a temporary file, and what can't be judged.

    A sidecar is only taken further where it stands at an entry's before state: hand edits and later decisions stay.
    """
    through, also = journal.marks.read()
    chains: dict[str, list[Change]] = {}
    problems: list[tuple[str, TriageError]] = []
    for seq in journal.numbers(through):
        if seq not in also:
            try:
                for change in journal.entry(seq).changes:
                    chains.setdefault(change.id, []).append(change)
            except TriageError as error:
                problems.append(("", error))
    changes: list[Change] = []
    folders: dict[Path, None] = {}
    for id, chain in chains.items():
        try:
            path = sidecar_path(root, id, state)
            folders[path.parent] = None
            disk = now = load_sidecar(path)
        except TriageError as error:
            problems.append((id, error))
            continue
        for change in chain:
            if same(now, change.before):
                now = change.after
        if not same(now, disk):
            changes.append(Change(id, disk, now))
    return changes, list(folders), problems


def recover_rules(path: Path, journal: Journal) -> None:
    """Takes over what the journal has and the rule file lacks; a rule that stands elsewhere by now is left alone."""
    through, also = journal.marks.read()
    left = {}
    for seq in journal.numbers(through):
        # What can't be read is told by `pending`, and stops nothing here.
        with suppress(TriageError):
            changes = journal.entry(seq).rules if seq not in also else ()
            if changes:
                left[seq] = changes
    if not left:
        return
    rules = load_rules(path)
    for change in (change for changes in left.values() for change in changes):
        if rules.get(change.id) == change.before:
            rules = write_rules(path, (change,))
    journal.marks.add(set(left))
