"""Pages in languages that the model hasn't learned: it is surer there than it is right."""

from __future__ import annotations

import numpy as np

from triage.arrays import Array
from triage.clean.scoring.choosing import SHORT_PAGE

_LEAST_KNOWN = 0.06
"""Of the words of a line, on the average: pages in learned languages have more, even where words don't part at blanks."""
_TOO_SURE = 0.62
"""Nats: from 0.35 to 0.5, from where on most lines are content on such pages."""


def doubted(scores: Array, known: Array) -> Array:
    """The scores of the lines of a whole page, lower where next to none of its words are known. `known`: the share of each line's
    grams."""
    if len(scores) <= SHORT_PAGE or known.mean() >= _LEAST_KNOWN:
        return scores
    own = scores.astype(np.float64)
    found: Array = (own / (own + (1 - own) * np.exp(_TOO_SURE))).astype(scores.dtype)
    return found
