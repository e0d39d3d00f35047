"""The line about the document that is shown: what it looks like, its copies, what is decided of it, and whence it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.language_names import language_name
from triage.model import Cleaned, Decision, Row, Staleness
from triage.plural import counted
from triage.printable import one_line
from triage.view.bars import key_name
from triage.view.days import local_day
from triage.view.glyphs import Glyphs
from triage.view.runs import Run, clip, run_cells
from triage.widths import cells, cut_start, fit

if TYPE_CHECKING:
    from triage.model.suggestion import Suggestion

EVIDENCE = 48
"""Cells in which most of what a suggestion is told by can be read."""
SHORTEST_TAGS = 12
"""Cells in which a tag can be told, however narrow the screen."""
PATH, PATH_ALONE = 34, 56
"""Cells that a path takes beside a title in a narrow box, and without one."""

_CHANGED = {
    Staleness.SOURCE_CHANGED: "the text has changed",
    Staleness.CLEAN_CHANGED: "only the cleaning has changed",
    Staleness.MOVED: "the file was moved",
    Staleness.ORPHAN: "the document has gone",
}


def stale_words(row: Row) -> str:
    """What has changed of a document since it was decided, or tagged or noted; empty where nothing has."""
    since = "this was decided" if row.answer is not None else "it was last worked on"
    return f"{_CHANGED[row.stale]} since {since}" if row.stale in _CHANGED else ""


def suggestion_text(
    found: Suggestion,
    followed: tuple[int, int],
    key: str,
    width: int,
    glyphs: Glyphs,
    tags: Sequence[str] = (),
    row: Row | None = None,
) -> list[Run]:
    """What a document looks like, and which key rejects it for that; `followed` is how often that was done, of how often. Where
    there is room, whence it is."""
    what: list[Run] = [(f" Looks like {found.looks_like}", "strong"), (f": {one_line(found.evidence)}", "")]
    does: list[Run] = [(f" {glyphs.dot} ", "dim"), (key_name(key), "key"), (f" rejects ({one_line(found.reason)})", "dim")]
    accepted, shown = followed
    so_far: list[Run] = [(f" {glyphs.dot} {accepted:,} of {shown:,} accepted so far", "dim")] if shown else []
    tagged: list[Run] = [(f" {glyphs.dot} ", "dim"), *_tags(tags, width, glyphs)] if tags else []
    brief: list[Run] = [*does[:2], (" rejects", "dim")]
    # What it is told by comes first: the reason can be guessed from what it looks like.
    for tail in ([*does, *tagged, *so_far], [*does, *tagged], shortest := [*brief, *tagged]):
        room = width - run_cells(tail)
        if run_cells(what) <= room or room >= EVIDENCE or tail is shortest:
            break
    told = [*(what if run_cells(what) <= room else clip(what, max(0, room), glyphs.ellipsis)), *tail]
    return clip(_with_facts(told, row, width, glyphs, found.evidence), width, glyphs.ellipsis)


def about_text(row: Row | None, decision: Decision | None, key: str, width: int, glyphs: Glyphs, problem: str = "") -> list[Run]:
    """What is decided of a document, whether it has changed since, its tags, and that it has copies; then, as far as there is
    room, whence it is. Before all that what is wrong with it, which is told in full, in as many lines as it takes."""
    parts: list[list[Run]] = [[(f"{glyphs.problem} {one_line(problem)}", "problem")]] if problem else []
    if decision is not None and decision.answer is not None:
        reasons = f" because {', '.join(decision.reasons)}" if decision.reasons else ""
        of = f" of {decision.duplicate_of}" if decision.duplicate_of else ""
        answer = decision.answer.value
        parts.append([(f"{glyphs.mark(decision.answer)} {answer}{one_line(reasons + of)}", answer)])
    if row is not None and (changed := stale_words(row)):
        parts.append([(f"{glyphs.stale} {changed}", "problem")])
    if decision is not None and decision.tags:
        parts.append(_tags(decision.tags, width, glyphs))
    if decision is not None and decision.answer is not None:
        by = " ".join(filter(None, [one_line(decision.reviewer), local_day(decision.decided_at)]))
        parts += [[(by, "dim")]] if by else []
    if row is not None and row.cluster_size > 1:
        parts.append([(f"{glyphs.cluster} one of {row.cluster_size:,} copies", "strong")])
        parts.append([(key_name(key), "key"), (" lays them side by side", "dim")])
    if decision is not None and decision.note:
        parts.append([(f"note: {one_line(decision.note)}", "dim")])
    runs = [run for n, part in enumerate(parts) for run in ((f" {glyphs.dot} " if n else " ", "dim"), *part)]
    if problem:
        return runs
    return clip(_with_facts(runs, row, width, glyphs), width, glyphs.ellipsis)


def _with_facts(runs: list[Run], row: Row | None, width: int, glyphs: Glyphs, said: str = "") -> list[Run]:
    """The runs, with those facts behind them for which there is room as a whole; how long it is and in which language not where
    that was `said`."""
    if row is None:
        return runs
    words = counted(row.words, "word") if row.blocks else ""  # not cleaned yet: 0 would be a figure
    unsaid = (fact for fact in (words, one_line(language_name(row.language))) if fact not in said)
    facts = (row.date.isoformat() if row.date else "", one_line(row.source), *unsaid)
    told = list(runs)
    for fact in filter(None, facts):
        added = [(f" {glyphs.dot} " if told else " ", "dim"), (fact, "dim")]
        if run_cells([*told, *added]) <= width:
            told += added
    return told


def _tags(tags: Sequence[str], width: int, glyphs: Glyphs) -> list[Run]:
    """`tags: asia, war`, in no more than a third of the line: what else stands there is to be read, too."""
    named = one_line(", ".join(tags))
    room = max(SHORTEST_TAGS, width // 3)
    return [("tags: ", "dim"), (named if cells(named) <= room else fit(named, room, glyphs.ellipsis), "strong")]


def refused_text(receipt: str, errors: Sequence[str]) -> str:
    """What was done, and what wasn't: the first of the reasons, which mostly is that of all."""
    left = "one is" if len(errors) == 1 else f"{len(errors):,} are"
    return f"{receipt} · {left} left as before: {errors[0]}"


