"""What incremental matching knows about its texts: some numbers of each as arrays, and what pairs of them have in common as
graphs.

The graphs are filled from where a corpus keeps them (`TextStore`) when a text is first asked about, so that what is read grows
with what is touched and not with the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from triage.arrays import I32, I64, U64
from triage.match.evidence import Evidence
from triage.match.incremental_stages import Graph, Lists, pair
from triage.match.pair_rows import (
    AGREED,
    ASKED,
    EXAMINED,
    JUDGED,
    LINKED,
    NEAR,
    PAIRED,
    TOP,
    TOPPED,
    Near,
    evidence_of,
    put_evidence,
    put_verdict,
    verdict_of,
)
from triage.match.sketch import Fingerprints
from triage.match.verify import Verdict

UNUSED = -1
_Number = TypeVar("_Number", bound=np.generic)


class Index(Protocol):
    """Posting lists: which texts hold a hash."""

    def lists(self, hashes: U64) -> Lists:
        """The lists of hashes that are ascending and unique."""

    def add(self, hashes: U64, texts: I32) -> None:
        """Enters postings."""

    def remove(self, hashes: U64, texts: I32) -> None:
        """Takes postings out."""


class TextStore(Protocol):
    """Where matching finds what is kept about a text, by its number. A text that is to be removed is still found."""

    @property
    def index(self) -> Index:
        """The posting lists of all texts."""

    def sketches(self, texts: Sequence[int]) -> Sequence[U64]:
        """The hashes of each of some texts."""

    def near(self, text: int) -> Near:
        """What is known about a text and others: what `IncrementalState.packed` gave; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What is known of each text, by number. `provisional` and `story` name a story by one of its texts; they are `UNUSED` where
    a number isn't in use, or no longer."""

    keys: U64
    lengths: I32
    levels: NDArray[np.uint8]
    provisional: I32
    story: I32


def no_texts() -> Columns:
    """The columns of no text."""
    none = np.zeros(0, np.int32)
    return Columns(np.zeros(0, np.uint64), none, np.zeros(0, np.uint8), none, none)


