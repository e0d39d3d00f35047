"""Commands and state -> new state: decisions, tags, notes, queue order. Pure."""

from triage.decide.blocks import between, copies, flagged_beside, origin, same_rule
from triage.decide.cluster import DUPLICATE, Settlement, parted, settle, survivor
from triage.decide.commands import Command, Decide, EditTags, Fresh, SetApart, SetBlocks, SetNote, SetReasons
from triage.decide.complete import complete
from triage.decide.plan import inverse, plan
from triage.decide.queue import ASKS, Rows, nearest, undecided_beside
from triage.decide.staleness import staleness
from triage.decide.visited import Place, Visited
from triage.model import Change

__all__ = [
    "ASKS",
    "DUPLICATE",
    "Change",
    "Command",
    "Decide",
    "EditTags",
    "Fresh",
    "Place",
    "Rows",
    "SetApart",
    "SetBlocks",
    "SetNote",
    "SetReasons",
    "Settlement",
    "Visited",
    "after_deciding",
    "between",
    "complete",
    "copies",
    "flagged_beside",
    "inverse",
    "nearest",
    "next_undecided",
    "origin",
    "parted",
    "plan",
    "previous_undecided",
    "same_rule",
    "settle",
    "staleness",
    "survivor",
    "undecided_beside",
]
