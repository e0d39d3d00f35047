"""The one registry of commands. Screen, help, palette, README and `triage keys` read it."""

from triage.commands.finding import fitting
from triage.commands.keymap import keymap
from triage.commands.registry import COMMANDS, GROUPS, SORTS, Command, by_id, in_context
from triage.commands.tables import as_markdown, as_toml

__all__ = [
    "COMMANDS",
    "GROUPS",
    "SORTS",
    "Command",
    "as_markdown",
    "as_toml",
    "by_id",
    "fitting",
    "in_context",
    "keymap",
]
