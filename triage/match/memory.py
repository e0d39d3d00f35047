"""What `Live` knows about its texts, and the same as plain arrays, to be kept and taken up again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from triage.match.align import Evidence
from triage.match.arrays import I32, I64, U64, boundaries
from triage.match.local import connect, numbers
from triage.match.segments import Segment, Segments
from triage.match.sketch import Fingerprints
from triage.match.verify import Verdict
from triage.match.weigh import Weighed


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The outcome of a run over n texts, as arrays.

    `texts`: all that were ever added, by number, those of `gone` included. `provisional`, `story` (n): names of stories.
    `links` (pairs, 2): pairs of one provisional story. `suspects`: (owner, partner) for the first few of each owner, with
    the share they have in common. `agreed`: (pairs, 2) that were found to agree in words and facts, `disagreed`: not to.
    `pairs`: weighed by stories. `verdicts`: on pairs.
    """

    texts: Fingerprints
    gone: I32
    provisional: I64
    story: I64
    links: I32
    suspects: I32
    suspect_shares: NDArray[np.float64]
    agreed: I32
    disagreed: I32
    pairs: Weighed
    verdicts: tuple[Verdict, ...]


def pair(one: int, other: int) -> tuple[int, int]:
    """Two numbers, the smaller first."""
    return (one, other) if one < other else (other, one)


def split_by_answer(agreed: dict[tuple[int, int], bool]) -> tuple[I32, I32]:
    """The pairs that agree and those that don't, as arrays (pairs, 2)."""
    yes, no = (sorted(at for at, answer in agreed.items() if answer is wanted) for wanted in (True, False))
    return numbers(yes).reshape(-1, 2), numbers(no).reshape(-1, 2)


@dataclass(slots=True)
class Memory:
    """Texts by number, graphs between them as sets of neighbours, and what was found out about pairs."""

    keys: U64 = field(default_factory=lambda: np.zeros(0, np.uint64))
    levels: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    lengths: I32 = field(default_factory=lambda: np.zeros(0, np.int32))
    provisional: I64 = field(default_factory=lambda: np.zeros(0, np.int64))
    story: I64 = field(default_factory=lambda: np.zeros(0, np.int64))
    sketches: list[U64] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    index: Segments = field(default_factory=Segments)
    linked: dict[int, set[int]] = field(default_factory=dict)
    top: dict[int, set[int]] = field(default_factory=dict)
    topped: dict[int, set[int]] = field(default_factory=dict)
    mutual: dict[tuple[int, int], float] = field(default_factory=dict)
    paired: dict[int, set[int]] = field(default_factory=dict)
    shares: dict[tuple[int, int], tuple[float, float]] = field(default_factory=dict)
    verdicts: dict[int, list[Verdict]] = field(default_factory=dict)
    evidence: dict[tuple[int, int], Evidence] = field(default_factory=dict)
    agreed: dict[tuple[int, int], bool] = field(default_factory=dict)

    def enter(self, added: Fingerprints) -> None:
        """Gives numbers to texts; their postings are for the caller to add."""
        new = np.arange(len(self.keys), len(self.keys) + len(added))
        self.keys = np.concatenate((self.keys, added.keys))
        self.levels = np.concatenate((self.levels, added.levels))
        self.lengths = np.concatenate((self.lengths, added.lengths))
        self.provisional = np.concatenate((self.provisional, new))
        self.story = np.concatenate((self.story, new))
        self.sketches.extend(added.sketch(at) for at in range(len(added)))

    def suspect(self, owner: int, partner: int, share: float) -> None:
        """Enters `partner` among the first few of `owner`."""
        self.top.setdefault(owner, set()).add(partner)
        self.topped.setdefault(partner, set()).add(owner)
        self.mutual[pair(owner, partner)] = share

    def weighed(self, one: int, other: int, of_one: float, of_other: float) -> None:
        """Enters a pair worth a look."""
        self.shares[pair(one, other)] = (of_one, of_other) if one < other else (of_other, of_one)
        connect(self.paired, one, other)

    def judged(self, verdicts: Iterable[Verdict]) -> None:
        """Enters verdicts, each with its shorter text."""
        for verdict in verdicts:
            self.verdicts.setdefault(verdict.shorter, []).append(verdict)

    def snapshot(self) -> Snapshot:
        """All of it but what can be found out again, as arrays."""
        hashes = np.concatenate([np.zeros(0, np.uint64), *self.sketches])
        offsets = boundaries(np.array([len(sketch) for sketch in self.sketches], np.int64))
        links = sorted((one, other) for one, others in self.linked.items() for other in others if one < other)
        suspects = sorted((owner, partner) for owner, partners in self.top.items() for partner in partners)
        pairs = sorted(pair(one, other) for one, others in self.paired.items() for other in others if one < other)
        sides, shares = numbers(pairs).reshape(-1, 2), np.array([self.shares[at] for at in pairs]).reshape(-1, 2)
        return Snapshot(
            Fingerprints(self.keys, self.lengths, self.levels, hashes, offsets),
            numbers(sorted(self.gone)),
            self.provisional.copy(),
            self.story.copy(),
            numbers(links).reshape(-1, 2),
            numbers(suspects).reshape(-1, 2),
            np.array([self.mutual[pair(*at)] for at in suspects], np.float64),
            *split_by_answer(self.agreed),
            Weighed(sides[:, 0], sides[:, 1], shares[:, 0], shares[:, 1]),
            tuple(verdict for at in sorted(self.verdicts) for verdict in self.verdicts[at]),
        )


def remembered(snapshot: Snapshot, segments: Iterable[Segment] | None = None) -> Memory:
    """The memory of a snapshot. `segments`: the index as it was kept; without it, it is built anew."""
    memory = Memory()
    memory.enter(snapshot.texts)
    memory.provisional, memory.story = snapshot.provisional.copy(), snapshot.story.copy()
    memory.gone = set(snapshot.gone.tolist())
    if segments is None:
        owners = np.repeat(np.arange(len(snapshot.texts), dtype=np.int32), np.diff(snapshot.texts.offsets))
        memory.index.add(snapshot.texts.hashes, owners)
    else:
        memory.index = Segments(segments)
    memory.index.remove(memory.gone)
    for one, other in snapshot.links.tolist():
        connect(memory.linked, one, other)
    for (owner, partner), share in zip(snapshot.suspects.tolist(), snapshot.suspect_shares.tolist(), strict=True):
        memory.suspect(owner, partner, share)
    columns = (snapshot.pairs.left, snapshot.pairs.right, snapshot.pairs.of_left, snapshot.pairs.of_right)
    for one, other, of_one, of_other in zip(*(column.tolist() for column in columns), strict=True):
        memory.weighed(one, other, of_one, of_other)
    memory.judged(snapshot.verdicts)
    for answer, answered in ((True, snapshot.agreed), (False, snapshot.disagreed)):
        memory.agreed.update(((one, other), answer) for one, other in answered.tolist())
    memory.evidence = {pair(v.shorter, v.longer): v.evidence for v in snapshot.verdicts}
    return memory
