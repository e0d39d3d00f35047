"""What commands would change: each sidecar as it is now, each document as it is read, and the pure plan over both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from triage import __version__
from triage.decide import Command, Fresh, SetBlocks, asks_for_text, found_again, plan
from triage.errors import FileError, NoDocument, Outdated, SidecarError, TriageError, UsageError
from triage.model import NOTHING, Change, CleanStamp, Override, Sidecar
from triage.save import merge
from triage.session.reader import Opened, Reader
from triage.session.sidecars import Sidecars

Alone = tuple[Command, bool]
"""A command for one document, and whether it was given for many."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What commands would change. `refused` says of each document that they can't change what is wrong with it."""

    changes: tuple[Change, ...]
    refused: Mapping[str, TriageError]


class Planner:
    """Plans for one reviewer."""

    def __init__(self, reader: Reader, sidecars: Sidecars, reviewer: str, now: Callable[[], datetime]) -> None:
        self._reader, self._sidecars, self._reviewer, self.now = reader, sidecars, reviewer, now

    def plan(self, commands: Sequence[Command], opened: Opened | None = None) -> Planned:
        """The changes of the commands, one after the other. `opened` is as in `change`.

        Raises `SidecarError`, `FileError` or `UsageError` where the only document can't be changed; of many, that one is refused.
        """
        changes: list[Change] = []
        refused: dict[str, TriageError] = {}
        found, now = each_alone(commands), self.now()
        for id, own in found.items():
            try:
                change = self.change(id, own, now, opened)
            except (SidecarError, FileError, UsageError) as error:
                if len(found) == 1:
                    raise
                refused[id] = error
            else:
                changes += [change] if change is not None else []
        return Planned(tuple(changes), refused)

    def change(self, id: str, commands: Sequence[Alone], now: datetime, opened: Opened | None = None) -> Change | None:
        """What commands make of this document, which they are all about; None where nothing changes. Where it is the one that
        is shown (`opened`), they are about that, and what another hand did since stays.

        Raises `SidecarError` or `FileError` where its sidecar can't be used, `NoDocument` where there is none,
        `Outdated` where the text that was shown is another one by now, or what is decided about it can't be both.
        """
        stands = first = self._sidecars.writable(id)
        seen = opened if opened is not None and opened.document.id == id else None
        if seen is not None and not self._reader.is_as_opened(seen):
            seen = self._reader.open(id)
            if not _is_gone(seen):
                raise Outdated(f"{id}: changed on disk since it was shown; here it is anew")
        elif seen is not None:
            first = stands if self._sidecars.is_own(id) else seen.sidecar
        last = first
        for command, many in commands:
            fresh: dict[str, Fresh] = {}
            if asks_for_text(command, last):
                seen = seen or self._reader.open(id)
                fresh[id] = self._fresh(seen, command)
            for change in plan(command, {id: last}, fresh, self._reviewer, now, many=many):
                last = change.after
        return _as_one(id, stands, _merged(id, first, last, stands)) if last != first else None

    def _fresh(self, seen: Opened, command: Command) -> Fresh:
        id = seen.document.id
        if _is_gone(seen) and seen.sidecar is None:
            raise NoDocument(f"{id}: no such document; scan the folder again")
        cleaned = seen.cleaned
        if isinstance(command, SetBlocks):
            saved = {**(seen.sidecar.blocks if seen.sidecar else {}), **command.overrides}
            kept = {key: value for key, value in saved.items() if value is not None}
            cleaned = self._reader.overridden(seen.document, seen.found, kept)
        stamp = CleanStamp(cleaned.sha256, cleaned.rules_sha256, __version__)
        source = seen.document.source._replace(path=seen.document.source.path or id)
        # What a record brought along stays in it: it may be of any size, and hold nulls, which TOML hasn't.
        return Fresh(source, seen.document.metadata._replace(extra=NOTHING), stamp, _found_again(seen))


def _is_gone(seen: Opened) -> bool:
    return seen.document.problem is not None and seen.document.problem.code == "missing"


def each_alone(commands: Sequence[Command]) -> dict[str, list[Alone]]:
    """What the commands are for each document, in the order in which they name it."""
    found: dict[str, list[Alone]] = {}
    for command in commands:
        if isinstance(command, SetBlocks):
            found.setdefault(command.id, []).append((command, False))
            continue
        ids = tuple(dict.fromkeys(command.ids))
        for id in ids:
            found.setdefault(id, []).append((replace(command, ids=(id,)), len(ids) > 1))
    return found


def _found_again(seen: Opened) -> Mapping[str, Override]:
    sidecar = seen.sidecar
    if sidecar is None or sidecar.source.sha256 == seen.document.source.sha256:
        return NOTHING
    return found_again(seen.document.raw, seen.cleaned.blocks, sidecar.blocks)


def _merged(id: str, shown: Sidecar | None, wanted: Sidecar | None, stands: Sidecar | None) -> Sidecar | None:
    try:
        return wanted if stands == shown else merge(id, shown, wanted, stands)
    except SidecarError as error:
        raise Outdated(f"{id}: its sidecar was changed by another hand since it was shown; here it is anew") from error


def _as_one(id: str, before: Sidecar | None, after: Sidecar | None) -> Change:
    """A change by several commands counts as one revision."""
    if after is not None:
        revision = (before.decision.revision if before else 0) + 1
        after = after._replace(decision=after.decision._replace(revision=revision))
    return Change(id, before, after)
