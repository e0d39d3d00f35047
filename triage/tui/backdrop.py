"""What lies behind a dialog, dimmed."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style as DrawnStyle
from textual.color import Color
from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.strip import Strip

from triage.tui.textual_internals.screens import lines_of
from triage.tui.widgets.lines import FastStrip


class Backdrop:
    """Looks as Textual's `BackgroundScreen` does, which it is made of. That one works out the colours of every piece of the
    screen; here it is once for each style."""

    def __init__(self, background: BackgroundScreen, *, coloured: bool) -> None:
        """Not `coloured` where colours are the terminal's own, or none."""
        self._screen, self._tint, self._coloured = background.screen, background.color, coloured
        self._looks: dict[DrawnStyle, DrawnStyle] = {}

    def lines(self, crop: Region) -> list[Strip]:
        """That part of the screen behind; blank where that one is smaller, as it is until it has followed the terminal."""
        strips = lines_of(self._screen)[crop.y : crop.bottom]
        dimmed = [self._dimmed(strip) for strip in strips]
        dimmed += [FastStrip([], 0)] * (crop.height - len(dimmed))
        left, right = crop.column_span
        if left == 0 and all(strip.cell_length == right for strip in dimmed):
            return dimmed
        return [strip.crop_extend(left, right, None) for strip in dimmed]

    def _dimmed(self, strip: Strip) -> Strip:
        return FastStrip([Segment(text, self._dim(look or DrawnStyle())) for text, look, _ in strip], strip.cell_length)

    def _dim(self, look: DrawnStyle) -> DrawnStyle:
        dimmed = self._looks.get(look)
        if dimmed is None:
            dimmed = look.clear_meta_and_links()
            if not self._coloured:
                dimmed += DrawnStyle(dim=True, bold=False, reverse=False)
            elif self._tint.a:
                colours = [
                    colour and (Color.from_rich_color(colour) + self._tint).rich_color for colour in (look.color, look.bgcolor)
                ]
                dimmed += DrawnStyle.from_color(*colours)
            self._looks[look] = dimmed
        return dimmed
