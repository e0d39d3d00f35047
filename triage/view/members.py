"""A cluster's members as rows of a table: what is kept, how alike they are, and what decides."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from triage.model import LITTLE, Answer, percent
from triage.model.copies import Comparison, Copy
from triage.plural import counted
from triage.printable import one_line
from triage.view.bars import key_name
from triage.view.criteria import WORDINGS
from triage.view.glyphs import Glyphs
from triage.view.runs import Run, clip, run_cells
from triage.widths import cells, fit

TITLE_MIN = 18
BOTH_MIN = 48  # cells of title and id
ROLES = {"representative": "reference", "exact": "exact", "copy": "copy", "part": "contained", "host": "contains"}
# Widths in cells with the blank before; the first that no longer fits, seen in this order, and all after it vanish.
_WIDTHS = {"length": 10, "alike": 7, "boilerplate": 7, "kind": 11, "date": 13, "source": 16}
_ORDER = ("alike", "kind", "length", "boilerplate", "date", "source")
_HEADS = {"alike": "alike", "kind": "kind", "length": "length", "boilerplate": "boiler", "date": "date", "source": "source"}
_RIGHT = ("alike", "length", "boilerplate")
_LEAD = 5  # cells before the columns: focus, what is kept, answer


def header_text(copies: int, left: int | None, title: str, glyphs: Glyphs) -> list[Run]:
    """`⧉ 2 copies of one text · 61 clusters left · N. Korea asserts …`; `left` are those with undecided members, where known."""
    count = f" · {counted(left, 'cluster')} left" if left else ""
    return [(f" {glyphs.cluster} {copies:,} copies of one text", "title"), (count, ""), (f" · {title}", "")]


def member_columns(width: int) -> tuple[str, ...]:
    """The columns of a table of this width, in the order in which they stand."""
    room = width - _LEAD - TITLE_MIN
    chosen = []
    for name, taken in _WIDTHS.items():
        if taken > room:
            break
        room -= taken
        chosen.append(name)
    return tuple(sorted(chosen, key=_ORDER.index))


def member_heads(width: int) -> list[Run]:
    """The line above the rows."""
    heads = [_cell(name, _HEADS[name], " ") for name in member_columns(width)]
    last = _last("title", "document", width - _LEAD - sum(map(len, heads)))
    return clip([(" " * _LEAD, "dim"), *((text, "dim") for text in (*heads, *last))], width)


def _last(title: str, id: str, room: int, ellipsis: str = "…") -> tuple[str, ...]:
    """The title, and where there is much room the id as well: copies mostly have the same title."""
    if room < BOTH_MIN:
        return (fit("  " + title, room, ellipsis),)
    return fit("  " + title, room - room // 2, ellipsis), fit("  " + id, room // 2, ellipsis)


def _cell(name: str, text: str, mark: str) -> str:
    room = _WIDTHS[name] - 2
    return " " + (f"{text:>{room}}" if name in _RIGHT else fit(text, room)) + mark


def _value(name: str, member: Copy) -> str:
    row = member.row
    return {
        "alike": f"{percent(member.similarity)}%",
        "kind": ROLES.get(member.role, one_line(member.role)),
        "length": f"{member.length:,}",
        "boilerplate": f"{percent(row.boilerplate)}%",
        "date": row.date.isoformat() if row.date else "",
        "source": one_line(row.source),
    }[name]


def member_runs(member: Copy, kept: str, width: int, glyphs: Glyphs) -> list[Run]:
    """The row; `kept` is `survivor`, `too` or empty. The cell that decides carries a mark, and stands out."""
    row = member.row
    keeps = {"survivor": (f"{glyphs.survivor} ", "keep"), "too": (f"{glyphs.keep} ", "keep")}.get(kept, ("  ", "dim"))
    runs: list[Run] = [keeps, (glyphs.mark(row.answer) + " ", row.answer.value if row.answer else "undecided")]
    told = WORDINGS.get(member.decides)
    for name in member_columns(width):
        decides = told is not None and told.column == name
        runs.append((_cell(name, _value(name, member), glyphs.decides if decides else " "), "decides" if decides else "dim"))
    room = width - run_cells(runs)
    title, *id = _last(one_line(row.title or row.id), one_line(row.id), room, glyphs.ellipsis)
    return clip([*runs, (title, "title"), *((text, "dim") for text in id)], width)


def why_member(member: Copy, reference: str, best: bool, width: int, glyphs: Glyphs) -> list[Run]:
    """The line under the table: how the member hangs together with the reference, and what decides its place."""
    whole = one_line(reference)
    here, there = (f"{percent(share)}%" for share in (member.of_member, member.of_representative))
    if member.role == "representative":
        story = "the others were compared with it"
    elif member.role == "exact":
        story = f"word for word the same as {whole}"
    elif member.via not in ("", reference) and max(member.of_member, member.of_representative) < LITTLE:
        story = f"tells the story of {whole}"
    elif member.role == "part":
        story = f"contained in {whole}: {here} of what it tells stands there, and is {there} of that"
    elif member.role == "host":
        story = f"contains {whole}: {there} of what that tells stands here, and is {here} of this"
    else:
        story = f"{here} of what it tells stands in {whole}, {there} of that here"
    # The shares are of the reference; another member may be what shows that both tell one story.
    story += f", as {one_line(member.via)} shows" if member.via not in ("", reference) else ""
    rank = "first" if best else "behind"
    told = WORDINGS.get(member.decides)
    reason = f"{rank}: {told.first if best else told.behind}" if told else f"{rank} by its name, all else being equal"
    runs: list[Run] = [(f" {reason}", "warning" if told else "dim"), (f" {glyphs.dot} {story}", "")]
    return clip(runs, width, glyphs.ellipsis)


def comparison_text(id: str, kept: str, found: Comparison, glyphs: Glyphs) -> list[Run]:
    """The title of the text: which is laid beside which, and how much differs."""
    if id == kept:
        return [(f" {glyphs.survivor} {one_line(id)} ", "title"), (f"{glyphs.dot} the one to keep", "dim")]
    runs: list[Run] = [(f" {one_line(id)} beside {glyphs.survivor} ", "title")]
    if not found.aligned:
        shares = f"{percent(found.right_in_left)}% of it stands there, {percent(found.left_in_right)}% of that here"
        return [*runs, (f"{glyphs.dot} too long to be laid side by side: {shares}", "dim")]
    (there, here), (facts_there, facts_here) = found.words, found.facts
    if not there and not here:
        return [*runs, (f"{glyphs.dot} the same words", "keep")]
    runs.append((f"{glyphs.dot} +{here:,} -{there:,} words ", "dim"))
    if facts_there or facts_here:
        runs.append((f"{glyphs.dot} +{facts_here:,} -{facts_there:,} figures and names", "warning"))
    return runs


def answered_text(answers: Collection[Answer | None], glyphs: Glyphs) -> list[Run]:
    """What is decided of a cluster already; empty where nothing is."""
    found = [answer for answer in answers if answer is not None]
    if not found:
        return []
    counts = ", ".join(f"{found.count(answer)} {answer.value}" for answer in Answer if answer in found)
    return [(f" {glyphs.problem} {len(found)} of {len(answers)} decided already: {counts} ", "warning")]


def order_text(criteria: Sequence[str], key: str, room: int) -> str:
    """Which copy stands first, in a few words. `key` shows the help, which has the whole order: said where there is room."""
    first = WORDINGS[criteria[0]].best if criteria else ""
    more = f" · {key_name(key)} tells what else counts" if len(criteria) > 1 else ""
    said = f"Best copy first: {first}"
    return said + more if cells(said + more) <= room else said
