"""What the terminal was told to show, so that only what differs from it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console, ConsoleOptions, RenderResult
from textual.strip import Strip

from triage.tui.terminal.ansi_pen import Pen, Piece, can_drift, changed
from triage.tui.textual_internals.rendering import CompositorUpdate, FrameUpdate, colour_system, pieces, styled_texts


class DrawnStrip(NamedTuple):
    """A piece of a line, and what of it was written."""

    strip: Strip
    piece: Piece
    drifts: bool
    """Whether something in it may be wider or narrower than it is thought to be."""


MOST_CACHED = 512
"""Strips of which it is kept how they are written."""
_NOTHING: Mapping[int, DrawnStrip] = {}


class TerminalContents:
    """The pieces of lines that were written last, by line and column."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[int, DrawnStrip]] = {}
        self._cached: dict[int, DrawnStrip] = {}

    def forget(self) -> None:
        """Something else may have drawn on the terminal."""
        self._lines.clear()

    def at(self, x: int, y: int) -> DrawnStrip | None:
        """What begins there, if that is known."""
        return self._lines.get(y, _NOTHING).get(x)

    def shown(self, strip: Strip, system: ColorSystem) -> DrawnStrip:
        """The strip as it is written; widgets have the same ones again."""
        cached = self._cached.get(id(strip))
        if cached is None or cached.strip is not strip:
            if len(self._cached) >= MOST_CACHED:
                self._cached.clear()
            cached = self._cached[id(strip)] = _shown(strip, system)
        return cached

    def replace(self, x: int, y: int, shown: DrawnStrip) -> None:
        """From now on this is there."""
        line = self._lines.setdefault(y, {})
        if x not in line or line[x].strip.cell_length != shown.strip.cell_length:
            end = x + shown.strip.cell_length
            for start in [start for start, there in line.items() if start < end and start + there.strip.cell_length > x]:
                del line[start]
        line[x] = shown


class FrameDiff(CompositorUpdate):
    """Of an update, what isn't on the terminal yet. Textual repaints the whole of a widget that changed, and as it opens all of
    the screen three times: over a slow line each of these bytes is waited for."""

    def __init__(self, update: FrameUpdate, written: TerminalContents, *, erases: bool = True) -> None:
        """`erases`: erased cells get the colour of the ground on this terminal."""
        self._update, self._written, self._erases = update, written, erases

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self._update

    def render_segments(self, console: Console) -> str:
        """What is to be written; taken as written from now on."""
        system = colour_system(console)
        pen, written = Pen(erases=self._erases), self._written
        for x, y, strip in pieces(self._update):
            before = written.at(x, y)
            if before is not None and (before.strip is strip or before.strip == strip):
                continue
            now = written.shown(strip, system)
            written.replace(x, y, now)
            if before is None or now.drifts or before.drifts or before.strip.cell_length != strip.cell_length:
                pen.draw(x, now.piece, y)
            else:
                pen.draw(*changed(x, now.piece, before.piece), y)
        return pen.text()


def _shown(strip: Strip, system: ColorSystem) -> DrawnStrip:
    """Its texts, with the codes of their looks."""
    piece = list(styled_texts(strip, system))
    return DrawnStrip(strip, piece, any(not text.isascii() and can_drift(text) for text, _ in piece))
