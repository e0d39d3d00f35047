"""The keys of each command, with the config's in force."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence

from triage.commands.keys import sent_for, spelled
from triage.commands.registry import COMMANDS, PLACES, Command, by_id
from triage.errors import ConfigError

_QUIT = ("ctrl+c", "ctrl+q")
"""These leave whatever has the focus, a field that is typed in too."""


def keymap(
    overrides: Mapping[str, str | Sequence[str]] | None = None,
    place: Callable[[str], str] = lambda id: "",
    tags: Mapping[str, str] | None = None,
) -> dict[str, tuple[str, ...]]:
    """The keys of each command id, with the config's `[keys]` in force. Raises ConfigError that names the command at fault;
    `place(id)` gives file and line of its key, for the error. `tags`: hot keys and the tags that they give.

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
    for key, tag in (tags or {}).items():
        _check_tag_key(tag, key, keys, place(""))
    return keys


def _check_tag_key(tag: str, key: str, keys: Mapping[str, tuple[str, ...]], place: str) -> None:
    """A digit or sign gives its tag without a dialog, where no command may have it. A letter is heard in the dialog alone."""
    of = next((command.id for command in COMMANDS if key in keys[command.id] and command.context != "cluster"), None)
    if of is not None and not key.isalpha():
        raise ConfigError(f"{place}[[tags]] {tag}: {key} already belongs to {of}; give one of them another key")


def _given(id: str, given: str | Sequence[str]) -> tuple[str, ...]:
    if id not in by_id:
        near = difflib.get_close_matches(id, by_id, 1) or [one for one in by_id if one.endswith(f".{id}")]
        advice = f"did you mean {near[0]}?" if near else "`triage keys` lists them"
        raise ConfigError(f"[keys]: no command is named {id!r}; {advice}")
    wanted = tuple(given.split()) if isinstance(given, str) else tuple(given)
    if not wanted:
        raise ConfigError(f"[keys] {id}: is left without a key; give it one")
    return tuple(dict.fromkeys(_checked_key(id, key) for key in wanted))


def _checked_key(id: str, given: str) -> str:
    """A key as it is heard. Refused is what no keyboard sends, or what means something else: the screen would take it without a
    word and never hear it."""
    key = spelled(given)
    if key is None:
        raise ConfigError(f"[keys] {id}: no key is named {given!r}; write x, X, ?, space, f5 or ctrl+x")
    sent = sent_for(key)
    if sent:
        raise ConfigError(f"[keys] {id}: most terminals send {sent} for {given}; choose another key")
    if key in _QUIT and id != "app.quit":
        raise ConfigError(f"[keys] {id}: {key} always leaves; choose another key")
    return key


def _clash(keys: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str] | None:
    """A key that two commands have where both can be heard, and these commands."""
    taken: dict[str, list[Command]] = {}
    for command in COMMANDS:
        for key in dict.fromkeys(keys[command.id]):
            for other in taken.setdefault(key, []):
                if any(command.applies_in(place) and other.applies_in(place) for place in PLACES):
                    return key, command.id, other.id
            taken[key].append(command)
    return None
