"""The help as lines of runs: what each key does where one is, what the signs mean, then the keys elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from triage.commands import COMMANDS, GROUPS, Command, in_context
from triage.view.bars import key_name
from triage.view.criteria import WORDINGS
from triage.view.glyphs import Glyphs
from triage.view.runs import Run
from triage.view.wrap import wrap
from triage.widths import fit

KEYS, LABEL = 15, 23
FEW = 9  # cells of keys where there is little room
WIDE = 90
"""From so many cells on, what a command does has a column of its own."""

_PLACES = {
    "list": "in the list",
    "text": "in the text",
    "cluster": "among copies",
    "global": "in the review",
}


def help_lines(
    keys: Mapping[str, tuple[str, ...]], place: str, width: int, glyphs: Glyphs, criteria: Sequence[str] = ()
) -> list[list[Run]]:
    """All commands by group, those that `place` hears first, and behind these the signs; `keys` are those in force. Among copies
    it begins with the `criteria` by which they are ranked."""
    heard = in_context(place)
    lines = [*_ranking(criteria, width)] if place == "cluster" else []
    lines += [*_groups(heard, keys, width), *_signs(glyphs, width)]
    elsewhere = [command for command in COMMANDS if command not in heard]
    for other in dict.fromkeys(command.context for command in elsewhere):
        lines.append([(f"Elsewhere: {_PLACES[other]}", "title")])
        lines += _groups([command for command in elsewhere if command.context == other], keys, width)
    return lines


def _groups(commands: Sequence[Command], keys: Mapping[str, tuple[str, ...]], width: int) -> Iterator[list[Run]]:
    for group in GROUPS:
        of_group = [command for command in commands if command.group == group]
        if of_group:
            yield [(group, "key")]
            for command in of_group:
                yield from _command(command, " ".join(map(key_name, keys[command.id])), width)
            yield []


def _command(command: Command, keys: str, width: int) -> Iterator[list[Run]]:
    room = KEYS if width >= WIDE else FEW
    indent = 2 + room
    key: list[Run] = [("  " + fit(keys, room), "strong")]
    if len(keys) >= room:
        yield [("  " + keys, "strong")]
        key = [(" " * indent, "")]
    if width >= WIDE:
        indent += LABEL
        parts = _wrapped(command.help, width - indent)
        yield [*key, (fit(command.label, LABEL), ""), (parts[0], "dim")]
    else:
        parts = _wrapped(f"{command.label} · {command.help}", width - indent)
        label = parts[0][: len(command.label)]
        yield [*key, (label, ""), (parts[0][len(label) :], "dim")]
    for part in parts[1:]:
        yield [(" " * indent, ""), (part, "dim")]


def _ranking(criteria: Sequence[str], width: int) -> Iterator[list[Run]]:
    if not criteria:
        return
    yield [("Which copy stands first", "key")]
    for n, name in enumerate(criteria, 1):
        yield from _sign(str(n), "strong", WORDINGS[name].help, width)
    yield from _sign(" ", "", "Where two tie, the next one decides; [clusters] in triage.toml has the order.", width)
    yield []


def _sign(sign: str, style: str, meaning: str, width: int) -> Iterator[list[Run]]:
    parts = _wrapped(meaning, width - 6)
    yield [(f"  {sign}   ", style), (parts[0], "dim")]
    yield from ([(" " * 6, ""), (part, "dim")] for part in parts[1:])


def _signs(glyphs: Glyphs, width: int) -> Iterator[list[Run]]:
    """What each mark on the screen stands for."""
    yield [("Signs", "key")]
    for sign, style, meaning in (
        (glyphs.undecided, "undecided", "Undecided"),
        (glyphs.keep, "keep", "Kept; among copies, one to keep as well"),
        (glyphs.reject, "reject", "Rejected"),
        (glyphs.defer, "defer", "Deferred: left for later"),
        (glyphs.stale, "problem", "The text, or how it is cleaned, has changed since the document was decided"),
        (glyphs.problem, "problem", "Something is wrong with the document or its sidecar; the line below says what"),
        (glyphs.duplicate, "dup", "A block that repeats another one; in the list, how much of the text does"),
        (glyphs.boilerplate, "boiler", "A block that is no part of the article; in the list, how much of the text is none"),
        (glyphs.override, "override", "A block whose label you changed"),
        (glyphs.cluster, "cluster", "One of so many copies of the same text"),
        (glyphs.survivor, "keep", "The copy to keep: the best, until you choose another"),
        (glyphs.decides, "decides", "What puts a copy before or behind the others"),
        (glyphs.focus, "strong", "The row or block that the keys are about"),
        (glyphs.selected, "strong", "Selected"),
    ):
        yield from _sign(sign, style, meaning, width)
    yield []


def _wrapped(text: str, width: int) -> list[str]:
    starts = [*wrap(text, max(10, width)), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(starts)]
