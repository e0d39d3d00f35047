"""How many documents there are, by answer."""

from __future__ import annotations

from typing import NamedTuple


class Counts(NamedTuple):
    """How many documents there are, by answer, and how many have a problem."""

    total: int = 0
    keep: int = 0
    reject: int = 0
    defer: int = 0
    undecided: int = 0
    problems: int = 0
