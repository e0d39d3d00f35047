"""The second line of defence: no control character reaches the terminal, whatever widget it was handed to."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from triage.view import one_line


class SafeFilter(LineFilter):
    """Replaces control characters in segments that are about to be drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with printable text; the very same list when there is nothing to replace."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control or segment.text.isprintable() else Segment(one_line(segment.text), segment.style)
            for segment in segments
        ]


SAFE_FILTER = SafeFilter()
"""The one instance: Textual caches a filter's result under the instance."""