def path_title(title: str, id: str, width: int, glyphs: Glyphs) -> str:
    """The title of the raw text beside a list of titles, with the path of the document: its end, if all of it has no room. The
    number of blocks gives way to it."""
    what, _, blocks = title.partition(" · ")
    path = one_line(id)
    whole = f"{what} · {path} · {blocks}"
    return whole if cells(whole) <= width else f"{what} · {cut_start(path, max(8, width - cells(f'{what} · ')), glyphs.ellipsis)}"


def named(id: str, title: str) -> str:
    """A document among others that were found: of a long path its end, which tells it from them, and room for the title."""
    path = one_line(id)
    return f"{cut_start(path, PATH)}  {one_line(title)}" if title and title != id else cut_start(path, PATH_ALONE)


def text_titles(cleaned: Cleaned, raw: str) -> tuple[str, str]:
    """Of the raw and of the cleaned text."""
    share = len(cleaned.text) / max(1, len(raw))
    return (
        f"Raw · {counted(len(cleaned.blocks), 'block')}",
        f"Cleaned · {counted(len(cleaned.pieces), 'block')}, {share:.0%} of raw",
    )


def placed_title(title: str, id: str, index: int, total: int, width: int, glyphs: Glyphs) -> str:
    """The title of a text that no list is beside: it says which document this is as well, and where in the list."""
    place = f"{index + 1:,} of {total:,} · "
    return f"{place}{cut_start(one_line(id), max(8, width - cells(f'{place} · {title}')), glyphs.ellipsis)} · {title}"
