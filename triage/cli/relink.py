"""`relink`: decisions taken to where their documents went."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from triage.cli.change import refusals, refused_by
from triage.cli.opening import opened
from triage.cli.output import emit_json, narrate
from triage.errors import ExitCode
from triage.printable import one_line

if TYPE_CHECKING:
    from triage.session import Relinking


def relink(args: argparse.Namespace) -> int:
    """`triage relink`."""
    with opened(args) as session:
        session.refresh()
        carrying = session.relinking()
        if not carrying.total:
            narrate(carrying.nothing)
            return _left(carrying)
        applied = None if args.dry_run else carrying.run()
        refused = refused_by(session, applied)
        _print(args, carrying)
        if applied is not None:
            narrate(applied.receipt)
        return max(refusals(refused), _left(carrying))


def _print(args: argparse.Namespace, carrying: Relinking) -> None:
    would = "would be " if args.dry_run else ""
    for old, new in {**carrying.went, **carrying.aside}.items():
        gone = old in carrying.aside
        if args.json:
            emit_json({"dry_run": args.dry_run, "id": new, "was": old, "gone": gone})
        else:
            print(one_line(f"{would}put aside: {old}, which is gone, as {new}" if gone else f"{would}taken from {old} to {new}"))


def _left(carrying: Relinking) -> int:
    """Says which decisions couldn't be taken to where their documents are."""
    for old, new in carrying.left.items():
        narrate(f"{old}: what was judged is {new} now, but the sidecar of either can't be changed; mend it; left as it is")
    return ExitCode.CONFIG if carrying.left else ExitCode.DONE
