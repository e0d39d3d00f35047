"""What commands would change: each sidecar as it is now, each document as it is read, and the pure plan over both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from triage import __version__
from triage.decide import Command, Fresh, SetBlocks, plan
from triage.errors import SidecarError, UsageError
from triage.model import Change, CleanStamp, Sidecar
from triage.session.reading import Opened, Reader
from triage.session.sidecars import Sidecars


@dataclass(frozen=True, slots=True)
class Planned:
    """What commands would change. `refused` says of each document that they can't change what is wrong with it."""

    changes: tuple[Change, ...]
    refused: Mapping[str, SidecarError]


class Planner:
    """Plans for one reviewer."""

    def __init__(self, reader: Reader, sidecars: Sidecars, reviewer: str, now: Callable[[], datetime]) -> None:
        self._reader, self._sidecars, self._reviewer, self._now = reader, sidecars, reviewer, now

    def plan(self, commands: Sequence[Command], opened: Opened | None = None) -> Planned:
        """The changes of the commands, one after the other. `opened` saves reading that document again.

        Raises `SidecarError` where the sidecar of the only document can't be used; of many, it is among the refused.
        """
        first: dict[str, Sidecar | None] = {}
        refused: dict[str, SidecarError] = {}
        last: dict[str, Sidecar | None] = {}
        for command in commands:
            ids = _ids(command)
            for id in ids:
                if id in first or id in refused:
                    continue
                try:
                    first[id] = last[id] = self._sidecars.writable(id)
                except SidecarError as error:
                    if len(ids) == 1:
                        raise
                    refused[id] = error
            able = [id for id in ids if id not in refused]
            fresh = {id: self._fresh(id, command, opened) for id in able}
            if not isinstance(command, SetBlocks):
                command = replace(command, ids=tuple(able))
            last.update((change.id, change.after) for change in plan(command, last, fresh, self._reviewer, self._now()))
        changes = tuple(_as_one(id, first[id], after) for id, after in last.items() if after != first[id])
        return Planned(changes, refused)

    def _fresh(self, id: str, command: Command, opened: Opened | None) -> Fresh:
        seen = opened if opened is not None and opened.document.id == id else self._reader.open(id)
        if seen.document.problem is not None and seen.document.problem.code == "missing" and seen.sidecar is None:
            raise UsageError(f"{id}: no such document; `triage list` shows them all")
        cleaned = seen.cleaned
        if isinstance(command, SetBlocks):
            saved = {**(seen.sidecar.blocks if seen.sidecar else {}), **command.overrides}
            kept = {key: value for key, value in saved.items() if value is not None}
            cleaned = self._reader.overridden(seen.document, self._reader.cleaned(seen.document), kept)
        stamp = CleanStamp(cleaned.sha256, cleaned.rules_sha256, __version__)
        source = seen.document.source._replace(path=seen.document.source.path or id)
        return Fresh(source, seen.document.metadata, stamp)


def _ids(command: Command) -> tuple[str, ...]:
    return (command.id,) if isinstance(command, SetBlocks) else tuple(dict.fromkeys(command.ids))


def _as_one(id: str, before: Sidecar | None, after: Sidecar | None) -> Change:
    """A change by several commands counts as one revision."""
    if after is not None:
        revision = (before.decision.revision if before else 0) + 1
        after = after._replace(decision=after.decision._replace(revision=revision))
    return Change(id, before, after)
