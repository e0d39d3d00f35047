"""What the list and the text panes share: a widget of lines that makes only those that are visible.

It follows what was measured of Textual 8.2: lines stay the same objects while scrolling, so that their terminal text is
made once; the scroll bar is drawn here, since Textual's costs as much as the lines; caches are plain dictionaries, since
linked ones leave work to the garbage collector.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from triage.tui.styles import LOOKS, drawn, laid_over
from triage.view import UNICODE, Run, clip

CACHED_LINES = 256

ARROWS: list[BindingType] = [
    Binding("down", "move(1)", show=False),
    Binding("up", "move(-1)", show=False),
    Binding("pagedown", "page(1)", show=False),
    Binding("pageup", "page(-1)", show=False),
    Binding("home", "goto(0)", show=False),
    Binding("end", "goto(-1)", show=False),
]
VI_KEYS: list[BindingType] = [
    Binding("j", "move(1)", show=False),
    Binding("k", "move(-1)", show=False),
    Binding("ctrl+f", "page(1)", show=False),
    Binding("ctrl+b", "page(-1)", show=False),
    Binding("g", "goto(0)", show=False),
    Binding("G", "goto(-1)", show=False),
]
"""Where no command of the registry has these keys."""


class FastStrip(Strip):
    """A strip that doesn't hold itself in its own cache, so that it is freed at once and not by the collector."""

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """As the base does, without caching the commonest case."""
        inside = [cut for cut in cuts if cut <= self.cell_length]
        return [self] if inside == [self.cell_length] else super().divide(inside)


def with_offsets(segments: list[Segment], y: int) -> list[Segment]:
    """The segments telling where in the content they stand, by which the mouse selects."""
    out, x = [], 0
    for text, style, _ in segments:
        out.append(Segment(text, (style or Style()) + Style.from_meta({"offset": (x, y)})))
        x += len(text)
    return out


