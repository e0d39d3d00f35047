"""The desk as a whole."""

from __future__ import annotations

from triage.review.edits import Edits
from triage.review.extracts import Extracts
from triage.review.navigation import Navigation


class Review(Edits, Navigation, Extracts):
    """All that can be done at the desk. A command `a.b-c` that needs no more of a UI than to show its outcome is the method
    `do_a_b_c`; all others have names of their own, and what the UI has asked for."""
