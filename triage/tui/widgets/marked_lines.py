"""What is marked in a text: words that are looked for, the match that was gone to, selected blocks, flagged ones on the bar."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import NamedTuple

from rich.style import Style
from textual.color import Color, ColorParseError
from textual.selection import Selection

from triage.tui.widgets.lines import LineScroll
from triage.view import PaneText, Run, find_words, mark_words, restyle
from triage.view.keywords import Keywords

# Numbers, marks and words of rules beside the text aren't searched.
_BESIDE = {"gutter", "rule", "focus", "override"}


class Match(NamedTuple):
    """Where a word that was looked for stands, and which of how many it is."""

    line: int
    block: int
    number: int
    of: int


class MarkedLines(LineScroll):
    """Lines of a `PaneText` with marks in them."""

    ALLOW_SELECT = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pane: PaneText | None = None
        self._words: tuple[str, ...] = ()
        self._keywords: Keywords | None = None
        self._colours: tuple[str, ...] = ()
        self._match: tuple[int, int] | None = None
        self._selection: Selection | None = None
        self.selected_blocks: frozenset[int] = frozenset()
        self._overview: tuple[tuple[int, int], tuple[Run | None, ...]] | None = None

    @property
    def pane(self) -> PaneText | None:
        """The text at the present width."""
        return self._pane

    def forget_marks(self) -> None:
        """Another text is shown: what was marked in the one before means nothing in it."""
        self._match, self._overview = None, None
        self.selected_blocks = frozenset()
        if self._selection is not None:
            self._selection = None
            self.screen.clear_selection()

    # -- words

    def set_highlight(self, words: Sequence[str]) -> None:
        """Marks every occurrence of these words, whatever their case."""
        if tuple(words) != self._words:
            self._words, self._match = tuple(words), None
            self.forget()
            self.refresh()

    def next_match(self, n: int | None, step: int) -> Match | None:
        """Marks the next match behind the last one gone to, else behind the start of block `n`; from the other end after the
        last. None where nothing matches."""
        if self._pane is None:
            return None
        spans = [span for span in find_words(self._pane.text, self._words) if self._pane.line_at(span[0]) is not None]
        if not spans:
            return None
        if self._match is not None:
            at = bisect_right(spans, self._match) if step > 0 else bisect_left(spans, self._match) - 1
        else:
            here = self._pane.start_of(n or 0)
            at = bisect_left(spans, (here, 0)) + (0 if step > 0 else -1)
        at %= len(spans)
        self._match = spans[at]
        self.forget()
        self.refresh()
        line = self._pane.line_at(self._match[0]) or 0
        return Match(line, self._pane.block_at(line) or 0, at + 1, len(spans))

    def line_runs(self, y: int, width: int) -> list[Run]:
        """The line, with the words that are looked for marked. A mark ends with its word, also at the end of the line."""
        if self._pane is None:
            return []
        plain = self._pane.runs(y, self.current_block)
        runs = self._with_keywords(y, plain)
        if self._words:
            runs = [piece for run in runs for piece in ([run] if run[1] in _BESIDE else mark_words([run], self._words))]
        if self._match is not None and runs:
            start, end = self._pane.columns(y, *self._match)
            runs = restyle(runs, start, end, "here") if start < end else runs
        behind = plain[-1][1] if plain else ""
        if (span := self.selected_span(y)) is not None:
            goes_on = span[1] < 0
            runs = restyle(runs, span[0], width if goes_on else span[1], "selection")
            behind = "selection" if goes_on else behind
        return runs if runs[-1:] == plain[-1:] else [*runs, ("", behind)]

    def selected_span(self, y: int) -> tuple[int, int] | None:
        """The characters of line `y` that the mouse has selected."""
        return None if self._selection is None else self._selection.get_span(y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse has selected, as the document has it, without what stands beside it."""
        if self._pane is None:
            return None
        first = 0 if selection.start is None else self._pane.offset_of(selection.start.y, selection.start.x)
        last = len(self._pane.text) if selection.end is None else self._pane.offset_of(selection.end.y, selection.end.x)
        return self._pane.text[first:last], "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse selects: what is drawn changes with it."""
        self._selection = selection
        self.forget()
        self.refresh()

    def set_keywords(self, keywords: Keywords | None, colours: Sequence[str] = ()) -> None:
        """Colours the words of lists, each list in its colour, an empty one being the theme's; None for no words."""
        self._keywords, self._colours = keywords, tuple(colours)
        self.forget()
        self.refresh()

    def _with_keywords(self, y: int, runs: list[Run]) -> list[Run]:
        if not self._keywords or self._pane is None or not runs:
            return runs
        for start, end, number in self._keywords.spans(self._pane.text, *self._pane.offsets(y)):
            first, last = self._pane.columns(y, start, end)
            if first < last:
                runs = restyle(runs, first, last, f"keyword{number}")
        return runs

    def _look(self, under: str, name: str, base: str = "lines--base") -> Style:
        if not name.startswith("keyword"):
            return super()._look(under, name, base)
        colour = colour_named(self._colours[int(name.removeprefix("keyword"))])
        if colour is None:
            return super()._look(under, "keyword", base)
        over = _readable_on(colour)
        return super()._look(under, "", base) + Style(color=over.rich_color, bgcolor=colour.rich_color, bold=True, underline=True)

    @property
    def current_block(self) -> int | None:
        """The block that keys act on; a subclass knows."""
        return None

    # -- blocks

    def select_blocks(self, blocks: Collection[int]) -> None:
        """These blocks are selected from now on, and no others."""
        if frozenset(blocks) != self.selected_blocks:
            self.selected_blocks = frozenset(blocks)
            self.forget()
            self.refresh()

    def bar_marks(self) -> Sequence[Run | None]:
        """The mark of the first flagged block that each row of the bar stands for."""
        if self._pane is None:
            return ()
        key = (self.view_height, self._pane.lines)
        if self._overview is None or self._overview[0] != key:
            labels = self._pane.overview(self.view_height)
            self._overview = key, tuple((self.glyphs.label(label), label.value) if label else None for label in labels)
        return self._overview[1]


def _readable_on(colour: Color) -> Color:
    """Black or white, whichever stands out more; by the luminance of WCAG, with its curve taken for a plain power."""
    red, green, blue = (part**2.2 for part in colour.normalized)
    return Color(0, 0, 0) if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else Color(255, 255, 255)


def colour_named(name: str) -> Color | None:
    """A colour of the configuration; None for none, or one that isn't known."""
    try:
        return Color.parse(name) if name else None
    except ColorParseError:
        return None
