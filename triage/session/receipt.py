"""What was done, in words: one line for the echo, the command line and the journal."""

from __future__ import annotations

from collections.abc import Sequence

from triage.decide import Command, Decide, EditTags, SetApart, SetBlocks, SetNote, SetReasons
from triage.model import Answer, Change

_NAMES = {
    "Decide": "decision",
    "EditTags": "tags",
    "SetNote": "note",
    "SetReasons": "reasons",
    "SetBlocks": "blocks",
    "SetApart": "setting apart",
    "Cluster": "cluster",
}
_VERBS = {Answer.KEEP: "kept", Answer.REJECT: "rejected", Answer.DEFER: "deferred", None: "cleared"}


def of_commands(commands: Sequence[Command], changes: Sequence[Change]) -> str:
    """`kept: a.txt`"""
    return "; ".join(_done(command) for command in commands) + f": {_documents(changes)}"


def of_undoing(what: str, command: str, changes: Sequence[Change]) -> str:
    """`undone: decision of a.txt`; `command` is the name under which the journal has it."""
    return f"{what}: {_NAMES.get(command, command)} of {_documents(changes)}"


def _documents(changes: Sequence[Change]) -> str:
    return changes[0].id if len(changes) == 1 else f"{len(changes)} documents"


def _done(command: Command) -> str:
    match command:
        case Decide():
            what = _VERBS[command.answer]
            return f"{what} ({', '.join(command.reasons)})" if command.reasons else what
        case EditTags():
            return "tagged " + " ".join([*(f"+{tag}" for tag in command.add), *(f"-{tag}" for tag in command.remove)])
        case SetNote():
            return "noted" if command.note.strip() else "note removed"
        case SetReasons():
            return f"reasons: {', '.join(command.reasons) or 'none'}"
        case SetApart():
            return "set apart, no copy"
        case SetBlocks():
            return f"{len(command.overrides)} block{'s' if len(command.overrides) != 1 else ''} changed"
