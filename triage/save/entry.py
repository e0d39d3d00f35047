"""A command in the journal, and its line.

The numbers come first and in fixed order, so that loading reads only the head of each line. Sidecars stand in it as the
text of their files: an undo gives back the bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from triage.model import Change, KeyedChange, LearnedRule, Method, RuleChange, Sidecar, Value, View, ViewChange
from triage.save.escape import escape, unescape
from triage.save.rules import rule_from_table, rule_table
from triage.save.sidecar import dump_sidecar, parse_dumped
from triage.save.views import view_from_table, view_table

HEAD = re.compile(
    rb'\{"seq":(\d{1,18})(?:,"undoes":(\d{1,18}))?(?:,"redoes":(\d{1,18}))?(?:,"part":\[(\d{1,18}),(\d{1,18})\])?'
    rb',"at":("[^"]*"),"reviewer":("(?:[^"\\]|\\.)*")'
)
_DAMAGED = (KeyError, TypeError, AttributeError, IndexError)
"""What a line raises that is JSON, and nothing that was written."""


class Entry(NamedTuple):
    """One command: who gave it when, what it changed in sidecars, rules and views, and which entry it takes back or gives back.

    `where` is the cursor's document, `block` its focused block. `suggested` is the kind of suggestion that was shown when this
    was decided. `seq` is 0 until the journal has given it a number. `part_of` is the first entry of a command that was made in
    several, 0 in that first one itself.
    """

    seq: int
    at: datetime
    reviewer: str
    command: str
    method: Method
    changes: tuple[Change, ...]
    undoes: int | None = None
    redoes: int | None = None
    where: str = ""
    rules: tuple[RuleChange, ...] = ()
    block: int | None = None
    suggested: str = ""
    part_of: int | None = None
    views: tuple[ViewChange, ...] = ()


class Written(NamedTuple):
    """A change as it stands in a line: the sidecar as text, which takes a hundred times as long to parse as to find there."""

    id: str
    before: str | None
    after: str | None

    def parsed(self) -> Change:
        """The change. Raises ValueError, SidecarError where the text is no sidecar."""
        return Change(self.id, _sidecar(self.before), _sidecar(self.after))


class Moment(NamedTuple):
    """What a command was, without what it changed: `decided` tells how many more documents have an answer of their own after
    it, one that wasn't given in bulk; `again`, that it takes another command back, or gives it again."""

    seq: int
    at: datetime
    reviewer: str
    decided: int
    documents: int
    again: bool = False


