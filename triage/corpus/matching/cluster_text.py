"""A cluster in the words of `triage clusters`: a line of JSON, and rows of a table.

Words for readers belong in the view. These are kept in the index as they are printed, since to find them anew for each of a
hundred thousand members would take longer than all else that the command does; so they are made by the scan.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from triage.model import LITTLE, SHARE_DIGITS

_COPY = 0.5  # of a text at least, or it has passages of the other

# Cluster, role, similarity, why and id of a member, as text.
Cells = tuple[str, str, str, str, str]


class MemberFacts(NamedTuple):
    """What is known of a member: how alike it is to the representative, in which role; by which document that shows; which share
    of it the representative has, and the other way round."""

    id: str
    similarity: float
    role: str
    via: str
    of_member: float
    of_representative: float


def printed(cluster: str, members: Sequence[MemberFacts]) -> tuple[str, list[Cells]]:
    """A cluster as JSON, and its members as cells; the representative is the first of them."""
    representative = members[0].id
    whys = [why_text(member, representative) for member in members]
    listed = [
        {"id": one.id, "similarity": round(one.similarity, SHARE_DIGITS), "role": one.role, "why": why}
        for one, why in zip(members, whys, strict=True)
    ]
    rows = [
        (cluster, one.role, f"{round(one.similarity, SHARE_DIGITS):.2f}", why, one.id)
        for one, why in zip(members, whys, strict=True)
    ]
    line = json.dumps({"id": cluster, "representative": representative, "members": listed}, ensure_ascii=False)
    return line, rows


def why_text(member: MemberFacts, representative: str) -> str:
    """Why it is in the cluster."""
    if member.role == "representative":
        return "the others are compared with it"
    if member.role == "exact":
        return f"the same words as {representative}"
    most = max(member.of_member, member.of_representative)
    # Another member may be what shows that both tell one story.
    shown = f", as {member.via} shows" if member.via not in ("", representative) else ""
    if shown and most < LITTLE:
        return f"tells the story of {representative}{shown}"
    copy = "a copy of" if most >= _COPY else "has passages of"
    relation = {"part": "contained in", "host": "contains"}.get(member.role, copy)
    shares = f"{member.of_member:.0%} of what it tells stands there, {member.of_representative:.0%} of what that tells here"
    return f"{relation} {representative}: {shares}{shown}"
