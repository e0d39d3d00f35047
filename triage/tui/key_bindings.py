"""From the registry to Textual's bindings. All of them are heard by the screen, which knows what has the focus."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingsMap

from triage.commands import COMMANDS
from triage.tui.textual_internals.screens import key_called


def bindings(keys: Mapping[str, tuple[str, ...]]) -> BindingsMap:
    """Each command's keys, as bindings to `command(id)`.

    They take priority, since scrolling widgets bring keys of their own; `check_action` lets those through that belong to
    another pane or to a field that is being typed in.
    """
    return BindingsMap(
        [
            Binding(
                ",".join(_name(key) for key in keys[command.id]), f"command('{command.id}')", command.label, False, priority=True
            )
            for command in COMMANDS
        ]
    )


def suspending(keys: Mapping[str, tuple[str, ...]]) -> list[Binding]:
    """What suspends the program in prompts and dialogs, too: the keys of that command that neither are text nor move about."""
    held = [key for key in keys["app.suspend"] if key.startswith(("ctrl+", "alt+")) or key[1:].isdigit()]
    return [Binding(_name(key), "suspend", show=False, priority=True) for key in held]


def _name(key: str) -> str:
    """Textual's name for a key: that of a sign is spelt out, since a comma or a plus would part the binding."""
    return key[:-1] + key_called(key[-1]) if key[-1:] and not key[-1].isalnum() else key
