"""The single lines of the screen: header, the line that explains a block, footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from triage.model import Answer, Block, By, Counts, Label, Row
from triage.plural import counted
from triage.printable import one_line, printable
from triage.view.runs import Run, clip, run_cells
from triage.widths import cells, fit

if TYPE_CHECKING:
    from triage.commands import Command

_KEYS = {
    "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "backspace": "Backspace",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
}  # fmt: skip

_SORTS = {
    "id": "name", "dup": "repeats", "boiler": "boilerplate", "cluster": "copies", "-date": "date, latest first",
    "-words": "words, most first", "-dup": "repeats, most first", "-boiler": "boilerplate, most first",
}  # fmt: skip

LABEL_STYLES = {Label.CONTENT: "keep", Label.BOILERPLATE: "boiler", Label.DUPLICATE: "dup"}
SEPARATOR = " · "
SHORTEST_NAME = 8
"""Cells in which a folder can be told from others, so that its name doesn't take room from what is counted."""
SHORTEST_REASON = 8
"""Cells below which nothing can be read of a reason that is cut."""

WHAT_IS_READ = (
    "Triage reads text (.txt), Markdown (.md), HTML (.html) and records (.jsonl, .jsonl.gz; `jq -c . *.json > all.jsonl` makes "
    ".json such), in folders within this one, too"
)
"""Which files of a folder are documents."""


def key_name(key: str) -> str:
    """A key as a person reads it: `ctrl+p` stays, `pageup` becomes `PgUp`."""
    return _KEYS.get(key, key)


def sort_name(sort: str) -> str:
    """An order as a person reads it: `id` becomes `name`, `-dup` becomes `repeats, most first`."""
    key = sort.removeprefix("-")
    return _SORTS.get(sort) or _SORTS.get(key, key) + (", backwards" if sort.startswith("-") else "")


def fitting(count: int) -> str:
    """`1 document fits`, `26 documents fit`"""
    return f"{counted(count, 'document')} {'fits' if count == 1 else 'fit'}"


def verb(answer: Answer | None) -> str:
    """What the answer does to documents: `Keep`, `Clear the answers of`"""
    return {Answer.KEEP: "Keep", Answer.REJECT: "Reject", Answer.DEFER: "Defer", None: "Clear the answers of"}[answer]


def question(verb: str, ids: Sequence[str], decided: int = 0, unreadable: int = 0) -> list[str]:
    """What is asked before something large or doubtful is done: `Keep 30 documents? 2 are decided already`, and on a line of its
    own `6 of them can't be read.`"""
    what = f"{len(ids):,} documents" if len(ids) > 1 else one_line(ids[0])
    lines = [f"{verb} {what}?" + (f" {decided:,} {'is' if decided == 1 else 'are'} decided already" if decided else "")]
    if unreadable:
        lines.append(f"{unreadable:,} of them can't be read." if len(ids) > 1 else "It can't be read.")
    return lines


def unsuggested(left: int, of: int) -> str:
    """That what is suggested couldn't be accepted of all that are selected, and what that leaves."""
    return f"nothing is suggested on {'any' if left == of else f'{left:,}'} of the {of:,} selected; all stay selected"


def answered(answer: Answer | None) -> str:
    """What a document is by its answer: `kept`, `undecided`"""
    return answer.done if answer is not None else "undecided"


def decided_already(others: int, first: Sequence[Row]) -> list[str]:
    """A line for each of the `first` of those `others` that are decided otherwise."""
    named = [f"{printable(row.id)}: {row.answer}" for row in first]
    return named + ([f"… and {others - len(first):,} more"] if others > len(first) else [])


def nothing_changed(*, many: bool) -> str:
    """Why there is nothing to confirm in a decision, or in many."""
    return f"Nothing has changed since {'they were' if many else 'it was'} decided."


def been_through(back: str) -> str:
    """Why there is no document left of those that a filter asked for although they have an answer; the key `back` ends it."""
    return f"you have been through all that the filter shows; {_shows_all(back)}"


def nothing_left_here(back: str = "") -> str:
    """Why there is no undecided document to go to in the list. The key `back` ends the filter, where one hides others."""
    return "nothing undecided left here" + (f"; {_shows_all(back)}" if back else "")


def _shows_all(back: str) -> str:
    return f"{key_name(back)} in the list shows all documents"


