"""Commands and state -> new state: decisions, tags, notes, queue order. Pure."""

from triage.decide.blocks import between, copies, flagged_beside, origin, same_rule
from triage.decide.commands import Command, Decide, EditTags, Fresh, SetBlocks, SetNote, SetReasons
from triage.decide.complete import complete
from triage.decide.plan import inverse, plan
from triage.decide.queue import Rows, nearest, undecided_beside
from triage.decide.staleness import staleness
from triage.decide.visited import Place, Visited
from triage.model import Change

__all__ = [
    "Change",
    "Command",
    "Decide",
    "EditTags",
    "Fresh",
    "Place",
    "Rows",
    "SetBlocks",
    "SetNote",
    "SetReasons",
    "Visited",
    "between",
    "complete",
    "copies",
    "flagged_beside",
    "inverse",
    "nearest",
    "origin",
    "plan",
    "same_rule",
    "staleness",
    "undecided_beside",
]
