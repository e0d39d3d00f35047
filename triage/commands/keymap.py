"""The keys of each command, with the config's in force."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence

from triage.commands.registry import COMMANDS, PLACES, Command, by_id
from triage.errors import ConfigError

NAMED_KEYS = frozenset(
    ["enter", "escape", "tab", "space", "backspace", "delete", "insert", "up", "down", "left", "right"]
    + ["home", "end", "pageup", "pagedown"]
    + [f"f{number}" for number in range(1, 13)]
)
_KEY = re.compile(r"(?P<modifiers>((ctrl|shift|alt)\+)*)(?P<base>\S|[a-z0-9]{2,})")


def keymap(
    overrides: Mapping[str, str | Sequence[str]] | None = None, place: Callable[[str], str] = lambda id: ""
) -> dict[str, tuple[str, ...]]:
    """The keys of each command id, with the config's `[keys]` in force. Raises ConfigError that names the command at fault;
    `place(id)` gives file and line of its key, for the error.

    A key given to one command is not silently taken from another: that is a clash, and the other must be moved as well.
    """
    keys = {command.id: command.keys for command in COMMANDS}
    for id, given in (overrides or {}).items():
        try:
            keys[id] = _given(id, given)
        except ConfigError as error:
            raise ConfigError(f"{place(id)}{error}") from None
    clash = _clash(keys)
    if clash is not None:
        key, one, other = clash
        # The one that the config moved is the one to look at.
        if one not in (overrides or {}):
            one, other = other, one
        raise ConfigError(f"{place(one)}[keys] {one}: {key} already belongs to {other}; give one of them another key")
    return keys


def _given(id: str, given: str | Sequence[str]) -> tuple[str, ...]:
    if id not in by_id:
        near = difflib.get_close_matches(id, by_id, 1) or [one for one in by_id if one.endswith(f".{id}")]
        advice = f"did you mean {near[0]}?" if near else "`triage keys` lists them"
        raise ConfigError(f"[keys]: no command is named {id!r}; {advice}")
    wanted = tuple(given.split()) if isinstance(given, str) else tuple(given)
    if not wanted:
        raise ConfigError(f"[keys] {id}: is left without a key; give it one")
    for key in wanted:
        _check_key(id, key)
    return wanted


def _check_key(id: str, key: object) -> None:
    """Refuse what no keyboard sends: the screen would take it without a word and never hear it."""
    match = _KEY.fullmatch(key) if isinstance(key, str) else None
    if match is None or (len(match["base"]) > 1 and match["base"] not in NAMED_KEYS):
        raise ConfigError(f"[keys] {id}: no key is named {key!r}; write x, X, ?, space, f5 or ctrl+x")


def _clash(keys: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str] | None:
    """A key that two commands have where both can be heard, and these commands."""
    taken: dict[str, list[Command]] = {}
    for command in COMMANDS:
        for key in dict.fromkeys(keys[command.id]):
            for other in taken.setdefault(key, []):
                if any(command.heard(place) and other.heard(place) for place in PLACES):
                    return key, command.id, other.id
            taken[key].append(command)
    return None