def nothing_left(deferred: int, filter: str, export: str) -> str:
    """Why there is no undecided document to go to in the folder, and what is next, by the keys of two commands."""
    next = f"{key_name(filter)}answer:defer shows the {deferred:,} deferred, " if deferred else ""
    return f"nothing undecided left; {next}{key_name(export)} tells how to export"


def nothing_here(listed: int, where: str, scans: bool, again: str, back: str) -> str:
    """Why no document is shown of so many that are listed by a filter, and what helps: the key `again` looks at the folder anew,
    `back` ends the filter."""
    if listed:
        return "This document is gone."
    if where:
        return f"Nothing fits the filter{' so far' if scans else ''}; {_shows_all(back)} again."
    if scans:
        return "The folder is being read…"
    return f"No documents here. {WHAT_IS_READ}; {key_name(again)} looks again."


def header_text(corpus_name: str, counts: Counts, saved: Run, rate: str, width: int, scan: str = "") -> list[Run]:
    """The header; `saved` says whether all is on disk, `scan` how far it is, where one runs.

    What doesn't fit goes in the order rate, name, answers, total. The scan and, at the right edge, the saved state stay."""
    decided = counts.keep + counts.reject + counts.defer
    name = one_line(corpus_name)
    total: list[Run] = [(f" {decided:,} of {counts.total:,} decided ", "title")]
    answers: list[Run] = [
        (f"  {counts.keep:,} keep", "keep"),
        (f"  {counts.reject:,} reject", "reject"),
        (f"  {counts.defer:,} defer", "defer"),
    ]
    speed: list[Run] = [(f"   {one_line(rate)}", "dim")] if rate else []
    scanned: list[Run] = [(f"  {one_line(scan)}", "strong")] if scan else []
    right: list[Run] = [(f" {one_line(saved[0])} ", saved[1])]
    room = width - run_cells(right)
    all_of_it, answered, brief = [*total, *answers, *speed, *scanned], [*total, *answers, *scanned], [*total, *scanned]
    whole = f" triage · {name}  "
    if cells(whole) + run_cells(all_of_it) <= room:
        left = [(whole, "title"), *all_of_it]
    else:
        told = next((some for some in (answered, brief, scanned or total) if run_cells(some) <= room), scanned or total)
        left = [(_name(name, room - run_cells(told)), "title"), *told]
    return clip([*clip(left, max(0, room)), *right], width)


def _name(name: str, room: int) -> str:
    """The name of a folder, with that of the program if there is room, or cut; nothing where too little would be left of it."""
    shown = next((text for text in (f" triage · {name}  ", f" {name}  ") if cells(text) <= room), "")
    return shown or (f" {fit(name, room - 3)}  " if room - 3 >= SHORTEST_NAME else "")


def explain_text(block: Block, reasons: Sequence[str], width: int, key: str) -> list[Run]:
    """Why the focused block is what it is, and which key changes that. Long reasons give way to all else."""
    what, why, score, last = _explained(block, reasons, key)
    if run_cells([*what, *score, *last]) > width:
        score = [(" ", "dim"), *score[1:]] if score else []
        score = score if run_cells([*what, *score, *last]) <= width else []
    room = width - run_cells([*what, *score, *last])
    if run_cells(why) > room:
        why = clip(why, room) if room >= SHORTEST_REASON else []
    what = [*what, *why, *score]
    room = width - run_cells(last)
    return clip([*(clip(what, max(0, room)) if run_cells(what) > room else what), *last], width)


def turned(before: int, found: int, step: int, told: str = "") -> str:
    """What is `told`, and that the way from one row of the list to the other led over its end, where it did."""
    if (found - before) * step > 0:
        return told
    around = f"n from the {'top' if step > 0 else 'bottom'}"
    return f"{told.removesuffix('.')} · o{around}" if told else f"O{around}."


def explain_lines(block: Block, reasons: Sequence[str], width: int, key: str) -> tuple[list[Run], list[Run]]:
    """The same on a line and a somewhat shorter one below it, where that takes no more; else on one, and nothing."""
    what, why, score, last = _explained(block, reasons, key)
    lines: list[list[Run]] = [[*what]]
    for piece in [*([one] for one in why), *([score] if score else []), last]:
        if run_cells([*lines[-1], *piece]) <= width - 2:
            lines[-1] += piece
        else:
            lines.append([(piece[0][0].removeprefix(SEPARATOR), piece[0][1]), *piece[1:]])
    if len(lines) != 2 or run_cells([*what, *why, *score, *last]) <= width or max(map(run_cells, lines)) > width - 2:
        return explain_text(block, reasons, width, key), []
    return clip(lines[0], width), lines[1]


