"""Commands and state -> new state: decisions, tags, notes, queue order. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.lazy import from_parts

if TYPE_CHECKING:
    from triage.decide.blocks import between, copies, flagged_beside, found_again, origin, same_rule
    from triage.decide.cluster import DUPLICATE, Settlement, parted, settle, survivor
    from triage.decide.commands import (
        Command,
        Confirm,
        Decide,
        EditTags,
        Fresh,
        Mend,
        SetApart,
        SetBlocks,
        SetNote,
        SetReasons,
    )
    from triage.decide.completion import as_tag, begins, complete, edits_in, numbers_in, tags_in
    from triage.decide.moved import following, in_order, new_places
    from triage.decide.planning import inverse, plan
    from triage.decide.queue import ASKS, Round, Rows, nearest, undecided_beside, unreadable
    from triage.decide.slips import FASTEST, Press, Slips
    from triage.decide.suggestions import Facts, Kind, Suggestion, suggest
    from triage.decide.visited import Place, Visited

__all__ = [
    "ASKS",
    "DUPLICATE",
    "FASTEST",
    "Command",
    "Confirm",
    "Decide",
    "EditTags",
    "Facts",
    "Fresh",
    "Kind",
    "Mend",
    "Place",
    "Press",
    "Round",
    "Rows",
    "SetApart",
    "SetBlocks",
    "SetNote",
    "SetReasons",
    "Settlement",
    "Slips",
    "Suggestion",
    "Visited",
    "as_tag",
    "begins",
    "between",
    "complete",
    "copies",
    "edits_in",
    "flagged_beside",
    "following",
    "found_again",
    "in_order",
    "inverse",
    "nearest",
    "new_places",
    "numbers_in",
    "origin",
    "parted",
    "plan",
    "same_rule",
    "settle",
    "suggest",
    "survivor",
    "tags_in",
    "undecided_beside",
    "unreadable",
]

__getattr__ = from_parts(
    __name__,
    {
        "triage.decide.blocks": "between copies flagged_beside found_again origin same_rule",
        "triage.decide.cluster": "DUPLICATE Settlement parted settle survivor",
        "triage.decide.commands": "Command Confirm Decide EditTags Fresh Mend SetApart SetBlocks SetNote SetReasons",
        "triage.decide.completion": "as_tag begins complete edits_in numbers_in tags_in",
        "triage.decide.slips": "FASTEST Slips Press",
        "triage.decide.moved": "following in_order new_places",
        "triage.decide.planning": "inverse plan",
        "triage.decide.queue": "ASKS Round Rows nearest undecided_beside unreadable",
        "triage.decide.suggestions": "Facts Kind Suggestion suggest",
        "triage.decide.visited": "Place Visited",
    },
)
