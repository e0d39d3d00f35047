"""Lines that a widget draws once.

Textual asks every widget of the screen for its lines in every frame, and goes through its styles and filters for each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget as Base
else:
    Base = object  # among the bases of a class Textual takes its styles from the first that is a widget


class CachedLines(Base):
    """A mixin, listed before the widget's class, that caches its lines until it is refreshed or styled anew."""

    _cached: tuple[Region, list[Strip]] | None = None

    def refresh(self, *regions: Region, **named: Any) -> Self:
        """As Textual's."""
        self._cached = None
        return super().refresh(*regions, **named)

    def notify_style_update(self) -> None:
        """As Textual's."""
        super().notify_style_update()
        self._cached = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """What `draw_lines` gave for this part."""
        if self._cached is None or self._cached[0] != crop:
            self._cached = crop, self.draw_lines(crop)
        return self._cached[1]

    def draw_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part, drawn anew."""
        return super().render_lines(crop)
