"""Commands and state -> new state: decisions, tags, notes, queue order. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.lazy import from_parts

if TYPE_CHECKING:
    from triage.decide.blocks import between, copies, flagged_beside, found_again, origin, same_rule
    from triage.decide.cluster import Settlement, parted, settle, survivor
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
    from triage.decide.moved_documents import following, in_order, new_places
    from triage.decide.overruling import MOST_LOOKED_AT, overruled
    from triage.decide.planning import asks_for_text, inverse, plan
    from triage.decide.queue import ASKS, Round, Rows, nearest, undecided_beside, unreadable
    from triage.decide.slips import FASTEST, Press, Slips
    from triage.decide.suggestions import Facts, suggest
    from triage.decide.visited import Place, Visited

__all__, __getattr__ = from_parts(
    __name__,
    {
        "triage.decide.blocks": "between copies flagged_beside found_again origin same_rule",
        "triage.decide.cluster": "Settlement parted settle survivor",
        "triage.decide.commands": "Command Confirm Decide EditTags Fresh Mend SetApart SetBlocks SetNote SetReasons",
        "triage.decide.completion": "as_tag begins complete edits_in numbers_in tags_in",
        "triage.decide.slips": "FASTEST Slips Press",
        "triage.decide.moved_documents": "following in_order new_places",
        "triage.decide.overruling": "MOST_LOOKED_AT overruled",
        "triage.decide.planning": "asks_for_text inverse plan",
        "triage.decide.queue": "ASKS Round Rows nearest undecided_beside unreadable",
        "triage.decide.suggestions": "Facts suggest",
        "triage.decide.visited": "Place Visited",
    },
)
