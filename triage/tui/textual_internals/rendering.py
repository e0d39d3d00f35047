"""Frames as Textual hands them on, and the escape codes that Rich has worked out for their pieces."""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.screen import Screen
from textual.strip import Strip

__all__ = ["CompositorUpdate", "FrameUpdate", "colour_system", "empty_frame", "pieces", "styled_texts"]

FrameUpdate = LayoutUpdate | ChopsUpdate
"""A frame: a part of the screen in whole lines, or pieces of lines that changed."""


def empty_frame(screen: Screen[object]) -> FrameUpdate:
    """An update that draws nothing."""
    return LayoutUpdate([], screen.region)


def pieces(update: FrameUpdate) -> Iterator[tuple[int, int, Strip]]:
    """What an update draws, each piece with its column and its line."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield x, y, strip
                x += strip.cell_length
        return
    for y, left, right in update.spans:
        for end, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if piece is not None and x <= right and end > left:
                inside = x >= left and end <= right
                yield x, y, piece if inside else piece.crop(0, min(end, right) - x)


def colour_system(console: Console) -> ColorSystem:
    """How many colours the terminal has; the public property gives a name."""
    return console._color_system or ColorSystem.TRUECOLOR


def styled_texts(strip: Strip, system: ColorSystem) -> Iterator[tuple[str, str]]:
    """The texts of a strip, each with the codes that Rich would write for its style, which it keeps: to render a style takes as
    long as all the rest. Links are none: nothing here has any."""
    for text, style, _ in strip._segments:
        if text:
            yield text, (style._ansi or style._make_ansi_codes(system)) if style is not None else ""
