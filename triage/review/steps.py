"""What a command of the desk says to whoever drives it: what it asks, what it has carried out, and what came of it."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from triage.session import Applied, Bulk


class Ask(NamedTuple):
    """A question; whether the answer is yes is sent back. `lines` are the consequences, `command` is who asks."""

    question: str
    lines: tuple[str, ...] = ()
    command: str = ""


class Run(NamedTuple):
    """Something to be carried out, in one go or step by step; what it applied is sent back. Where it is refused, the command is
    not gone on with."""

    what: str
    bulk: Bulk


class Outcome(NamedTuple):
    """What came of a command. `position` is the row of the list to go to, `block` the block; None stays. `left` says why there
    is no document to go on to. `copied` is for the clipboard."""

    message: str = ""
    style: str = ""
    applied: Applied | None = None
    position: int | None = None
    block: int | None = None
    left: str = ""
    copied: str | None = None


Steps = Generator[Ask | Run, Any, Outcome]
"""A command that may ask or take long: a driver answers each step until the outcome is returned."""

UNDONE = "One undo takes all of it back."
"""The last of the consequences of what concerns many."""

UNCHANGED = Outcome("Nothing was changed.")
"""The answer was no."""
