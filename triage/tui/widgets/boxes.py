"""What holds other widgets, and costs next to nothing to draw."""

from __future__ import annotations

from textual.containers import Container, Vertical
from textual.geometry import Region
from textual.strip import Strip


class Box(Container):
    """Shows nothing itself, so that what lies behind is seen: Textual would go through all its lines for every frame."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """None."""
        return []


class Column(Vertical):
    """Has a line on its left. Its own lines are all the same: Textual would make each."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The first line, as often as it is asked for."""
        return super().render_lines(Region(crop.x, 0, crop.width, 1)) * crop.height
