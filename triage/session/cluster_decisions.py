"""A cluster decided as one command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.decide import SetApart, Settlement, settle
from triage.errors import UsageError
from triage.session.clusters import Copies

if TYPE_CHECKING:
    from triage.session.bulk import Bulk
    from triage.session.change_recorder import Applied
    from triage.session.session import Session


def settlement(copies: Copies, keeps: Sequence[str], *, overrule: bool = False) -> Settlement:
    """What `keep_of` would do. Raises `UsageError` as that does."""
    found = settle(copies.ids, keeps, copies.answers, copies.unlike)
    if found.overruled and not overrule:
        named = ", ".join(found.overruled)
        raise UsageError(f"{named}: decided already, and this would change it; overrule that, or choose another survivor")
    return found


def keep_of(session: Session, copies: Copies, keeps: Sequence[str], *, overrule: bool = False) -> Applied | None:
    """Keep `keeps` of a cluster and reject the rest as duplicates of the first of them, but those of which most isn't in it; one
    undo takes it back.

    Raises `UsageError` where it would change answers that were given before, unless `overrule`.
    """
    bulk = keeping(session, copies, keeps, overrule=overrule)
    return bulk.run() if bulk is not None else None


def keeping(session: Session, copies: Copies, keeps: Sequence[str], *, overrule: bool = False) -> Bulk | None:
    """As `keep_of`, to be carried out step by step; None where nothing changes."""

    def describe(ids: Sequence[str]) -> str:
        kept = keeps[0] if len(keeps) == 1 else f"{len(keeps)} documents"
        rejected = [id for id in ids if id not in keeps]
        copies_of = "" if not rejected else f", rejected {rejected[0] if len(rejected) == 1 else f'{len(rejected):,} copies'}"
        left = [id for id in copies.unlike if id not in keeps and copies.answers.get(id) is None]
        named = left[0] if len(left) == 1 else f"{len(left):,} members"
        own = f"; left {named}: most of it isn't in {copies.reference}" if left else ""
        return f"cluster: kept {kept}{copies_of}{own}"

    commands = settlement(copies, keeps, overrule=overrule).commands
    return session.bulk(*commands, describe=describe, answers=copies.answers) if commands else None


def set_apart(session: Session, id: str) -> Applied | None:
    """Say that a document is no copy of the others in its cluster; None where it is in none."""
    others = session.clusters.others(id)
    return session.apply(SetApart((id,), others)) if others else None
