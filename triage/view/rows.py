"""A document as one row of the list: marks, title, and the columns for which there is room."""

from __future__ import annotations

from collections.abc import Sequence

from triage.model import Row, Staleness, percent
from triage.printable import one_line
from triage.view.glyphs import Glyphs
from triage.view.runs import Run, clip, run_cells
from triage.widths import cut_start, fit

TITLE_MIN = 20
TITLE_GOOD = 38
"""Cells of the title before columns that only inform take any."""


def _share(glyph: str, share: float, style: str) -> Run:
    # Nothing says best that there is none. All of it needs the blank before, where nothing else stands then.
    return (f"{f'{glyph}{percent(share):>2}%':>5}" if share else " " * 5, style)


def _cluster(row: Row, glyphs: Glyphs) -> Run:
    size = str(row.cluster_size) if row.cluster_size < 1000 else f"{min(99, row.cluster_size // 1000)}k"
    return (f"{glyphs.cluster + size:>4}" if row.cluster_size > 1 else " " * 4, "cluster")


def _column(name: str, row: Row, glyphs: Glyphs) -> Run:
    if name in _CLEANED and not row.blocks:
        return (" " * COLUMNS[name], "dim")  # not cleaned yet: 0 would be a figure
    if name == "duplicate":
        return _share(glyphs.duplicate, row.duplicate, "dup")
    if name == "boilerplate":
        return _share(glyphs.boilerplate, row.boilerplate, "boiler")
    if name == "cluster":
        return _cluster(row, glyphs)
    if name == "words":
        return (f" {row.words:>7,}"[:8], "dim")
    if name == "date":
        return (f" {row.date.isoformat() if row.date else '':<10}", "dim")
    text = row.source if name == "source" else ",".join(row.tags)
    return (" " + fit(one_line(text), COLUMNS[name] - 1, glyphs.ellipsis), "dim")


# Widths in cells with the blank before; seen in this order, each that fits beside those before it is shown.
COLUMNS = {"boilerplate": 5, "duplicate": 5, "cluster": 4, "words": 8, "date": 11, "source": 20, "tags": 18}
_CLEANED = ("words", "duplicate", "boilerplate")
_TELLING = ("boilerplate", "duplicate", "cluster")
# What more documents lack stands further left: there the title goes on.
_ORDER = ("cluster", "duplicate", "boilerplate", "tags", "source", "date", "words")


def columns_for(width: int) -> tuple[str, ...]:
    """The columns of a list of this width, in the order in which they stand; the title keeps its minimum."""
    room = width - 2
    chosen = []
    for name, cells in COLUMNS.items():
        if cells <= room - (TITLE_MIN if name in _TELLING else TITLE_GOOD):
            room -= cells
            chosen.append(name)
    return tuple(sorted(chosen, key=_ORDER.index))


def _tail(row: Row, names: Sequence[str], glyphs: Glyphs) -> list[Run]:
    """The columns behind the title, each below itself in every row. The title goes on as long as they have nothing to tell."""
    tail: list[Run] = []
    gap = ""
    for name in names:
        text, style = _column(name, row, glyphs)
        if text.strip():
            tail.append((gap + text if tail else f" {text.lstrip()}", style))
            gap = ""
        else:
            gap += text
    return [*tail, (gap, "dim")] if tail and gap else tail


def row_runs(row: Row, width: int, glyphs: Glyphs) -> list[Run]:
    """The row as runs of text and style name, exactly `width` cells."""
    mark: Run = (glyphs.mark(row.answer) + " ", row.answer.value if row.answer else "undecided")
    tail = _tail(row, columns_for(width), glyphs) if not row.problem else []
    room = max(0, width - 2 - run_cells(tail))
    title: Run = (one_line(row.title) if row.title else cut_start(one_line(row.id), room - 2, glyphs.ellipsis), "title")
    if row.problem:
        words = [(glyphs.problem + " ", "problem"), title, (f" {glyphs.dot} {one_line(row.problem)}", "problem")]
    else:
        stale: list[Run] = [] if row.stale is Staleness.CURRENT else [(glyphs.stale + " ", "problem")]
        words = [*stale, title]
    return clip([mark, *clip(words, room, glyphs.ellipsis), *tail], width, glyphs.ellipsis)
