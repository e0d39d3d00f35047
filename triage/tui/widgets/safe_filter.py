"""The second line of defence: no control character reaches the terminal, whatever widget it was handed to."""

from __future__ import annotations

from typing import ClassVar

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


class AsciiFilter(LineFilter):
    """Replaces the typographic characters of the program's own words by ASCII of the same width."""

    TABLE: ClassVar = str.maketrans("·…–—“”‘’✓×↑↓←→│─▁▔▂▃▄▅▆▇█▐▌▊▎", "|~--\"\"''+x^v<>|---|||||||||||")

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in ASCII, as far as the table goes; the very same list when there is nothing to replace."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [Segment(segment.text.translate(self.TABLE), segment.style, segment.control) for segment in segments]


SAFE_FILTER = SafeFilter()
"""The one instance: Textual caches a filter's result under the instance."""

ASCII_FILTER = AsciiFilter()