def _explained(block: Block, reasons: Sequence[str], key: str) -> tuple[list[Run], list[Run], list[Run], list[Run]]:
    """What the block is, why, with which score, and which key changes that."""
    what: list[Run] = [(f" block {block.n}", "title"), (SEPARATOR, "dim"), (_label_words(block), LABEL_STYLES[block.label])]
    if block.by is By.REVIEWER and block.was is not None:
        what.append((f" · yours, was {block.was.value} {one_line(block.was_rule)}".rstrip(), "dim"))
    elif block.rule:
        what.append((f" · {one_line(block.rule)}", "dim"))
    why: list[Run] = [(f" · {one_line(reason)}", "dim") for reason in reasons]
    scored = block.by is not By.REVIEWER and (block.score or block.label is not Label.CONTENT)
    score: list[Run] = [(" · score ", "dim"), (f"{block.score:.2f}", "dim")] if scored else []
    undone = "takes it out" if block.label is Label.CONTENT else "brings it back"
    last: list[Run] = [(SEPARATOR, "dim"), (key_name(key), "key"), (f" {undone} ", "dim")]
    return what, why, score, last


def _label_words(block: Block) -> str:
    if block.label is Label.DUPLICATE and block.duplicate_of is not None:
        return f"duplicate of block {block.duplicate_of}"
    return block.label.value


def footer_runs(commands: Iterable[Command], width: int) -> list[Run]:
    """Keys and labels. Where they don't all fit, those before the last are left out whole: the last one is the way to all."""
    hints = _hints(commands, width)
    return clip([run for _, hint in hints for run in hint], width) if hints else [(" " * width, "dim")]


def footer_command(commands: Iterable[Command], width: int, x: int) -> str:
    """The id of the command whose hint is at cell `x` of the foot; empty where there is none."""
    for command, hint in _hints(commands, width):
        if 0 <= x < (taken := run_cells(hint)):
            return command.id
        x -= taken
    return ""


def _hints(commands: Iterable[Command], width: int) -> list[tuple[Command, list[Run]]]:
    hints: list[tuple[Command, list[Run]]] = [
        (command, [(f" {one_line(key_name(command.keys[0]))}", "key"), (f" {one_line(command.label)} ", "dim")])
        for command in commands
        if command.keys
    ]
    while len(hints) > 1 and sum(run_cells(hint) for _, hint in hints) > width:
        del hints[-2]
    return hints


def prompt_runs(does: Iterable[tuple[str, str]], width: int) -> list[Run]:
    """The foot while something is typed: keys, and what each does with it. Where they don't all fit, those before the last are
    left out whole: the last one leaves."""
    pairs: list[list[Run]] = [[(f" {key}", "key"), (f" {what} ", "dim")] for key, what in does]
    while len(pairs) > 1 and sum(map(run_cells, pairs)) - 1 > width:  # the blank at the end needs no room
        del pairs[-2]
    *before, (what, style) = (run for pair in pairs for run in pair)
    return clip([*before, (what.rstrip(), style)], width)


def way_out_first(keys: str) -> str:
    """What the keys of a dialog do, with the one that leaves before those that do something: the end may be cut."""
    parts = keys.split(" · ")
    return " · ".join(sorted(parts, key=lambda part: "Esc" not in part))


def fault_runs(message: str, column: int, width: int) -> list[Run]:
    """What is wrong with what was typed: a caret under cell `column`, counted from 0, and the message beside it; on lines of its
    own, to be wrapped, where there is no room for it."""
    column = min(column, width - 1)
    caret: Run = ("^", "error")
    text = one_line(message)
    if column + 2 + cells(text) <= width:
        return clip([(" " * column, "dim"), caret, (f" {text}", "error")], width)
    if cells(text) < column:
        return clip([(" " * (column - cells(text) - 1), "dim"), (f"{text} ", "error"), caret], width)
    return [(" " * column, "dim"), caret, (f"\n{text}", "error")]
