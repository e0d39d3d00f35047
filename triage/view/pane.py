"""A document's text as lines to draw, block by block: the raw text with its labels, or the cleaned text.

Blocks are wrapped in order and only as far as somebody looked, so that a text of any size appears at once. `lines` is
exact once all is wrapped and an estimate before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from triage.model import Block, By, Label
from triage.printable import one_line, printable
from triage.view.glyphs import Glyphs
from triage.view.runs import Run
from triage.view.wrap import wrap
from triage.widths import cells, fit

SLICE = 32_768


def rule_word(block: Block) -> str:
    """The word at the right edge that says what became of a block: `= 6` for a duplicate of block 6."""
    if block.by is By.REVIEWER and block.was is not None:
        return f"was {one_line(block.was_rule) or block.was.value}"
    if block.label is Label.DUPLICATE:
        return "= ?" if block.duplicate_of is None else f"= {block.duplicate_of}"
    if block.label is Label.CONTENT:
        return "title" if block.rule == "title" else ""
    return one_line(block.rule) or block.label.value


def text_style(block: Block | None) -> str:
    """The style name of a block's text."""
    if block is None:
        return "content"
    if block.label is Label.CONTENT and "title" in (block.rule, block.was_rule):
        return "title"
    return block.label.value


class PaneText:
    """Lines of one text at one width. Make it with `raw` or `cleaned`."""

    def __init__(
        self, text: str, units: Sequence[tuple[int, int, int]], blocks: Sequence[Block], glyphs: Glyphs, width: int
    ) -> None:
        """`units` are `(n, start, end)` in `text`, sorted by `n`; `blocks` are the document's, sorted by `n`."""
        self.width = max(1, width)
        self._text, self._units, self._blocks, self._glyphs = text, units, blocks, glyphs
        self._gutter = 2
        self._labels = False
        self._first: list[int] = []  # first line of each unit wrapped so far
        self._starts: list[int] = []  # start of each line in the text
        self._ends: list[int] = []
        self._chars = 0

    @classmethod
    def raw(cls, document_raw: str, blocks: Sequence[Block], glyphs: Glyphs, width: int) -> PaneText:
        """The raw text: a gutter with label and number, and the rule's word on a block's first line.

        A text without blocks, such as a notice, is shown as it is.
        """
        if not blocks:
            return cls(document_raw, [(0, 0, len(document_raw))] if document_raw.strip() else [], (), glyphs, width)
        pane = cls(document_raw, [(b.n, b.start, b.end) for b in blocks], blocks, glyphs, width)
        pane._labels = True
        digits = max(2, len(str(blocks[-1].n)))
        pane._gutter = digits + 3
        return pane

    @classmethod
    def cleaned(
        cls, text: str, pieces: Sequence[tuple[int, int, int]], blocks: Sequence[Block], glyphs: Glyphs, width: int
    ) -> PaneText:
        """The cleaned text: its pieces with a blank line between them."""
        return cls(text, pieces, blocks, glyphs, width)

    # -- what is asked of it

    @property
    def text(self) -> str:
        """The text that it shows lines of."""
        return self._text

    @property
    def lines(self) -> int:
        """How many lines there are; an estimate until all is wrapped, never less than what is known."""
        if not self._first:
            self._grow(SLICE)
        known, done = len(self._starts), len(self._first)
        if done == len(self._units):
            return max(1, known)
        per_unit = known / done if done else 1.0
        return known + max(1, round(per_unit * (len(self._units) - done)))

    @property
    def complete(self) -> bool:
        """Whether all is wrapped."""
        return len(self._first) == len(self._units)

    def extend(self) -> bool:
        """Wraps a little more (a few milliseconds of work); False when all is done."""
        self._grow(self._chars + SLICE)
        return not self.complete

    def has(self, n: int) -> bool:
        """Whether block `n` stands in this pane."""
        index = self._index(n)
        return index is not None and self._units[index][0] == n

    def line_of(self, n: int) -> int:
        """The first line of block `n`; where this pane doesn't hold it, of the nearest one before, else 0."""
        index = self._index(n)
        if index is None:
            return 0
        self._need_unit(index)
        return self._first[index]

    def place_of(self, n: int) -> int:
        """The first line of block `n`; where this pane doesn't hold it, the one behind the nearest block before, else 0."""
        index = self._index(n)
        if index is None:
            return 0
        near = self._units[index][0]
        return self.line_of(near) + (self.height_of(near) if near != n else 0)

    def start_of(self, n: int) -> int:
        """Where block `n` starts in the text; where this pane doesn't hold it, the nearest one before, else 0."""
        index = self._index(n)
        return 0 if index is None else self._units[index][1]

    def height_of(self, n: int) -> int:
        """How many lines block `n` takes, with the blank line after it; 0 when it isn't here."""
        index = self._index(n)
        if index is None or self._units[index][0] != n:
            return 0
        self._need_unit(index)
        following = self._first[index + 1] if index + 1 < len(self._first) else len(self._starts)
        return following - self._first[index]

    def lines_of(self, n: int) -> range:
        """The lines on which the text of block `n` stands, without the blank one after it; empty when it isn't here."""
        first, height = self.line_of(n), self.height_of(n)
        blank = 1 if height > 1 and not self._labels and n != self._units[-1][0] else 0
        return range(first, first + height - blank)

    def block_at(self, y: int) -> int | None:
        """The block that line `y` belongs to; None where there is no such line."""
        self._need_line(y)
        if not 0 <= y < len(self._starts):
            return None
        return self._units[bisect_right(self._first, y) - 1][0] or None

    def line_at(self, offset: int) -> int | None:
        """The line on which character `offset` of the text stands; None where it stands in no block."""
        index = bisect_right(self._units, offset, key=lambda unit: unit[1]) - 1
        if index < 0 or offset >= self._units[index][2]:
            return None
        self._need_unit(index)
        return bisect_right(self._starts, offset) - 1

    def offset_of(self, y: int, column: int) -> int:
        """The character of the text at a column of the runs of line `y`; beside the text, its nearest one."""
        self._need_line(y)
        if y >= len(self._starts):
            return len(self._text)
        return min(self._ends[y], self._starts[y] + max(0, column - self._gutter))

    def offsets(self, y: int) -> tuple[int, int]:
        """Where line `y` starts and ends in the text."""
        self._need_line(y)
        return (self._starts[y], self._ends[y]) if 0 <= y < len(self._starts) else (0, 0)

    def columns(self, y: int, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` of the text stand in the runs of line `y`, in characters."""
        self._need_line(y)
        first, last = self._starts[y], self._ends[y]
        return self._gutter + max(start, first) - first, self._gutter + min(end, last) - first

    def overview(self, height: int) -> tuple[Label | None, ...]:
        """For each row of a bar of this height the label of the first flagged block there; estimated as `lines` is.
        Empty where all lines fit into the height."""
        total, known, done = self.lines, len(self._starts), len(self._first)
        if total <= height or not self._labels:
            return ()
        rows: list[Label | None] = [None] * height
        per_unit = (total - known) / max(1, len(self._units) - done)
        for index, block in enumerate(self._blocks):
            if block.label is not Label.CONTENT:
                first = self._first[index] if index < done else known + round(per_unit * (index - done))
                following = self._first[index + 1] if index + 1 < done else first + 1
                for row in range(first * height // total, (max(first, following - 1)) * height // total + 1):
                    if 0 <= row < height and rows[row] is None:
                        rows[row] = block.label
        return tuple(rows)

    def step(self, n: int | None, by: int) -> int | None:
        """The block `by` places from block `n` among those of this pane, held at the ends; None without blocks."""
        if not self._units or not self._units[0][0]:
            return None
        if n is None:
            return self._units[0][0]
        index = self._index(n)
        if index is None:
            index = 0 if by > 0 else 1
            by -= 1 if by > 0 else 0
        elif self._units[index][0] != n and by < 0:
            by += 1
        return self._units[min(len(self._units) - 1, max(0, index + by))][0]

    def runs(self, y: int, focus: int | None = None) -> list[Run]:
        """Line `y` as runs of text and style name; lines of the block `focus` carry a marker before the text."""
        self._need_line(y)
        if not self._units:
            return [(" " * self._gutter, "gutter"), ("(no text)", "gutter")] if y == 0 else []
        if not 0 <= y < len(self._starts):
            return []
        index = bisect_right(self._first, y) - 1
        n = self._units[index][0]
        block = self._block(n)
        marker: Run = (self._glyphs.focus, "focus") if n == focus else (" ", "gutter")
        text = printable(self._text[self._starts[y] : self._ends[y]]).replace("\n", " ").rstrip()
        head = y == self._first[index]
        if not self._labels or block is None:
            return [marker, (" ", "gutter"), (text, text_style(block))]
        runs = [*self._gutter_runs(block, head), marker, (text, text_style(block))]
        word = self._word(block) if head else ""
        if word:
            room = self.width - self._gutter - cells(text)
            runs.append((" " * (room - cells(word)) + word, "rule"))
        return [run for run in runs if run[0]]

    # -- how it is made

    def _gutter_runs(self, block: Block, head: bool) -> list[Run]:
        style = text_style(block) if block.label is not Label.CONTENT else "gutter"
        mark = self._glyphs.override if block.by is By.REVIEWER and block.was is not None else " "
        number = str(block.n) if head else ""
        return [
            (self._glyphs.label(block.label), style),
            (mark if head else " ", "override"),
            (f"{number:>{self._gutter - 3}}", "gutter"),
        ]

    def _word(self, block: Block) -> str:
        """The rule's word, short enough that half of the line is left for the text."""
        most = (self.width - self._gutter) // 2
        word = rule_word(block)
        return "" if most < 3 else fit(word, min(most, cells(word)), self._glyphs.ellipsis)

    def _block(self, n: int) -> Block | None:
        at = bisect_left(self._blocks, n, key=lambda block: block.n)
        return self._blocks[at] if at < len(self._blocks) and self._blocks[at].n == n else None

    def _index(self, n: int) -> int | None:
        at = bisect_right(self._units, n, key=lambda unit: unit[0]) - 1
        return at if at >= 0 else None

    def _need_line(self, y: int) -> None:
        while y >= len(self._starts) and not self.complete:
            self._grow(self._chars + SLICE)

    def _need_unit(self, index: int) -> None:
        while len(self._first) <= index and not self.complete:
            self._grow(self._chars + SLICE)

    def _grow(self, until: int) -> None:
        index = len(self._first)
        while index < len(self._units) and self._chars < until:
            n, start, end = self._units[index]
            self._first.append(len(self._starts))
            self._wrap_unit(n, start, end)
            self._chars += end - start + 64  # short blocks cost time as well
            index += 1

    def _wrap_unit(self, n: int, start: int, end: int) -> None:
        text = printable(self._text[start:end]).rstrip("\n ")
        room = max(1, self.width - self._gutter)
        block = self._block(n) if self._labels else None
        word = self._word(block) if block is not None else ""
        starts = list(wrap(text, room))
        first = text[: starts[1]] if len(starts) > 1 else text
        if word and cells(first.rstrip()) + 1 + cells(word) > room:
            # Only the first line has to be shorter: wrap again behind what fits beside the word.
            cut = [*wrap(text, room - cells(word) - 1), len(text)][1]
            starts = [0, *(cut + at for at in wrap(text[cut:], room))] if cut < len(text) else [0]
        if not self._labels and n != self._units[-1][0]:
            starts.append(len(text))  # the blank line between two pieces
        self._starts += [start + at for at in starts]
        self._ends += [start + at for at in starts[1:]]
        self._ends.append(start + len(text))
