"""Learned rules and what they would change, as lines."""

from __future__ import annotations

from triage.model import Label, LearnedRule, Likeness
from triage.model.reach import Effect, Reach
from triage.plural import counted
from triage.printable import one_line, printable
from triage.view.bars import LABEL_STYLES
from triage.view.days import local_day
from triage.view.glyphs import Glyphs
from triage.view.runs import Run, clip, run_cells
from triage.widths import fit

LONGEST = 1000
"""Characters of a rule's text that are shown: a rule may be made from a block of any length."""

_LIKE = {
    Likeness.EXACT: "the same characters",
    Likeness.FOLDED: "the same words, whatever case and digits",
    Likeness.FUZZY: "nearly the same words",
}


def likeness_runs(rule: LearnedRule) -> list[Run]:
    """The three kinds with their keys, the chosen one marked."""
    runs: list[Run] = []
    for key, kind in enumerate(Likeness, 1):
        chosen = kind is rule.likeness
        word = f"{kind.value} {rule.threshold} %" if kind is Likeness.FUZZY else kind.value
        runs += [(f"{key} ", "key"), (f"[{word}]" if chosen else f" {word} ", "strong" if chosen else "dim"), ("  ", "")]
    return [*runs, (_LIKE[rule.likeness], "dim")]


def reach_runs(reach: Reach) -> list[Run]:
    """How many blocks in how many documents change, and how many of these were decided by hand."""
    if reach.complete and not reach.blocks:
        held = counted(reach.matched, "block")
        already = f" · {'the' if reach.matched == 1 else 'all of the'} {held} that it holds for {_are(reach.matched)} so already"
        return [("Changes nothing now", "warning"), (already if reach.matched else " · it holds for no block", "dim")]
    runs: list[Run] = [
        ("Changes ", ""),
        (counted(reach.blocks, "block"), "strong"),
        (" in ", ""),
        (counted(reach.documents, "document"), "strong"),
    ]
    if reach.decided:
        runs.append((f", {reach.decided:,} of them decided by hand", "warning"))
    elif reach.documents:
        runs.append((", none of them decided yet", "dim"))
    if reach.matched > reach.blocks:
        runs.append((f" · holds for {counted(reach.matched, 'block')}", "dim"))
    if not reach.complete:
        runs.append((f" · looked at {reach.done:,} of {reach.total:,}…", "dim"))
    return runs


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def shown_text(rule: LearnedRule) -> str:
    """The text of a rule in quotes, or the beginning of a long one."""
    if len(rule.text) <= LONGEST:
        return f"“{printable(rule.text)}”"
    return f"“{printable(rule.text[:LONGEST])}…” ({len(rule.text):,} characters)"


def effect_runs(effect: Effect, width: int, glyphs: Glyphs) -> list[Run]:
    """A block: the answer and title of its document, its number, what it is and what it becomes."""
    tail: list[Run] = [
        (f" {effect.n:>4} ", "dim"),
        (f"{_word(effect.before, glyphs):>13}", LABEL_STYLES[effect.before]),
        (f" {glyphs.becomes} ", "dim"),
        (f"{_word(effect.after, glyphs):<13}", LABEL_STYLES[effect.after]),
    ]
    mark: Run = (glyphs.mark(effect.answer) + " ", effect.answer.value if effect.answer else "dim")
    room = max(0, width - run_cells([mark]) - run_cells(tail))
    return clip([mark, (fit(one_line(effect.title or effect.id), room, glyphs.ellipsis), ""), *tail], width, glyphs.ellipsis)


def _word(label: Label, glyphs: Glyphs) -> str:
    return f"{glyphs.label(label)} {label.value}".strip()


def rule_runs(rule: LearnedRule, width: int, glyphs: Glyphs) -> list[Run]:
    """A rule: whether it is in force, its id, what it says of which text, who made it when."""
    style = LABEL_STYLES[rule.label] if rule.enabled else "dim"
    state = glyphs.keep if rule.enabled else glyphs.reject
    like = f"{rule.likeness.value} {rule.threshold}%" if rule.likeness is Likeness.FUZZY else rule.likeness.value
    head: list[Run] = [
        (f"{state} ", "keep" if rule.enabled else "dim"),
        (f"{rule.id:<9}", "title" if rule.enabled else "dim"),
        (f"{_word(rule.label, glyphs):<14}", style),
        (f"{like:<10}", "dim"),
    ]
    made = local_day(rule.made_at)
    tail: list[Run] = [(f"  {fit(one_line(rule.author), 10, glyphs.ellipsis)} {made:<10}", "dim")] if width >= 90 else []
    room = max(0, width - run_cells(head) - run_cells(tail))
    return clip([*head, (fit(one_line(rule.text[:LONGEST]), room, glyphs.ellipsis), "" if rule.enabled else "dim"), *tail], width)
