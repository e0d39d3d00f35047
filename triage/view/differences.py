"""Two texts as one that is read: what is the same quietly, what differs in brackets, figures and names to the fore.

The brackets are those of word diffs (`[-old-]{+new+}`), so that nothing is told by colour or strokes alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from triage.model.copies import Fate, Passage, Span
from triage.printable import printable
from triage.view.glyphs import Glyphs
from triage.view.runs import Run
from triage.view.wrap import wrap

CONTEXT = 12  # words that are left of a long equal passage beside a difference
SHORTEST_FOLD = 40  # words; a shorter equal passage is shown whole
GUTTER = 2

_WORD = re.compile(r"\S+")


def _is_blank(text: str, at: int) -> bool:
    return text[at : at + 1].isspace()


class DiffText:
    """Lines of the text `right`, with what `left` has instead, at one width."""

    def __init__(
        self, left: str, right: str, passages: Sequence[Passage], glyphs: Glyphs, width: int, *, whole: bool = False
    ) -> None:
        self.width = max(1, width)
        self._glyphs = glyphs
        self._runs: list[Run] = []
        self._changes: list[int] = []
        self._length = 0
        for number, passage in enumerate(passages):
            last = number == len(passages) - 1
            if passage.kind is Fate.SAME:
                self._same(right[slice(*passage.right)], first=not number, last=last, whole=whole)
            else:
                self._differs(left, right, passage)
        text = "".join(text for text, _ in self._runs)
        self._starts = [*wrap(text, max(1, self.width - GUTTER)), len(text)] if text else [0, 0]
        self._ends = [0]
        for run, _ in self._runs:
            self._ends.append(self._ends[-1] + len(run))
        self._text = text

    # -- what is asked of it

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return max(1, len(self._starts) - 1)

    @property
    def changes(self) -> list[int]:
        """The lines on which differences begin."""
        found = (bisect_right(self._starts, at, hi=max(1, len(self._starts) - 1)) - 1 for at in self._changes)
        return sorted(set(found))

    def runs(self, y: int) -> list[Run]:
        """Line `y`: a gutter that says what the line holds, then its text."""
        if not 0 <= y < self.lines:
            return []
        if not self._text:
            return [(" " * GUTTER, "gutter"), ("(no text)", "gutter")]
        start, end = self._starts[y], self._starts[y + 1]
        # Blanks hang over the edge when a line is wrapped, and would be taken for text that doesn't fit.
        parts = list(self._between(start, start + len(self._text[start:end].rstrip())))
        return [(self._mark({style for text, style in parts if text.strip()}), "gutter"), *parts]

    def _between(self, start: int, end: int) -> Iterator[Run]:
        at = bisect_right(self._ends, start) - 1
        while start < end:
            stop = min(end, self._ends[at + 1])
            text, style = self._text[start:stop].replace("\n", ""), self._runs[at][1]
            if text:
                yield text, style
            start, at = stop, at + 1

    def _mark(self, styles: set[str]) -> str:
        if "fact" in styles or "fact-gone" in styles:
            return self._glyphs.problem + " "
        added, gone = "added" in styles, "gone" in styles
        return "~ " if added and gone else "+ " if added else "- " if gone else "  "

    # -- how it is made

    def _add(self, text: str, style: str) -> None:
        if text:
            self._runs.append((text, style))
            self._length += len(text)

    def _same(self, text: str, *, first: bool, last: bool, whole: bool) -> None:
        words = [] if whole else [found.span() for found in _WORD.finditer(text)]
        if len(words) <= SHORTEST_FOLD:
            self._add(printable(text), "same")
            return
        head = 0 if first else words[CONTEXT - 1][1]
        tail = len(text) if last else words[-CONTEXT][0]
        hidden = len(words) - (0 if first else CONTEXT) - (0 if last else CONTEXT)
        self._add(printable(text[:head]), "same")
        dots = self._glyphs.ellipsis
        before, after = ("" if first else "\n"), ("" if last else "\n")
        self._add(f"{before}{dots} {hidden:,} words the same {dots}{after}", "fold")
        self._add(printable(text[tail:]), "same")

    def _differs(self, left: str, right: str, passage: Passage) -> None:
        kind = passage.kind
        if passage.left[0] < passage.left[1]:
            # What is gone begins as it did in its own text: a paragraph on a line of its own.
            before = left[: passage.left[0]][-1:]
            if before.isspace() and not (self._runs and self._runs[-1][0][-1:].isspace()):
                self._add(before if before == "\n" else " ", "same")
        self._changes.append(self._length)
        if kind is Fate.MOVED_AWAY:
            self._bracketed("[~", left, passage.left, (), "~]", ("moved", "moved"))
        elif passage.left[0] < passage.left[1]:
            self._bracketed("[-", left, passage.left, passage.left_facts, "-]", ("gone", "fact-gone"))
        if kind is Fate.MOVED_HERE:
            self._bracketed("{~", right, passage.right, (), "~}", ("moved", "moved"))
        elif passage.right[0] < passage.right[1]:
            self._bracketed("{+", right, passage.right, passage.right_facts, "+}", ("added", "fact"))
        elif _is_blank(left, passage.left[1]) and not _is_blank(right, passage.right[1]):
            self._add("\n" if left.startswith("\n", passage.left[1]) else " ", "same")

    def _bracketed(
        self, opening: str, text: str, span: Span, facts: Sequence[Span], closing: str, styles: tuple[str, str]
    ) -> None:
        start, end = span
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        plain, loud = styles
        self._add(printable(text[span[0] : start]), "same")
        self._add(opening, plain)
        for fact_start, fact_end in facts:
            if start <= fact_start and fact_end <= end:
                self._add(printable(text[start:fact_start]), plain)
                self._add(printable(text[fact_start:fact_end]), loud)
                start = fact_end
        self._add(printable(text[start:end]) + closing, plain)
        self._add(printable(text[end : span[1]]), "same")