def dump_entry(entry: Entry, seq: int) -> bytes:
    """The entry's line, with its newline."""
    tree: dict[str, Any] = {"seq": seq}
    if entry.undoes is not None:
        tree["undoes"] = entry.undoes
    if entry.redoes is not None:
        tree["redoes"] = entry.redoes
    if entry.part_of is not None:
        tree["part"] = [entry.part_of, len(entry.changes)]
    tree |= {
        "at": entry.at.astimezone(UTC).isoformat(),
        "reviewer": escape(entry.reviewer),
        "command": entry.command,
        "method": entry.method.value,
        "where": escape(entry.where),
        **({} if entry.block is None else {"block": entry.block}),
        **({"suggested": entry.suggested} if entry.suggested else {}),
        "changes": [
            {"id": escape(change.id), "before": _text(change.before), "after": _text(change.after)} for change in entry.changes
        ],
    }
    if entry.rules:
        tree["rules"] = [_dumped("id", escape(change.id), change, _rule_table) for change in entry.rules]
    if entry.views:
        tree["views"] = [_dumped("name", change.id, change, _view_table) for change in entry.views]
    return (json.dumps(tree, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def parse_entry(line: bytes) -> Entry:
    """The entry in a line; ValueError where it isn't one."""
    entry, changes = parse_stepwise(line)
    return entry._replace(changes=tuple(changes))


def parse_stepwise(line: bytes) -> tuple[Entry, Iterator[Change]]:
    """The entry without its changes, and these: each is parsed when it is asked for. ValueError as from `parse_entry`."""
    entry, changes = _parse(line)
    return entry, (change.parsed() for change in changes)


def parse_written(line: bytes) -> list[Written]:
    """The changes of an entry, as they stand in its line; ValueError where it isn't one."""
    return _parse(line)[1]


def _parse(line: bytes) -> tuple[Entry, list[Written]]:
    tree = _tree(line)
    try:
        entry = Entry(
            tree["seq"],
            datetime.fromisoformat(tree["at"]),
            unescape(tree["reviewer"]),
            tree["command"],
            Method(tree["method"]),
            (),
            tree.get("undoes"),
            tree.get("redoes"),
            unescape(tree["where"]),
            tuple(_parsed(unescape(one["id"]), one, _rule) for one in tree.get("rules", ())),
            tree.get("block"),
            tree.get("suggested", ""),
            tree.get("part", (None,))[0],
            tuple(_parsed(_name(one["name"]), one, _view) for one in tree.get("views", ())),
        )
        return entry, [Written(unescape(one["id"]), _string(one["before"]), _string(one["after"])) for one in tree["changes"]]
    except _DAMAGED as error:
        raise ValueError(f"not a journal entry: {error}") from error


def _name(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no name")
    return value


def _tree(line: bytes) -> Any:
    """The JSON of a line; ValueError where it is none."""
    try:
        return json.loads(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _string(value: Any) -> str | None:
    if not (value is None or isinstance(value, str)):
        raise TypeError(f"{value!r} is no text")
    return value


def parse_moment(line: bytes) -> Moment:
    """As `parse_entry`, in a hundredth of the time; ValueError where the line isn't an entry."""
    tree = _tree(line)
    try:
        decided = sum(_is_read(change["after"]) - _is_read(change["before"]) for change in tree["changes"])
        at = datetime.fromisoformat(tree["at"])
        again = "undoes" in tree or "redoes" in tree
        return Moment(tree["seq"], at, unescape(tree["reviewer"]), decided, len(tree["changes"]), again)
    except _DAMAGED as error:
        raise ValueError(f"not a journal entry: {error}") from error


def parse_head(start: bytes) -> Moment:
    """As `parse_moment`, from the start of a line alone: nothing is known of what was decided."""
    found = HEAD.match(start)
    if found is None:
        raise ValueError("not a journal entry")
    return Moment(int(found[1]), datetime.fromisoformat(json.loads(found[6])), reviewer_in(found[7]), 0, 0)


@lru_cache
def reviewer_in(found: bytes) -> str:
    """The reviewer that `HEAD` finds in a line; a name that is no JSON string is returned as it stands there."""
    try:
        return unescape(json.loads(found))
    except ValueError:
        return found.decode("utf-8", "replace")


def _is_read(text: str | None) -> bool:
    # The answer comes first in its table, and a line feed in a text is escaped: nothing else can look like this.
    decision = (text or "").partition("\n[decision]\nanswer = ")[2].partition("\n[")[0]
    return bool(decision) and f'\nmethod = "{Method.BULK}"\n' not in f"{decision}\n"


def _text(sidecar: Sidecar | None) -> str | None:
    return None if sidecar is None else dump_sidecar(sidecar).decode("utf-8")


def _sidecar(text: str | None) -> Sidecar | None:
    return None if text is None else parse_dumped(text.encode("utf-8"))


def _dumped(key: str, id: str, change: KeyedChange[Value], table: Callable[[Value], dict[str, Any]]) -> dict[str, Any]:
    before, after = (None if kept is None else table(kept) for kept in (change.before, change.after))
    return {key: id, "before": before, "after": after}


def _parsed(id: str, tree: dict[str, Any], parse: Callable[[str, dict[str, Any]], Value]) -> KeyedChange[Value]:
    before, after = (None if table is None else parse(id, table) for table in (tree["before"], tree["after"]))
    return KeyedChange(id, before, after)


def _rule_table(rule: LearnedRule) -> dict[str, Any]:
    made_at = {} if rule.made_at is None else {"made_at": rule.made_at.astimezone(UTC).isoformat()}
    return {**rule_table(rule), "text": escape(rule.text), "author": escape(rule.author), **made_at}


def _rule(id: str, table: dict[str, Any]) -> LearnedRule:
    made_at = {} if "made_at" not in table else {"made_at": datetime.fromisoformat(table["made_at"])}
    return rule_from_table(id, {**table, "text": unescape(table["text"]), "author": unescape(table["author"]), **made_at})


def _view_table(view: View) -> dict[str, Any]:
    return {key: escape(value) for key, value in view_table(view).items()}


def _view(name: str, table: dict[str, Any]) -> View:
    return view_from_table(name, {key: unescape(value) for key, value in table.items()})