class IncrementalState:
    """Texts by number, and graphs between them."""

    def __init__(self, kept: TextStore, columns: Columns) -> None:
        self._kept = kept
        self.index = kept.index
        self.keys, self.lengths, self.levels = columns.keys, columns.lengths, columns.levels
        self.provisional, self.story = columns.provisional.copy(), columns.story.copy()
        self.linked, self.top, self.topped, self.paired = (Graph(self._load) for _ in range(4))
        self.mutual: dict[tuple[int, int], float] = {}
        self.shares: dict[tuple[int, int], tuple[float, float]] = {}
        self.evidence: dict[tuple[int, int], Evidence] = {}
        self.agreed: dict[tuple[int, int], bool] = {}
        self._verdicts: dict[int, list[Verdict]] = {}
        self._sketches: dict[int, U64] = {}
        self._loaded: dict[int, bytes] = {}

    def sketch(self, text: int) -> U64:
        """The hashes of a text."""
        return self.sketches([text])[0]

    def sketches(self, texts: Iterable[int]) -> list[U64]:
        """The hashes of each of some texts."""
        wanted = list(texts)
        lacking = [text for text in dict.fromkeys(wanted) if text not in self._sketches]
        if lacking:
            self._sketches.update(zip(lacking, self._kept.sketches(lacking), strict=True))
        return [self._sketches[text] for text in wanted]

    def columns(self) -> Columns:
        """What is known of each text by now."""
        return Columns(self.keys, self.lengths, self.levels, self.provisional, self.story)

    def enter(self, added: Fingerprints, numbers: I64) -> None:
        """Makes room for texts; their postings are for the caller to add."""
        size = max(len(self.keys), int(numbers.max(initial=-1)) + 1)
        self.keys = _with(self.keys, size, numbers, added.keys)
        self.lengths = _with(self.lengths, size, numbers, added.lengths)
        self.levels = _with(self.levels, size, numbers, added.levels)
        own = numbers.astype(np.int32)
        self.provisional = _with(self.provisional, size, numbers, own, UNUSED)
        self.story = _with(self.story, size, numbers, own, UNUSED)

    def leave(self, texts: Iterable[int]) -> None:
        """Texts whose numbers are free again."""
        for column in (self.provisional, self.story):
            column[list(texts)] = UNUSED

    def suspect(self, owner: int, partner: int, share: float) -> None:
        """Enters `partner` among the first few of `owner`."""
        self.top.of(owner).add(partner)
        self.topped.of(partner).add(owner)
        self.mutual[pair(owner, partner)] = share

    def weighed(self, one: int, other: int, of_one: float, of_other: float) -> None:
        """Enters a pair worth a look."""
        self.paired.connect(one, other)
        self.shares[pair(one, other)] = (of_one, of_other) if one < other else (of_other, of_one)

    def verdicts(self, text: int) -> list[Verdict]:
        """The verdicts on pairs of which a text is the shorter."""
        self._load(text)
        return self._verdicts.get(text, [])

    def forget_verdicts(self, text: int) -> None:
        """Drops these."""
        self._load(text)
        self._verdicts.pop(text, None)

    def judged(self, verdicts: Iterable[Verdict]) -> None:
        """Enters verdicts, each with its shorter text."""
        for verdict in verdicts:
            self._load(verdict.shorter)
            self._verdicts.setdefault(verdict.shorter, []).append(verdict)

    def changed(self) -> Iterator[tuple[int, bytes]]:
        """The texts about which something else is known than was kept, with what is to be kept; nothing where it is empty."""
        for text, kept in self._loaded.items():
            packed = self.packed(text).tobytes()
            if packed != kept:
                yield text, packed

    def packed(self, text: int) -> Near:
        """What is known about a text and others."""
        graphs = ((self.linked, LINKED), (self.top, TOP), (self.topped, TOPPED), (self.paired, PAIRED))
        flags: dict[int, int] = {}
        for graph, flag in graphs:
            for other in graph.of(text):
                flags[other] = flags.get(other, 0) | flag
        own = {verdict.longer: verdict for verdict in self.verdicts(text)}
        rows = np.zeros(len(flags), NEAR)
        for at, other in enumerate(sorted(flags)):
            self._pack(rows[at : at + 1], text, other, flags[other], own.get(other))
        return rows

    def _pack(self, row: Near, text: int, other: int, flags: int, verdict: Verdict | None) -> None:
        both = pair(text, other)
        row["other"] = other
        if flags & (TOP | TOPPED):
            row["mutual"] = self.mutual[both]
        if flags & PAIRED:
            row["mine"], row["theirs"] = self.shares[both] if text < other else self.shares[both][::-1]
        if both in self.agreed:
            flags |= ASKED | (AGREED if self.agreed[both] else 0)
        if both in self.evidence:
            flags |= EXAMINED
            put_evidence(row, self.evidence[both])
        if verdict is not None:
            flags |= JUDGED
            put_verdict(row, verdict)
        row["flags"] = flags

    def _load(self, text: int) -> None:
        """Takes up what is kept about a text. What is known of a pair by now is newer than what is kept."""
        if text in self._loaded:
            return
        rows = self._kept.near(text)
        self._loaded[text] = rows.tobytes()
        others, flags = rows["other"].tolist(), rows["flags"].tolist()
        graphs = ((self.linked, LINKED), (self.top, TOP), (self.topped, TOPPED), (self.paired, PAIRED))
        for graph, flag in graphs:
            graph.fill(text, {other for other, said in zip(others, flags, strict=True) if said & flag})
        for at, (other, said) in enumerate(zip(others, flags, strict=True)):
            both, row = pair(text, other), rows[at]
            if said & (TOP | TOPPED):
                self.mutual.setdefault(both, float(row["mutual"]))
            if said & PAIRED:
                shares = float(row["mine"]), float(row["theirs"])
                self.shares.setdefault(both, shares if text < other else shares[::-1])
            if said & ASKED:
                self.agreed.setdefault(both, bool(said & AGREED))
            if said & EXAMINED:
                self.evidence.setdefault(both, evidence_of(row))
            if said & JUDGED:
                self._verdicts.setdefault(text, []).append(verdict_of(row, text, self.evidence[both]))


def _with(column: NDArray[_Number], size: int, numbers: I64, values: NDArray[_Number], fill: int = 0) -> NDArray[_Number]:
    """The column with room for `size` texts, and the values of some."""
    grown = np.full(size, fill, column.dtype)
    grown[: len(column)] = column
    grown[numbers] = values
    return grown
