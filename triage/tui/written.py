"""What the terminal was told to show, so that only what differs from it is written."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip


class Written:
    """The pieces of lines that were written last, by line and column."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[int, Strip]] = {}

    def forget(self) -> None:
        """Something else may have drawn on the terminal."""
        self._lines.clear()

    def replace(self, x: int, y: int, piece: Strip) -> bool:
        """Whether `piece` has to be written there; from now on it is taken to be what the terminal shows."""
        line = self._lines.setdefault(y, {})
        before = line.get(x)
        if before is piece or before == piece:
            return False
        end = x + piece.cell_length
        for start in [start for start, there in line.items() if start < end and start + there.cell_length > x]:
            del line[start]
        line[x] = piece
        return True


class Difference(CompositorUpdate):
    """Of an update, what isn't on the terminal yet. Textual repaints the whole of a widget that changed, and as it opens all of
    the screen three times: over a slow line each of these bytes is waited for."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate, written: Written) -> None:
        self._update, self._written = update, written

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self._update

    def render_segments(self, console: Console) -> str:
        """What is to be written; taken as written from now on."""
        fresh = (piece for piece in _pieces(self._update) if self._written.replace(*piece))
        return "".join(Control.move_to(x, y).segment.text + strip.render(console) for x, y, strip in fresh)


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
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
