"""What lies behind a dialog, dimmed."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style as DrawnStyle
from textual.color import Color
from textual.css.styles import RulesMap
from textual.renderables.background_screen import BackgroundScreen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Behind(Visual):
    """Looks as Textual's `BackgroundScreen` does, which it is made of. That one works out the colours of every piece of the
    screen; here it is once for each style."""

    def __init__(self, background: BackgroundScreen, *, coloured: bool) -> None:
        """Not `coloured` where colours are the terminal's own, or none."""
        self._screen, self._tint, self._coloured = background.screen, background.color, coloured
        self._dimmed: dict[DrawnStyle, DrawnStyle] = {}

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines of the screen behind."""
        return [
            Strip([Segment(text, self._dim(look or DrawnStyle())) for text, look, _ in strip], strip.cell_length)
            for strip in self._screen._compositor.render_strips()
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the screen."""
        return self._screen.size.width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As high as the screen."""
        return self._screen.size.height

    def _dim(self, look: DrawnStyle) -> DrawnStyle:
        dimmed = self._dimmed.get(look)
        if dimmed is None:
            dimmed = look.clear_meta_and_links()
            if not self._coloured:
                dimmed += DrawnStyle(dim=True, bold=False, reverse=False)
            elif self._tint.a:
                colours = [
                    colour and (Color.from_rich_color(colour) + self._tint).rich_color for colour in (look.color, look.bgcolor)
                ]
                dimmed += DrawnStyle.from_color(*colours)
            self._dimmed[look] = dimmed
        return dimmed
