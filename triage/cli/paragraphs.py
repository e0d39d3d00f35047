"""`paragraphs`: what several documents have in common."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from triage.cli.opening import opened
from triage.cli.output import emit_jsons, emit_table
from triage.errors import ExitCode
from triage.printable import one_line
from triage.widths import cut

if TYPE_CHECKING:
    from triage.session import SharedParagraph

_NUMBERS = frozenset(["documents", "wordings", "within"])


def paragraphs(args: argparse.Namespace) -> int:
    """`triage paragraphs`."""
    with opened(args, glance=True) as session:
        found = session.shared_paragraphs(args.where, args.least)
    if args.json:
        emit_jsons(_json(one) for one in found)
    else:
        emit_table(("documents", "wordings", "within", "first in", "text"), (_cells(one) for one in found), _NUMBERS)
    return ExitCode.DONE


def _json(one: SharedParagraph) -> dict[str, Any]:
    return {
        "text": one.text,
        "documents": one.documents,
        "wordings": one.wordings,
        "places": [{"id": place.id, "paragraph": place.n} for place in one.places],
        "within": [{"id": place.id, "paragraph": place.n} for place in one.within],
    }


def _cells(one: SharedParagraph) -> tuple[str, ...]:
    counts = (one.documents, one.wordings, len(one.within))
    return (*map(str, counts), one.places[0].id, cut(one_line(" ".join(one.text[:400].split())), 96))
