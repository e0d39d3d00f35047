"""What a command of the desk says to whoever drives it: what it asks, what it has carried out, and what came of it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command. `index` is the row of the list to go to, and `block` the block; None stays. `left` says why there
    is no document to go on to."""

    message: str = ""
    style: str = ""
    applied: Applied | None = None
    index: int | None = None
    block: int | None = None
    left: str = ""


Steps = Generator[Ask | Run, Any, Outcome]
"""A command that may ask or take long: a driver answers each step until the outcome is returned."""

UNCHANGED = Outcome("Nothing was changed.")
"""The answer was no."""
