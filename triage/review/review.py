"""The desk as a whole."""

from __future__ import annotations

from triage.review.editing import Editing


class Review(Editing):
    """All that can be done with documents, one by one or several at once."""
