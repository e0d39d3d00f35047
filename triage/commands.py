"""The one registry of what a reviewer can do: ids, keys, words. Screen, help, palette, README and `triage keys` read it.

A key is written as it is typed (`]`, `?`, `X`) or by name (`space`, `ctrl+p`). List and text may use the same key for the like
thing; a global command shares its keys with nobody, so that a key never means two things in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from triage.errors import ConfigError

CONTEXTS = ("global", "list", "text", "dialog")
GROUPS = ("Decide", "Blocks", "Move", "Find", "View", "Session")
NAMED_KEYS = frozenset(
    ["enter", "escape", "tab", "space", "backspace", "delete", "insert", "up", "down", "left", "right"]
    + ["home", "end", "pageup", "pagedown"]
    + [f"f{number}" for number in range(1, 13)]
)
_KEY = re.compile(r"(?P<modifiers>((ctrl|shift|alt)\+)*)(?P<base>\S|[a-z0-9]{2,})")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `context` says where its keys work, `footer` that the foot shows it, `changes` that it saves something."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    context: str
    group: str
    footer: bool = False
    changes: bool = False


def _command(id: str, keys: str, label: str, help: str, *, at: str = "global", group: str, flags: str = "") -> Command:
    """A line of the table below; `keys` are parted by blanks, `flags` holds `footer` and `changes`."""
    return Command(id, tuple(keys.split()), label, help, at, group, "footer" in flags, "changes" in flags)


COMMANDS: tuple[Command, ...] = (
    _command(
        "decide.keep", "a", "Keep", "Keep the document and go to the next undecided one", group="Decide", flags="footer changes"
    ),
    _command("decide.reject", "x", "Reject", "Reject the document and go on", group="Decide", flags="footer changes"),
    _command(
        "decide.reject-because",
        "X",
        "Reject because…",
        "Choose reasons from the list, then reject",
        group="Decide",
        flags="changes",
    ),
    _command("decide.defer", "d", "Defer", "Leave the document for later and go on", group="Decide", flags="footer changes"),
    _command("decide.clear", "c", "Clear", "Take the answer back; tags and note stay", group="Decide", flags="changes"),
    _command("edit.tags", "t", "Tags", "Add and remove tags, with completion", group="Decide", flags="footer changes"),
    _command("edit.note", "m", "Note", "Write a note (a memo) on the document", group="Decide", flags="changes"),
    _command("edit.undo", "u", "Undo", "Take the last change back, also after a restart", group="Decide", flags="footer changes"),
    _command("edit.redo", "ctrl+r U", "Redo", "Make the change again that undo took back", group="Decide", flags="changes"),
    _command(
        "block.toggle", "space", "Block", "Drop the focused block, or bring it back", group="Blocks", flags="footer changes"
    ),
    _command("block.next-flagged", "]", "Next flagged block", "Go to the next block that isn't content", group="Blocks"),
    _command(
        "block.previous-flagged", "[", "Previous flagged block", "Go to the block before that isn't content", group="Blocks"
    ),
    _command("block.next", "J", "Next block", "Focus the next block, from the list too", group="Blocks"),
    _command("block.previous", "K", "Previous block", "Focus the block before", group="Blocks"),
    _command("text.next", "j down", "Down a block", "Focus the next block", at="text", group="Blocks"),
    _command("text.previous", "k up", "Up a block", "Focus the block before", at="text", group="Blocks"),
    _command("text.first", "g home", "First block", "Go to the start of the text", at="text", group="Blocks"),
    _command("text.last", "G end", "Last block", "Go to the end of the text", at="text", group="Blocks"),
    _command("text.page-down", "ctrl+f pagedown", "Page down", "Turn a page of the text", at="text", group="Blocks"),
    _command("text.page-up", "ctrl+b pageup", "Page up", "Turn a page back", at="text", group="Blocks"),
    _command("text.leave", "escape", "Back to the list", "Leave the text for the list", at="text", group="Blocks"),
    _command("list.down", "j down", "Down", "Go to the next document", at="list", group="Move"),
    _command("list.up", "k up", "Up", "Go to the document before", at="list", group="Move"),
    _command("list.first", "g home", "First", "Go to the first document", at="list", group="Move"),
    _command("list.last", "G end", "Last", "Go to the last document", at="list", group="Move"),
    _command("list.page-down", "ctrl+f pagedown", "Page down", "Turn a page of the list", at="list", group="Move"),
    _command("list.page-up", "ctrl+b pageup", "Page up", "Turn a page back", at="list", group="Move"),
    _command("list.open", "enter l", "Open", "Read the text of the document; decides nothing", at="list", group="Move"),
    _command("move.next", "n", "Next undecided", "Go to the next undecided document", group="Move"),
    _command("move.previous", "p", "Previous undecided", "Go to the undecided document before", group="Move"),
    _command("move.pane", "tab", "Next pane", "List, raw text, cleaned text", group="Move"),
    _command(
        "find.filter",
        "/",
        "Filter",
        "Show only what fits: words, answer:keep, tag:war, dup>0.3; empty clears",
        group="Find",
        flags="footer",
    ),
    _command(
        "find.sort",
        "s",
        "Sort",
        "Sort by the next of: name, undecided first, title, date, words, repeats, boilerplate",
        group="Find",
    ),
    _command(
        "view.version", "v", "Raw or cleaned", "Change between the raw and the cleaned text where one is shown", group="View"
    ),
    _command("view.copy", "y", "Copy", "Copy the cleaned text to the clipboard", group="View"),
    _command("view.editor", "e", "Editor", "Open the document in $EDITOR, a copy that is not saved", group="View"),
    _command("app.help", "? f1", "Help", "Show all keys", group="Session", flags="footer"),
    _command("app.palette", "ctrl+p", "Palette", "Find a command by its words", group="Session"),
    _command("app.suspend", "ctrl+z", "Suspend", "Go back to the shell; fg returns", group="Session"),
    _command("app.quit", "q ctrl+c", "Quit", "Save what is pending and leave", group="Session"),
)

by_id: Mapping[str, Command] = {command.id: command for command in COMMANDS}


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
                if "global" in (command.context, other.context) or command.context == other.context:
                    raise ConfigError(f"[keys] {command.id}: {key} already belongs to {other.id}; give one of them another key")
            taken[key].append(command)


def in_context(context: str, commands: Iterable[Command] = COMMANDS) -> list[Command]:
    """The commands that a focused pane of this context hears: its own first, then the global ones."""
    own = [command for command in commands if command.context == context]
    return own + [command for command in commands if command.context == "global" != context]


def as_toml(keys: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """The key table as the `[keys]` table of a config file, grouped, with what each command does beside it."""
    keys = keys or keymap()
    lines = ["[keys]"]
    for group in GROUPS:
        lines += ["", f"# {group}"]
        for command in COMMANDS:
            if command.group == group:
                given = ", ".join(_quoted(key) for key in keys[command.id])
                where = "" if command.context == "global" else f" ({command.context})"
                lines.append(f'"{command.id}" = [{given}]  # {command.help}{where}')
    return "\n".join(lines) + "\n"


def _quoted(key: str) -> str:
    """A key as a TOML string."""
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_markdown(keys: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """The key table for the README."""
    keys = keys or keymap()
    lines = ["| Keys | Command | What it does | Where |", "|---|---|---|---|"]
    for group in GROUPS:
        for command in COMMANDS:
            if command.group == group:
                shown = " ".join(f"`{key}`" for key in keys[command.id])
                lines.append(f"| {shown} | {command.label} | {command.help} | {command.context} |")
    return "\n".join(lines) + "\n"
