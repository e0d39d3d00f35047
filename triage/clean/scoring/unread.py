"""Pages in languages that the model hasn't learned: it is surer there than it is right."""

from __future__ import annotations

import numpy as np

from triage.arrays import Array
from triage.clean.scoring.choosing import SHORT_PAGE

_WELL_KNOWN = 0.3
"""Of the words of a line, on the average: pages in learned languages mostly have more, even where words don't part at blanks."""
_TOO_SURE = 1.8
"""Nats, where no word is known; in proportion less where some are."""


def doubted(scores: Array, known: Array, ends: Array) -> Array:
    """The scores of the lines of a whole page, the lower the fewer of its words are known. `known` is the share of each line's
    grams, `ends` whether it ends as sentences do: these stay, since menus and headlines of other stories are mistaken."""
    share = float(known.mean()) / _WELL_KNOWN
    if len(scores) <= SHORT_PAGE or share >= 1:
        return scores
    own = scores.astype(np.float64)
    doubt = np.where(ends > 0, 1.0, np.exp(_TOO_SURE * (1 - share)))
    found: Array = (own / (own + (1 - own) * doubt)).astype(scores.dtype)
    return found
