"""What was done, in words: one line for the echo, the command line and the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from shlex import quote

from triage.decide import Command, Confirm, Decide, EditTags, Mend, SetApart, SetBlocks, SetNote, SetReasons
from triage.decide.rules import contrary
from triage.model import Block, Label, LearnedRule, Method, RuleChange, ViewChange
from triage.plural import counted
from triage.save import Entry
from triage.widths import shortened

_NAMES = {
    "Decide": "decision",
    "Confirm": "confirming",
    "EditTags": "tags",
    "SetNote": "note",
    "SetReasons": "reasons",
    "SetBlocks": "blocks",
    "SetApart": "setting apart",
    "Mend": "title, date, source or author",
}
_SHOWN = 50


def of_commands(commands: Sequence[Command], ids: Sequence[str]) -> str:
    """`kept: a.txt`"""
    return "; ".join(dict.fromkeys(map(_done, commands))) + f": {_documents(ids)}"


def of_turning(blocks: Sequence[Block], ids: Sequence[str]) -> str:
    """`block 3 dropped: a.txt`, `2 blocks brought back: a.txt`; the blocks as they were before."""
    dropped = [block for block in blocks if block.label is Label.CONTENT]
    back = [block for block in blocks if block.label is not Label.CONTENT]
    told = [
        f"block {some[0].n} {done}" if len(some) == 1 else f"{len(some):,} blocks {done}"
        for some, done in ((dropped, "dropped"), (back, "brought back"))
        if some
    ]
    return f"{', '.join(told)}: {_documents(ids)}"


def of_undoing(entry: Entry, ids: Sequence[str], *, back: bool) -> str:
    """`undone: decision of a.txt`, or without `back` that it is done again."""
    what = "undone" if back else "done again"
    if entry.rules:
        return f"{what}: {_rules(entry.rules, back=back)}"
    if entry.views:
        return f"{what}: {_view(entry.views[0], back=back)}"
    if entry.command == "Carry":
        return f"{what}: decisions taken along, {len(ids):,} sidecars"
    # The method is the document's decision's: what else was done to it since the cluster was decided comes with it, too.
    of_cluster = entry.method is Method.CLUSTER and entry.command == Decide.__name__
    name = "cluster" if of_cluster else _NAMES.get(entry.command, entry.command)
    return f"{what}: {name} of {_documents(ids)}"


def of_nothing(what: str, whose: str | None) -> str:
    """`Nothing to undo.`, and whose the last command is, where others gave some: only in their name is it taken back."""
    if whose is None:
        return f"Nothing to {what}."
    last, does = ("last command", "takes it back") if what == "undo" else ("last undo", "does it again")
    return f"Nothing to {what}. The {last} is {whose}'s: triage {what} --reviewer {quote(whose)} {does}."


def of_rules(changes: Sequence[RuleChange], rules: Mapping[str, LearnedRule]) -> str:
    """`rule yours-1 made: always boilerplate: “Subscribe …”`, and which of the other rules it contradicts."""
    made = [change.after for change in changes if change.after is not None and change.after.enabled]
    against = [f" · contradicts {other.id}, {other.label.value}" for rule in made if (other := contrary(rules, rule))]
    return _of_rules(changes) + "".join(against)


def _of_rules(changes: Sequence[RuleChange]) -> str:
    if len(changes) > 1:
        return f"{len(changes)} rules changed"
    before, after = changes[0].before, changes[0].after
    if after is None:
        return f"rule {changes[0].id} removed"
    if before is not None and before.enabled != after.enabled:
        return f"rule {after.id} {'in force again' if after.enabled else 'disabled'}"
    done = "made" if before is None else "changed"
    return f"rule {after.id} {done}: always {after.label.value}: “{shortened(after.text, _SHOWN)}”"


def _rules(changes: Sequence[RuleChange], *, back: bool) -> str:
    """The rule, and what there is of it now: it may have been made, changed, disabled or removed."""
    if len(changes) > 1:
        return f"{len(changes)} rules"
    now = changes[0].before if back else changes[0].after
    return f"rule {changes[0].id}, now {'gone' if now is None else 'in force' if now.enabled else 'disabled'}"


def _view(change: ViewChange, *, back: bool) -> str:
    now = change.before if back else change.after
    return f"view {change.id}, now " + ("gone" if now is None else f"{now.where or 'all documents'}, sorted by {now.sort}")


def _documents(ids: Sequence[str]) -> str:
    return ids[0] if len(ids) == 1 else f"{len(ids):,} documents"


def _done(command: Command) -> str:
    match command:
        case Decide():
            what = command.answer.done if command.answer is not None else "cleared"
            return f"{what} ({', '.join(command.reasons)})" if command.reasons else what
        case Confirm():
            return "still right"
        case EditTags():
            added = ["tagged " + " ".join(f"+{tag}" for tag in command.add)] if command.add else []
            return ", ".join([*added, *(f"untagged {tag}" for tag in command.remove)])
        case SetNote():
            return "noted" if command.note.strip() else "note removed"
        case SetReasons():
            return f"reasons: {', '.join(command.reasons) or 'none'}"
        case SetApart():
            return "set apart, no copy"
        case Mend():
            return ", ".join(
                f"{name} {f'is {value}' if value else 'as the document says'}" for name, value in command.given.items()
            )
        case SetBlocks():
            return f"{counted(len(command.overrides), 'block')} changed"
