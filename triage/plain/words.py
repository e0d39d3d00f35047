"""From a typed line to a command of the registry: its key, its id or its name, and what follows as its argument."""

from __future__ import annotations

from collections.abc import Mapping

from triage.commands import COMMANDS, Command, by_id, in_context
from triage.errors import UsageError

# Keys after which what is looked for may follow without a blank, as one types it on the screen.
_GLUED = "/:'"
_NUMBERED = {"list": "move.goto", "text": "block.next", "cluster": "cluster.down"}


def parse_line(line: str, keys: Mapping[str, tuple[str, ...]], place: str) -> tuple[Command, str]:
    """The command of a line, and its argument. An empty line is the Enter key, a number goes to that row or block.

    Raises `UsageError` for what is no command at `place`.
    """
    line = line.strip()
    if line.isascii() and line.isdigit():
        return by_id[_NUMBERED[place]], line
    if not line:
        line = "enter"
    word, _, rest = line.partition(" ")
    if word[0] in _GLUED and len(word) > 1:
        word, rest = word[0], f"{word[1:]} {rest}"
    heard = in_context(place)
    for command in heard:
        if word in keys[command.id]:
            return command, rest.strip()
    named = [(command in heard, len(_name_in(command, line)), command) for command in COMMANDS]
    is_heard, length, command = max(named, key=lambda found: (found[1] > 0, *found[:2]))
    if length:
        return _checked(command, is_heard, place), line[length:].strip()
    raise UsageError(f"{word!r} is no command here; ? prints all")


def _names(command: Command) -> tuple[str, ...]:
    return command.id, command.label.casefold().rstrip("…"), command.id.rpartition(".")[2]


def _name_in(command: Command, line: str) -> str:
    """The name of the command that the line begins with."""
    folded = line.casefold()
    return next((name for name in _names(command) if folded == name or folded.startswith(name + " ")), "")


def _checked(command: Command, is_heard: bool, place: str) -> Command:
    if not is_heard:
        where = {
            "list": "in the list, where Escape leads (esc)",
            "text": "in the text, which Enter opens",
            "cluster": "among copies, which C shows",
        }
        raise UsageError(f"{command.label} works {where.get(command.context, f'in the {command.context}')}")
    return command
