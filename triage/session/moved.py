"""Decisions carried to where their documents went: files that were renamed, records that moved within their container."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from triage.decide import following, new_places
from triage.errors import FileError, SidecarError
from triage.model import Change, Method, Sidecar
from triage.save import Entry
from triage.session.bulk import PART, Bulk

if TYPE_CHECKING:
    from triage.corpus import Corpus
    from triage.session.ledger import Ledger
    from triage.session.session import Session
    from triage.session.sidecars import Sidecars


def moved_documents(session: Session) -> dict[str, str]:
    """The new ids of documents that decisions are about and that went elsewhere, by their old ones, as the last scan saw them."""
    return new_places(*session.corpus.astray())


class Carried(Bulk):
    """Takes decisions to where their documents went, and has others name these as they are named now. `went`: the new id of each
    of these documents, by its old one."""

    def __init__(self, ledger: Ledger, sidecars: Sidecars, corpus: Corpus, now: datetime) -> None:
        super().__init__(ledger)
        self._now = now
        self._changes, self.went = _changes(corpus, sidecars, new_places(*corpus.astray()))
        self.total = len(self._changes)

    def __iter__(self) -> Generator[None]:
        first = 0
        for begin in range(0, self.total, PART):
            part = self._changes[begin : begin + PART]
            yield from self._enter(self._entry(part, first if self.total > PART else None))
            first = first or self._seq
            self.done += len(part)
        if self.total > PART:
            yield from self._saved()

    def _entry(self, changes: tuple[Change, ...], part_of: int | None) -> Entry:
        method = Method.BULK if self.total > 1 else Method.SINGLE
        where = next((change.id for change in changes if change.after is not None), changes[0].id)
        return Entry(0, self._now, self._ledger.reviewer, "Carry", method, changes, where=where, part_of=part_of)

    def _told(self) -> str:
        count = len(self.went)
        return f"{count:,} decision{'' if count == 1 else 's'} taken to where the document{'' if count == 1 else 's'} went"


def _changes(corpus: Corpus, sidecars: Sidecars, wanted: Mapping[str, str]) -> tuple[tuple[Change, ...], dict[str, str]]:
    """What carrying changes, and what really can be carried: nothing takes the place of a sidecar that stays."""
    before = _read(sidecars, {*wanted, *wanted.values()})
    went = {old: new for old, new in wanted.items() if before.get(old) is not None and new in before}
    while blocked := {old for old, new in went.items() if before[new] is not None and new not in went}:
        went = {old: new for old, new in went.items() if old not in blocked}
    before |= _read(sidecars, set(corpus.naming(went)) - before.keys())
    came = {new: old for old, new in went.items()}
    return tuple(change for change in _each(before, went, came) if change.before != change.after), went


def _each(before: Mapping[str, Sidecar | None], went: Mapping[str, str], came: Mapping[str, str]) -> Iterator[Change]:
    for id, stood in sorted(before.items()):
        sidecar = before[came[id]] if id in came else None if id in went else stood
        if sidecar is not None and id in came:
            sidecar = sidecar._replace(source=sidecar.source._replace(path=id))
        yield Change(id, stood, following(sidecar, id, went) if sidecar is not None else None)


def _read(sidecars: Sidecars, ids: set[str]) -> dict[str, Sidecar | None]:
    """The sidecars that can be read and written, None where there is none."""
    found: dict[str, Sidecar | None] = {}
    for id in ids:
        with suppress(SidecarError, FileError):
            found[id] = sidecars.writable(id)
    return found