def _keep(cache: dict[Hashable, Strip], key: Hashable, strip: Strip) -> Strip:
    if len(cache) >= CACHED_LINES:
        for old in list(cache)[: CACHED_LINES // 2]:
            del cache[old]
    cache[key] = strip
    return strip


def _stretches(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as first and last of those without a gap."""
    found: list[tuple[int, int]] = []
    for y in lines:
        if found and found[-1][1] == y - 1:
            found[-1] = found[-1][0], y
        else:
            found.append((y, y))
    return found


class LineScroll(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolled widget of lines. A subclass gives `line_runs`, `line_key` and `row_class`."""

    ALLOW_SELECT = False
    # Each is styled anew, for every widget, when the focus moves: what looks the same everywhere stands in `LOOKS`.
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--base", "lines--bar"}
    looks: ClassVar[Mapping[str, str]] = LOOKS
    DEFAULT_CSS = """
    LineScroll {
        overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 0;
        background: $surface; color: $foreground;
    }
    LineScroll > .lines--base { background: $surface; color: $foreground; }
    LineScroll > .lines--bar { background: $surface; color: $text-muted; }
    LineScroll:focus > .lines--bar { color: $primary; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs = UNICODE
        self._strips: dict[Hashable, Strip] = {}
        self._drawn: dict[Hashable, Strip] = {}
        self._looks: dict[str, Style] = {}
        self._filtered: tuple[Sequence[LineFilter], Color] | None = None

    # -- what a subclass gives

    def line_runs(self, y: int, width: int) -> list[Run]:
        """Line `y` of the content as runs."""
        raise NotImplementedError

    def line_key(self, y: int) -> Hashable:
        """All that line `y` depends on besides `y` and the width."""
        return None

    def row_class(self, y: int) -> str:
        """The component class that lies under the whole of line `y`; empty for none."""
        return ""

    def style_class(self, style: str) -> str:
        """The component class of a style name that looks otherwise here or there; empty for none."""
        return ""

    def bar_marks(self) -> Sequence[Run | None]:
        """What the scroll bar shows besides the thumb, row by row of the window: one cell and its style name."""
        return ()

    # -- drawing

    @property
    def text_width(self) -> int:
        """The cells of a line, without the scroll bar."""
        return max(1, self.size.width - 1)

    @property
    def view_height(self) -> int:
        """The lines that are visible at once."""
        return max(1, self.size.height)

    def set_line_count(self, count: int) -> None:
        """Tells how many lines there are. Nothing else on the screen moves by it, so it is not laid out anew."""
        if self.virtual_size.height != count:
            self.set_reactive(ScrollView.virtual_size, Size(0, count))

    def forget(self, y: int | None = None) -> None:
        """Drops the drawn form of one line, or of all."""
        if y is None:
            self._strips.clear()
        else:
            for key in [key for key in self._strips if isinstance(key, tuple) and key[0] == y]:
                del self._strips[key]

    def notify_style_update(self) -> None:
        """The theme changed: every line is drawn anew."""
        super().notify_style_update()
        self._looks.clear()
        self._drawn.clear()
        self.forget()

    def render_line(self, y: int) -> Strip:
        """One line of the visible part."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The visible lines with line filters applied, kept from frame to frame."""
        width, top = self.size.width, self.scroll_offset.y
        # Our own styles are in true colours already, where the theme is.
        filters = [line_filter for line_filter in self.get_line_filters() if not isinstance(line_filter, ANSIToTruecolor)]
        filtered = filters, self.background_colors[1]
        if filtered != self._filtered:
            self._filtered = filtered
            self._drawn.clear()
            self.forget()
        thumb, marks = self._thumb(), self.bar_marks()
        # Asked for one line, it may be the mouse that asks where in the text it is.
        make = self._selectable if crop.height == 1 and self.ALLOW_SELECT else self._strip
        strips = [make(top + y, width - 1, y in thumb, marks[y] if y < len(marks) else None) for y in crop.line_range]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _thumb(self) -> range:
        height, total = self.view_height, self.virtual_size.height
        if total <= height:
            return range(0)
        size = max(1, height * height // total)
        start = round((height - size) * min(1.0, self.scroll_offset.y / (total - height)))
        return range(start, start + size)

    def _strip(self, y: int, width: int, in_thumb: bool, mark: Run | None) -> Strip:
        key = (y, width, in_thumb, mark, self.line_key(y))
        strip = self._strips.get(key)
        if strip is None:
            # What a line shows often stays while another text, or another place in it, gets its number.
            runs, under = tuple(clip(self.line_runs(y, width), width)), self.row_class(y)
            same = (runs, under, width, in_thumb, mark)
            strip = self._drawn.get(same)
            if strip is None:
                strip = _keep(self._drawn, same, self._make_strip(runs, under, width, in_thumb, mark))
            _keep(self._strips, key, strip)
        return strip

    def _selectable(self, y: int, width: int, in_thumb: bool, mark: Run | None) -> Strip:
        return self._make_strip(clip(self.line_runs(y, width), width), self.row_class(y), width, in_thumb, mark, y)

    def _make_strip(
        self, runs: Iterable[Run], under: str, width: int, in_thumb: bool, mark: Run | None, y: int | None = None
    ) -> Strip:
        segments = [Segment(text, self._look(under, name)) for text, name in runs]
        if y is not None:
            segments = with_offsets(segments, y)
        segments.append(self._bar(in_thumb, mark))
        filters, background = self._filtered or ((), Color(0, 0, 0))
        for line_filter in filters:
            segments = line_filter.apply(segments, background)
        return FastStrip(segments, width + 1)

    def _bar(self, in_thumb: bool, mark: Run | None) -> Segment:
        """The cell at the right edge. A mark on the thumb is turned into its negative."""
        if mark is None:
            return Segment(self.glyphs.thumb if in_thumb else " ", self._look("", "", "lines--bar"))
        style = self._look("", mark[1], "lines--bar")
        return Segment(mark[0], style + Style(reverse=True) if in_thumb else style)

    def _look(self, under: str, name: str, base: str = "lines--base") -> Style:
        """The style of a run, kept until the theme or the focus changes: asking the style sheet costs more than drawing."""
        key = f"{base} {under} {name}"
        look = self._looks.get(key)
        if look is None:
            look = self.get_component_rich_style(base)
            for component in filter(None, (under, self.style_class(name))):
                look += self.get_component_rich_style(component, partial=True)
            look = self._looks[key] = laid_over(look, drawn(name, self.looks))
        return look

    # -- what has changed

    def visible_lines(self) -> list[Strip]:
        """The lines of the window as they are drawn now."""
        return self.render_lines(Region(0, 0, *self.size)) if self.size.area else []

    def refresh_from(self, before: Sequence[Strip]) -> None:
        """Draws those lines of the window anew that aren't what `before`, from `visible_lines`, has. One repainted line costs
        as much as making it."""
        changed = [y for y, strip in enumerate(self.visible_lines()) if y >= len(before) or strip is not before[y]]
        for first, last in _stretches(changed):
            self.refresh(Region(0, first, self.size.width, last - first + 1))

    # -- scrolling

    def show_line(self, y: int, margin: int = 0) -> None:
        """Scrolls no more than needed to bring line `y` into view, and not beyond the end."""
        top, height = min(self.scroll_offset.y, self.max_scroll_y), self.view_height
        margin = min(margin, (height - 1) // 2)
        if y < top + margin:
            top = y - margin
        elif y >= top + height - margin:
            top = y - height + 1 + margin
        if top != self.scroll_offset.y:
            self.scroll_now(top)

    def scroll_now(self, y: float) -> None:
        """Scrolls to a line without animation, so that it is part of the same frame."""
        self.scroll_to(y=max(0, y), animate=False)

    @property
    def page(self) -> int:
        """The lines of a page; two of the last one stay."""
        return max(1, self.view_height - 2)

    def action_move(self, by: int) -> None:
        """Scrolls by lines."""
        self.scroll_now(min(self.max_scroll_y, self.scroll_offset.y + by))

    def action_page(self, by: int) -> None:
        """Moves by pages."""
        self.action_move(by * self.page)

    def action_goto(self, line: int) -> None:
        """Scrolls to a line; -1 is the end."""
        self.scroll_now(self.max_scroll_y if line < 0 else line)

    def on_click(self, event: events.Click) -> None:
        """A click on the scroll bar goes there; elsewhere it is the subclass's."""
        if event.x == self.size.width - 1:
            self.scroll_now(round(event.y / max(1, self.view_height - 1) * self.max_scroll_y))
        else:
            self.clicked(self.scroll_offset.y + event.y)

    def clicked(self, y: int) -> None:
        """Line `y` was clicked."""
