"""The keys of each command, with the config's in force."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from triage.commands.registry import COMMANDS, PLACES, Command, by_id
from triage.errors import ConfigError

NAMED_KEYS = frozenset(
    ["enter", "escape", "tab", "space", "backspace", "delete", "insert", "up", "down", "left", "right"]
    + ["home", "end", "pageup", "pagedown"]
    + [f"f{number}" for number in range(1, 13)]
)
_KEY = re.compile(r"(?P<modifiers>((ctrl|shift|alt)\+)*)(?P<base>\S|[a-z0-9]{2,})")


def keymap(overrides: Mapping[str, str | Sequence[str]] | None = None) -> dict[str, tuple[str, ...]]:
    """The keys of each command id, with the config's `[keys]` in force. Raises ConfigError that names the command at fault.

    A key given to one command is not silently taken from another: that is a clash, and the other must be moved as well.
    """
    keys = {command.id: command.keys for command in COMMANDS}
    for id, given in (overrides or {}).items():
        if id not in by_id:
            raise ConfigError(f"[keys]: no command is named {id!r}; `triage keys` lists them")
        wanted = tuple(given.split()) if isinstance(given, str) else tuple(given)
        if not wanted:
            raise ConfigError(f"[keys] {id}: is left without a key; give it one")
        for key in wanted:
            _check_key(id, key)
        keys[id] = wanted
    _check_clashes(keys)
    return keys


def _check_key(id: str, key: object) -> None:
    """Refuse what no keyboard sends: the screen would take it without a word and never hear it."""
    match = _KEY.fullmatch(key) if isinstance(key, str) else None
    if match is None or (len(match["base"]) > 1 and match["base"] not in NAMED_KEYS):
        raise ConfigError(f"[keys] {id}: no key is named {key!r}; write x, X, ?, space, f5 or ctrl+x")


def _check_clashes(keys: Mapping[str, tuple[str, ...]]) -> None:
    """No two commands on one key where both can be heard."""
    taken: dict[str, list[Command]] = {}
    for command in COMMANDS:
        for key in dict.fromkeys(keys[command.id]):
            for other in taken.setdefault(key, []):
                if any(command.heard(place) and other.heard(place) for place in PLACES):
                    raise ConfigError(f"[keys] {command.id}: {key} already belongs to {other.id}; give one of them another key")
            taken[key].append(command)
