"""Decisions carried to where their documents went: files that were renamed, records that moved within their container."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from typing import TYPE_CHECKING

from triage.decide import following, in_order
from triage.errors import FileError, SidecarError
from triage.model import Change, Method, Sidecar
from triage.plural import counted
from triage.save import Entry
from triage.session.bulk import PART, Bulk
from triage.session.moved import places_of

if TYPE_CHECKING:
    from triage.corpus import Corpus
    from triage.session.change_recorder import ChangeRecorder
    from triage.session.sidecars import Sidecars


class Relinking(Bulk):
    """Takes decisions to where their documents went, and has others name these as they are named now. By the old id of each:
    `went`, its new one; `aside`, the id under which the decision on a document that is nowhere makes room for another one;
    `left`, the place of what stays, since a sidecar there, or its own, can't be changed."""

    def __init__(self, recorder: ChangeRecorder, sidecars: Sidecars, corpus: Corpus, now: datetime) -> None:
        super().__init__(recorder)
        self._now = now
        astray = corpus.decided.astray()
        wanted = places_of(astray)
        before = _read(sidecars, {*wanted, *wanted.values()})
        self.went = _free(wanted, before, astray.judged)
        self.left = {old: new for old, new in wanted.items() if old not in self.went}
        self.aside = {
            old: _beside(old, astray.judged[old], sidecars)
            for old in sorted(self.went.values())
            if old not in self.went and before[old] is not None
        }
        self._lost = len(astray.judged.keys() - wanted.keys())
        self._parts = _changes(corpus, sidecars, before, {**self.went, **self.aside})
        self.total = sum(map(len, self._parts))

    def __iter__(self) -> Generator[None]:
        first = 0
        for part in self._parts:
            yield from self._record(self._entry(part, first if len(self._parts) > 1 else None))
            first = first or self._seq
            self.done += len(part)
        if len(self._parts) > 1:
            yield from self._saved()

    def _entry(self, changes: Sequence[Change], part_of: int | None) -> Entry:
        method = Method.BULK if self.total > 1 else Method.SINGLE
        return Entry(0, self._now, self._recorder.reviewer, "Carry", method, tuple(changes), where=changes[0].id, part_of=part_of)

    def _receipt_text(self) -> str:
        taken, aside = (len(found.keys() & self._ids) for found in (self.went, self.aside))
        message = f"{counted(taken, 'decision')} taken to where the document{'' if taken == 1 else 's'} went"
        if aside:
            message += f" · {aside:,} put aside for {'it' if taken == 1 else 'them'}, of what is gone"
        if self.left:
            message += f" · {len(self.left):,} left: a sidecar in the way can't be changed, triage check names it"
        return message

    @property
    def nothing(self) -> str:
        """Why there is nothing to take along."""
        if self.left:
            return "Nothing can be taken along: a sidecar in the way can't be changed; triage check names it."
        if self._lost:
            of, them = counted(self._lost, "decision"), "it" if self._lost == 1 else "them"
            return f"Nothing to take along; the text of {of} is gone, or in several places: triage check names {them}."
        return "Every decision is where its document is."


def _free(wanted: Mapping[str, str], before: Mapping[str, Sidecar | None], judged: Mapping[str, str]) -> dict[str, str]:
    """What can be carried of what is `wanted`: nothing takes the place of a sidecar that stays. One that is about a document that
    is nowhere makes room."""
    went = {old: new for old, new in wanted.items() if before.get(old) is not None and new in before}
    came = {new: old for old, new in went.items()}

    def stays(id: str) -> bool:
        sidecar = before[id]
        makes_room = sidecar is not None and id not in wanted and sidecar.source.sha256 == judged.get(id)
        return sidecar is not None and id not in went and not makes_room

    blocked = [old for old, new in went.items() if stays(new)]
    while blocked:
        # What stays where it is keeps out what was to come there.
        left = blocked.pop()
        del went[left]
        blocked += [came[left]] if came.get(left) in went else []
    return went


def _beside(id: str, digest: str, sidecars: Sidecars) -> str:
    """An id that no document has, for a decision on a document that is gone: beside the file that it was in."""
    name = f"{id.removeprefix('./')}.gone-{digest[:12]}"
    tried = chain([name], (f"{name}-{n}" for n in count(2)))
    return next(one for one in tried if _read(sidecars, {one}).get(one, id) is None)


def _changes(
    corpus: Corpus, sidecars: Sidecars, before: Mapping[str, Sidecar | None], went: Mapping[str, str]
) -> list[list[Change]]:
    """What carrying changes, in parts."""
    came = {new: old for old, new in went.items()}
    others = sorted(set(corpus.decided.naming(went)) - {*went, *came})
    before = {**dict.fromkeys(came), **before, **_read(sidecars, {*others} - before.keys())}
    parts: list[list[Change]] = [[]]
    for ids in (*in_order(went), *([id] for id in others if id in before)):
        changes = [Change(id, before[id], _after(id, before, went, came)) for id in ids]
        parts[-1] += [change for change in changes if change.before != change.after]
        if len(parts[-1]) >= PART:
            parts.append([])
    return [part for part in parts if part]


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
