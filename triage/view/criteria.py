"""How the criteria by which copies are ranked are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from triage.model import Criterion


class Wording(NamedTuple):
    """A criterion in words: why a copy stands `first` or `behind`, which one is the `best`, and all there is to it in `help`.
    `column` is that of the table which shows it."""

    first: str
    behind: str
    best: str
    help: str
    column: str = ""


WORDINGS: Mapping[str, Wording] = {
    Criterion.LONGEST: Wording(
        "longest", "shorter", "the longest", "The one with the longest cleaned text; lengths within 3 % tie", "length"
    ),
    Criterion.MOST_SHARED: Wording(
        "most of it is in the others too",
        "less of it is in the others",
        "the one most like the others",
        "The one that has most in common with the other copies; what a scanner misread is in no other",
    ),
    Criterion.LEAST_BOILERPLATE: Wording(
        "least boilerplate",
        "more boilerplate",
        "the one with least boilerplate",
        "The one with the least text that is no part of the article",
        "boilerplate",
    ),
    Criterion.EARLIEST: Wording("earliest", "later", "the earliest", "The one with the earliest date", "date"),
    Criterion.PREFERRED_SOURCE: Wording(
        "preferred source",
        "less preferred source",
        "that of the preferred source",
        "The one whose source comes first in preferred_sources of triage.toml",
        "source",
    ),
}
