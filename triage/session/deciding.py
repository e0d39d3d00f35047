"""The rules of deciding that a desk goes by: what is next, what is asked before, which keys were slips, what typed words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.lazy import from_parts

if TYPE_CHECKING:
    from triage.decide import (
        ASKS,
        FASTEST,
        MOST_LOOKED_AT,
        Confirm,
        Press,
        Round,
        Rows,
        Slips,
        Visited,
        begins,
        between,
        copies,
        edits_in,
        flagged_beside,
        nearest,
        numbers_in,
        origin,
        overruled,
        same_rule,
        tags_in,
        undecided_beside,
        unreadable,
    )

__all__, __getattr__ = from_parts(
    __name__,
    {
        "triage.decide": (
            "ASKS FASTEST MOST_LOOKED_AT Confirm Press Round Rows Slips Visited begins between copies edits_in flagged_beside "
            "nearest numbers_in origin overruled same_rule tags_in undecided_beside unreadable"
        )
    },
)
