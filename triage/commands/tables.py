"""The key table, to be read: as TOML for a config file, as Markdown for the README."""

from __future__ import annotations

from collections.abc import Mapping

from triage.commands.keymap import keymap
from triage.commands.registry import COMMANDS, GROUPS


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


def as_markdown() -> str:
    """The key table for the README."""
    keys = keymap()
    lines = ["| Keys | Command | What it does | Where |", "|---|---|---|---|"]
    for group in GROUPS:
        for command in COMMANDS:
            if command.group == group:
                shown = " ".join(f"`{key}`" for key in keys[command.id])
                lines.append(f"| {shown} | {command.label} | {command.help} | {command.context} |")
    return "\n".join(lines) + "\n"
