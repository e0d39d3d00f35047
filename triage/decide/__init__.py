"""Commands and state -> new state: decisions, tags, notes, queue order. Pure."""

from triage.model import Change

from .commands import Command, Decide, EditTags, Fresh, SetBlocks, SetNote, SetReasons
from .complete import complete
from .plan import inverse, plan
from .queue import after_deciding, next_undecided, previous_undecided
from .staleness import staleness

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
