"""The desk as a whole."""

from __future__ import annotations

from triage.review.editing import Editing
from triage.review.moving import Moving
from triage.review.taking import Taking


class Review(Editing, Moving, Taking):
    """All that can be done at the desk. A command `a.b-c` that needs no more of a UI than to show its outcome is the method
    `do_a_b_c`; all others have names of their own, and what the UI has asked for."""
