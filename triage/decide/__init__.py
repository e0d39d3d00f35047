"""Commands and state -> new state: decisions, tags, notes, queue order. Pure."""

from triage.decide.commands import Command, Decide, EditTags, Fresh, SetBlocks, SetNote, SetReasons
from triage.decide.complete import complete
from triage.decide.plan import inverse, plan
from triage.decide.queue import after_deciding, next_undecided, previous_undecided
from triage.decide.staleness import staleness
from triage.model import Change

__all__ = [
    "Change",
    "Command",
    "Decide",
    "EditTags",
    "Fresh",
    "SetBlocks",
    "SetNote",
    "SetReasons",
    "after_deciding",
    "complete",
    "inverse",
    "next_undecided",
    "plan",
    "previous_undecided",
    "staleness",
]
