"""The label of a block before all rules have spoken."""

from __future__ import annotations

from typing import NamedTuple

from triage.model import By, Label


class Verdict(NamedTuple):
    """What is said of a block before it gets its number: the fields of a `Block` after its place."""

    label: Label
    rule: str
    score: float
    by: By = By.RULE
    reasons: tuple[str, ...] = ()
    duplicate_of: int | None = None
