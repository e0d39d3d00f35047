"""One line of runs: header, titles, the explaining line, the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.segment import Segment
from rich.style import Style as DrawnStyle
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from triage.tui.cached_lines import CachedLines
from triage.tui.styles import LOOKS, laid_over, look_of
from triage.view import Run, clip, printable


class RunLine(CachedLines, Static):
    """Shows runs of `(text, style name)`; a plain string is one run. Nothing in it is read as markup."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "RunLine { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("", id=id, classes=classes, markup=False)
        self.plain = ""
        self._parts: list[Run] = []
        self._looks: dict[str, DrawnStyle] = {}
        self._make: Callable[[int], str] | None = None

    def fit(self, make: Callable[[int], str]) -> None:
        """Show what `make` gives for the width that there is, now and whenever it is another one."""
        self.show(make(self.size.width))
        self._make = make

    def on_resize(self) -> None:
        """Another width."""
        if self._make is not None:
            self.fit(self._make)

    def show(self, runs: str | Iterable[Run]) -> None:
        """Show these runs from now on; the same ones again cost nothing."""
        self._make = None
        parts = [(printable(text), style) for text, style in ([(runs, "")] if isinstance(runs, str) else runs)]
        if parts == self._parts:
            return
        self._parts = parts
        content = Content.assemble(*((text, LOOKS.get(style, "")) for text, style in parts))
        self.plain = content.plain
        self.update(content, layout=False)

    def has_style(self, style: str) -> bool:
        """Whether something in it is shown in this style."""
        return any(own == style for _, own in self._parts)

    def render_line(self, y: int) -> Strip:
        """A single line is drawn from its runs: Textual's way wraps first, and several lines change with every key."""
        width, height = self.size
        if height != 1:
            return super().render_line(y)
        return Strip([Segment(text, self._look(style)) for text, style in clip(self._parts, width)], width)

    def notify_style_update(self) -> None:
        """The theme or a class changed."""
        super().notify_style_update()
        self._looks.clear()

    def _look(self, style: str) -> DrawnStyle:
        look = self._looks.get(style)
        if look is None:
            under, over = self.visual_style, look_of(style)
            drawn = laid_over(under.rich_style, over.rich_style) if under.reverse else (under + over).rich_style
            look = self._looks[style] = drawn
        return look
