"""Lines with nothing to read, such as pictures, are kept from the line model, which has never seen any; and paragraphs that are
known to be text have more for them than their looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from triage.arrays import Array
from triage.clean.scoring.features import PageLines

NOTHING_TO_READ = ("nothing to read, as the lines beside it",)
_IS_TEXT = 3.0  # nats
_LEAST = 1e-4


def legible(page: PageLines) -> PageLines:
    """The page without the lines in which there is nothing to read."""
    if page.legible is None:
        return page
    seen = None if page.seen is None else [page.seen[at] for at in page.legible]
    return replace(page, texts=[page.texts[at] for at in page.legible], seen=seen, legible=None, paragraphs=())


def place_of(page: PageLines) -> Mapping[int, int]:
    """Where on the legible page each line is."""
    return {at: place for place, at in enumerate(range(len(page.texts)) if page.legible is None else page.legible)}


def of_all(page: PageLines, scores: Array) -> Array:
    """The scores of all lines, given those of the legible page: between two lines the lower one of theirs."""
    if page.legible is None:
        return scores
    bordered = np.concatenate(([0], scores, [0])).astype(scores.dtype)
    after = np.searchsorted(page.legible, np.arange(len(page.texts)))
    found: Array = np.minimum(bordered[after], bordered[after + 1])
    found[list(page.legible)] = scores
    return found


def with_paragraphs(page: PageLines, scores: Array) -> Array:
    """The scores with what is known of paragraphs."""
    if not page.paragraphs:
        return scores
    places = list(page.paragraphs)
    sure = np.clip(scores[places].astype(np.float64), _LEAST, 1 - _LEAST)
    found = scores.copy()
    found[places] = 1 / (1 + (1 - sure) / sure * np.exp(-_IS_TEXT))
    return found
