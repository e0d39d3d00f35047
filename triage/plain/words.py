"""From a typed line to a command of the registry: its key, its id or its name, and what follows as its argument."""

from __future__ import annotations

from collections.abc import Mapping

from triage.commands import COMMANDS, Command, by_id, in_context
from triage.errors import UsageError
from triage.view import key_name

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
    keyed = next((command for command in heard if any(_is_key(word, key) for key in keys[command.id])), None)
    named = [(command in heard, *_name_in(command, line), command) for command in COMMANDS]
    is_heard, length, _, command = max(named, key=lambda found: (found[1] > 0, *found[:3]))
    # `up` is a key, `up a block` the name of another command.
    if keyed is not None and length <= len(word):
        return keyed, rest.strip()
    if length:
        return _checked(command, is_heard), line[length:].strip()
    raise UsageError(f"{word!r} is no command here; ? prints all")


def _is_key(word: str, key: str) -> bool:
    """Whether a key is meant, as the configuration calls it or as the help shows it; case tells letters apart, not names."""
    return any(word == name or (len(name) > 1 and word.casefold() == name.casefold()) for name in (key, key_name(key)))


def _name_in(command: Command, line: str) -> tuple[int, bool]:
    """How long the name of the command is that the line begins with, and whether it is the one that is shown."""
    shown = command.label.casefold()
    bare = shown.rstrip("…")
    folded = line.casefold()
    for name in (command.id, shown, f"{bare}...", bare, command.id.rpartition(".")[2]):
        if folded == name or folded.startswith(name + " "):
            return len(name), name.startswith(bare)
    return 0, False


def _checked(command: Command, is_heard: bool) -> Command:
    if not is_heard:
        where = {
            "list": "in the list, where Escape leads (esc)",
            "text": "in the text, which Enter opens",
            "cluster": "among copies, which C shows",
        }
        raise UsageError(f"{command.label} works {where.get(command.context, f'in the {command.context}')}")
    return command
