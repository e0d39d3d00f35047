"""Pages that lose text of their own by its company: by lines around it that other documents have, too, such as the headings of a
series. Of such lines the model has learned that they are a site's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from triage.arrays import Array
from triage.clean.scoring.choosing import LEAST_CONTENT
from triage.clean.scoring.features import PageLines
from triage.paragraphs import is_sentence

_MUCH = 0.2
"""Of the text that no other document has: a page that loses less is judged once, which is quicker."""
_SHARED = 0.15
"""Of the whole text, which other documents have at most where that says little: sites repeat more around an article."""
_SENTENCE, _PARAGRAPH = 40, 100  # characters


def unseen(page: PageLines) -> Array:
    """Which lines of a page with evidence no other document has."""
    found: Array = np.asarray(page.seen, np.int64) == 0
    return found


def by_itself(page: PageLines) -> PageLines:
    """The page without what is known of other documents."""
    return replace(page, seen=None, documents=1)


def shares_little(page: PageLines) -> bool:
    """Whether other documents have some of a page, but only a little."""
    if page.seen is None or not any(page.seen):
        return False
    shared = sum(len(text) for text, count in zip(page.texts, page.seen, strict=True) if count)
    return shared <= _SHARED * sum(map(len, page.texts))


def loses_much(page: PageLines, scores: Array) -> bool:
    """Whether by these scores much would go of the text that no other document has, on a page that shares little."""
    if not shares_little(page):
        return False
    own, lengths = unseen(page), np.array([len(text) for text in page.texts])
    lost = own & (scores < LEAST_CONTENT)
    texts = np.array([_is_text(text) for text in page.texts])
    return float(lengths[lost & texts].sum()) > _MUCH * float(lengths[own & texts].sum())


def _is_text(text: str) -> bool:
    return len(text) >= _PARAGRAPH or (len(text) >= _SENTENCE and is_sentence(text.rstrip()))
