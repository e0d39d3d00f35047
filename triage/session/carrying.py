"""Decisions carried to where their documents went: files that were renamed, records that moved within their container."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from triage.decide import following, in_order
from triage.errors import FileError, SidecarError
from triage.model import Change, Method, Sidecar
from triage.plural import counted
from triage.save import Entry
from triage.session.bulk import PART, Bulk
from triage.session.moved import moved_documents

if TYPE_CHECKING:
    from triage.corpus import Corpus
    from triage.session.ledger import Ledger
    from triage.session.sidecars import Sidecars


class Carried(Bulk):
    """Takes decisions to where their documents went, and has others name these as they are named now. `went`: the new id of each
    of these documents, by its old one."""

    def __init__(self, ledger: Ledger, sidecars: Sidecars, corpus: Corpus, now: datetime) -> None:
        super().__init__(ledger)
        self._now = now
        self._parts, self.went = _changes(corpus, sidecars, moved_documents(corpus))
        self.total = sum(map(len, self._parts))

    def __iter__(self) -> Generator[None]:
        first = 0
        for part in self._parts:
            yield from self._enter(self._entry(part, first if len(self._parts) > 1 else None))
            first = first or self._seq
            self.done += len(part)
        if len(self._parts) > 1:
            yield from self._saved()

    def _entry(self, changes: Sequence[Change], part_of: int | None) -> Entry:
        method = Method.BULK if self.total > 1 else Method.SINGLE
        return Entry(0, self._now, self._ledger.reviewer, "Carry", method, tuple(changes), where=changes[0].id, part_of=part_of)

    def _told(self) -> str:
        count = len(self.went.keys() & self._ids) if self.done < self.total else len(self.went)
        return f"{counted(count, 'decision')} taken to where the document{'' if count == 1 else 's'} went"


def _changes(corpus: Corpus, sidecars: Sidecars, wanted: Mapping[str, str]) -> tuple[list[list[Change]], dict[str, str]]:
    """What carrying changes, in parts, and what really can be carried: nothing takes the place of a sidecar that stays."""
    before = _read(sidecars, {*wanted, *wanted.values()})
    went = {old: new for old, new in wanted.items() if before.get(old) is not None and new in before}
    came = {new: old for old, new in went.items()}
    blocked = [old for old, new in went.items() if before[new] is not None and new not in went]
    while blocked:
        # What stays where it is keeps out what was to come there.
        stays = blocked.pop()
        del went[stays]
        blocked += [came[stays]] if came.get(stays) in went else []
    came = {new: old for old, new in went.items()}
    others = sorted(set(corpus.naming(went)) - {*went, *came})
    before |= _read(sidecars, {*others} - before.keys())
    parts: list[list[Change]] = [[]]
    for ids in (*in_order(went), *([id] for id in others if id in before)):
        changes = [Change(id, before[id], _after(id, before, went, came)) for id in ids]
        parts[-1] += [change for change in changes if change.before != change.after]
        if len(parts[-1]) >= PART:
            parts.append([])
    return [part for part in parts if part], went


def _after(id: str, before: Mapping[str, Sidecar | None], went: Mapping[str, str], came: Mapping[str, str]) -> Sidecar | None:
    sidecar = before[came[id]] if id in came else None if id in went else before[id]
    if sidecar is not None and id in came:
        sidecar = sidecar._replace(source=sidecar.source._replace(path=id))
    return following(sidecar, id, went) if sidecar is not None else None


def _read(sidecars: Sidecars, ids: set[str]) -> dict[str, Sidecar | None]:
    """The sidecars that can be read and written, None where there is none."""
    found: dict[str, Sidecar | None] = {}
    for id in ids:
        with suppress(SidecarError, FileError):
            found[id] = sidecars.writable(id)
    return found
