"""The help as lines of runs: what each key does where one is, then what there is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from triage.commands import COMMANDS, GROUPS, Command, in_context
from triage.view.bars import key_name
from triage.view.runs import Run
from triage.view.wrap import fit, wrap

KEYS, LABEL = 15, 23
NARROW = 66
"""Below so many cells what a command does stands under its name."""

_PLACES = {
    "list": "in the list",
    "text": "in the text",
    "dialog": "in a dialog",
    "cluster": "among copies",
    "global": "in the review",
}


def help_lines(keys: Mapping[str, tuple[str, ...]], place: str, width: int) -> list[list[Run]]:
    """All commands by group, those that `place` hears first; `keys` are those in force."""
    heard = in_context(place)
    lines = list(_groups(heard, keys, width))
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
    narrow = width < NARROW
    indent = 4 if narrow else 2 + KEYS + LABEL
    room = max(10, width - indent)
    starts = [*wrap(command.help, room), len(command.help)]
    parts = [command.help[start:end].rstrip() for start, end in pairwise(starts)]
    head: list[Run] = [("  " + (fit(keys, KEYS - 1) + " " if len(keys) < KEYS else keys + " "), "strong"), (command.label, "")]
    if not narrow and len(keys) < KEYS and len(command.label) < LABEL:
        head[1] = (fit(command.label, LABEL), "")
        yield [*head, (parts.pop(0), "dim")]
    else:
        yield head
    for part in parts:
        yield [(" " * indent, ""), (part, "dim")]
