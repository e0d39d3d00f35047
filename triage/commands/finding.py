"""Commands found by their words, for the palette."""

from __future__ import annotations

from collections.abc import Iterable

from triage.commands.registry import Command

CUTOFF = 75.0
"""How like a label a word with slips in it must be, 0 to 100: `rejct` finds Reject, `save` doesn't find Page up."""


def fitting(query: str, commands: Iterable[Command]) -> list[Command]:
    """The commands that fit what was typed, best first; all of them, in their order, where nothing is.

    The label itself, its start, a part of it, then every word anywhere in label and help, then likeness to the label.
    """
    wanted = " ".join(query.split()).casefold()
    if not wanted:
        return list(commands)
    ranked = [(rank, n, command) for n, command in enumerate(commands) if (rank := _rank(wanted, command)) is not None]
    return [command for _, _, command in sorted(ranked, key=lambda found: found[:2])]


def _rank(wanted: str, command: Command) -> tuple[int, float] | None:
    label = command.label.casefold()
    if label.startswith(wanted):
        return len(label) - len(wanted) > 0, 0.0
    if wanted in label:
        return 2, 0.0
    everything = f"{label} {command.help.casefold()}"
    if all(word in everything for word in wanted.split()):
        return 3, 0.0
    # Imported when needed: the screen must not wait for it to paint.
    from rapidfuzz import fuzz

    score = fuzz.ratio(wanted, label[: len(wanted) + 1])
    return (4, -score) if score >= CUTOFF else None
