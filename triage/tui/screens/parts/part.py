"""What a part of the review is written against: the desk, into which `ReviewScreen` puts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.tui.screens.review_document import ReviewDocument

    Part = ReviewDocument
else:

    class Part:
        """A plain class: each that is a screen costs Textual a third of a millisecond of the start. Messages are heard by the
        names of methods (`on_…`), since decorators are looked for in screens alone."""
