"""A cluster as the editor sees it: its members ranked by the stated criteria, and each laid beside another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from triage.config import Config
from triage.corpus import Corpus
from triage.decide import parted, survivor
from triage.model import Answer, Criterion
from triage.session.reader import Reader
from triage.session.sidecars import Sidecars

if TYPE_CHECKING:
    from triage.match import Pair, Standing
    from triage.model.copies import Comparison, Copy

_KEPT = 64
_LEAST_SHARED = 0.5
_COUNTED = 5000  # members that are looked at while a key waits


@dataclass(frozen=True)
class Copies:
    """The members that nobody has set apart, best first, as they are now."""

    id: str
    members: tuple[Copy, ...]
    criteria: tuple[Criterion, ...]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The members' ids, best first."""
        return tuple(one.id for one in self.members)

    @cached_property
    def answers(self) -> dict[str, Answer | None]:
        """What is decided about each."""
        return {one.id: one.row.answer for one in self.members}

    @property
    def reference(self) -> str:
        """Whom the others were compared with; it may have been set apart since."""
        return next((one.id for one in self.members if one.role == "representative"), "the reference")

    @property
    def undecided(self) -> int:
        """How many members have no answer."""
        return sum(answer is None for answer in self.answers.values())

    @cached_property
    def unlike(self) -> tuple[str, ...]:
        """Members of which less than half is in the one that all were compared with: a column of short news with one item of the
        story. They are no copies to reject, and nothing is rejected as a copy of them."""
        return tuple(one.id for one in self.members if one.of_member < _LEAST_SHARED)

    @cached_property
    def survivor(self) -> str:
        """Who is suggested to keep."""
        unlike = set(self.unlike)
        return survivor([id for id in self.ids if id not in unlike] or self.ids, self.answers)


class Clusters:
    """Finds clusters, and compares members; keeps the comparisons that were made last."""

    def __init__(self, corpus: Corpus, config: Config, reader: Reader, sidecars: Sidecars) -> None:
        self._corpus, self._config, self._reader, self._sidecars = corpus, config, reader, sidecars
        self._compared: dict[tuple[int, int], Comparison] = {}
        self._kept: dict[str, tuple[list[str], dict[str, list[str]]]] = {}

    @staticmethod
    def preload() -> None:
        """Load what clusters are compared with, a quarter of a second's work; safe to call from another thread."""
        from triage.match import compare, explain, ranked  # noqa: F401

        compare("two texts", "of a few words")  # makes the tables that it looks things up in

    def of(self, id: str) -> Copies | None:
        """The cluster of a document, or that of this id; None where the document is no other's copy, or set apart from all."""
        from triage.model.copies import Copy

        found = self._corpus.matched.cluster_of(id)
        if found is None:
            return None
        known = self._corpus.matched.standings(one.id for one in found.members)
        shared = {one.id: one.shared for one in found.members}
        ranked = self._ranked(standing._replace(shared=shared[standing.id]) for _, standing in known.values())
        groups = parted([one.id for one in ranked], self._corpus.matched.cannot_link(found.id))
        largest: list[str] = max(groups, key=len, default=[])
        group = set(next((group for group in groups if id in group), largest))
        if len(group) < 2:
            return None
        ranked = [one for one in ranked if one.id in group]
        of_id = {one.id: one for one in found.members}
        members = []
        for one in ranked:
            member, best = of_id[one.id], ranked[0]
            other = ranked[1] if one is best else best
            why = member.why
            shares = why.kind, why.via, why.of_member, why.of_representative
            decides = self._decides(one, other)
            members.append(Copy(known[one.id][0], member.role, member.similarity, *shares, one.length, decides))
        return Copies(found.id, tuple(members), self._config.clusters.criteria)

    def best_kept_copy(self, id: str, cluster: str) -> str:
        """The best copy of a document that is kept; empty where none is. Of a new one that `changed` wasn't told of nothing is
        known yet."""
        best = self._best_kept(id, cluster)
        if best and ((row := self._corpus.row(best)) is None or row.answer is not Answer.KEEP or row.cluster != cluster):
            del self._kept[cluster]  # another reviewer changed that, or a scan
            best = self._best_kept(id, cluster)
        return best

    def _best_kept(self, id: str, cluster: str) -> str:
        kept = self._kept.get(cluster)
        if kept is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            shared = self._corpus.matched.kept_members(cluster)
            known = self._corpus.matched.standings(shared)
            ranked = self._ranked(standing._replace(shared=shared[standing.id]) for _, standing in known.values())
            kept = self._kept[cluster] = [one.id for one in ranked], self._corpus.matched.cannot_link(cluster) if ranked else {}
        best, said = kept
        own = said.get(id, ())
        return next((one for one in best if one != id and one not in own and id not in said.get(one, ())), "")

    def changed(self) -> None:
        """Something was decided, or the folder is another one by now."""
        self._kept.clear()

    def lost(self, id: str) -> int:
        """How many copies of one text are rejected, this document among them, where none is left that could be kept; else 0."""
        copies = self.of(id)
        gone = copies is not None and all(answer is Answer.REJECT for answer in copies.answers.values())
        return len(copies.ids) if copies is not None and gone else 0

    def left(self) -> int | None:
        """How many clusters of the folder have undecided members; None in a folder in which counting them takes long."""
        return self._corpus.matched.undecided(_COUNTED)

    def others(self, id: str) -> tuple[str, ...]:
        """The other members of a document's cluster."""
        copies = self.of(id)
        return tuple(other for other in copies.ids if other != id) if copies else ()

    def compare(self, left: str, right: str) -> tuple[str, str, Comparison]:
        """The cleaned texts of two documents, and both side by side."""
        from triage.match import compare

        one, other = self._text(left), self._text(right)
        key = hash(one), hash(other)
        found = self._compared.get(key)
        if found is None:
            if len(self._compared) >= _KEPT:
                self._compared.clear()
            found = self._compared[key] = compare(one, other)
        return one, other, found

    def explain(self, left: str, right: str) -> Pair:
        """What the cleaned texts of two documents share, and where they differ, by offsets in them."""
        from triage.match import explain

        return explain(self._text(left), self._text(right))

    def _text(self, id: str) -> str:
        """The cleaned text that the clusters were made of; with the reviewer's changes where there are any."""
        sidecar, _ = self._sidecars.or_problem(id)
        text = self._corpus.text(id) if sidecar is None or not sidecar.blocks else None
        return self._reader.open(id).cleaned.text if text is None else text

    def _ranked(self, standings: Iterable[Standing]) -> list[Standing]:
        from triage.match import ranked

        return ranked(standings, self._corpus.order)

    def _decides(self, one: Standing, other: Standing) -> str:
        from triage.match import deciding

        return deciding(one, other, self._corpus.order)
