"""What matching hands to the other rooms."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from triage.match.judge import Kind


class Run(NamedTuple):
    """A stretch of so many tokens that two texts share: its spans (start, end) in each, in code points."""

    tokens: int
    left: tuple[int, int]
    right: tuple[int, int]


class Difference(NamedTuple):
    """Where two texts differ between shared runs, as spans of characters; one side may be empty.

    `kind`: `alike` (a slip of a scanner or copy editor), `number` or `name` (another fact; in
    a script without capitals any other word), `other`, `only-left`, `only-right`.
    """

    kind: str
    left: tuple[int, int]
    right: tuple[int, int]


class Pair(NamedTuple):
    """Everything that is known about two texts side by side, for the screen.

    `left_in_right` and `right_in_left` are the shares of tokens that stand in runs of three in the other text, in any order.
    `runs` and `differences` are in the order of the left text.
    """

    left_in_right: float
    right_in_left: float
    runs: tuple[Run, ...]
    differences: tuple[Difference, ...]


class Why(NamedTuple):
    """Why a document is in its cluster.

    `kind` is what was decided about it and document `via`: the representative where the two were compared, otherwise
    the member with which it shares most. `of_member` and `of_representative` are the shares, weighted by stories, of
    each that the member and the representative have in common.
    """

    kind: Kind
    via: str
    of_member: float
    of_representative: float


class Member(NamedTuple):
    """A document in a cluster. `similarity` to the representative, 0 to 1: what the lighter of the two shares.

    `role`: `representative`, `exact` (the same words), `copy`, or `part` (much shorter) and `host` (much longer). `shared`: see
    `Standing`.
    """

    id: str
    similarity: float
    role: str
    why: Why
    shared: float


class Cluster(NamedTuple):
    """Documents that tell one story. `id` is derived from the content of the members."""

    id: str
    representative: str
    members: tuple[Member, ...]


class Standing(NamedTuple):
    """What a representative is chosen by.

    `length`: characters of cleaned text. `boilerplate`: its share in the raw text. `shared`: of what it says the share that
    another document of its story says too, on average over these.
    """

    id: str
    length: int = 0
    boilerplate: float = 0.0
    date: date | None = None
    source: str = ""
    shared: float = 0.0
