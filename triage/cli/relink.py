"""`relink`: decisions taken to where their documents went."""

from __future__ import annotations

import argparse

from triage.cli.change import refusals
from triage.cli.opening import opened
from triage.cli.output import emit_json, narrate, safe
from triage.errors import ExitCode


def relink(args: argparse.Namespace) -> int:
    """`triage relink`."""
    with opened(args) as session:
        session.refresh()
        carrying = session.carrying()
        if carrying is None:
            narrate("every decision is where its document is")
            return ExitCode.DONE
        applied = None if args.dry_run else carrying.run()
        refused = {**(applied.refused if applied else {}), **session.settle()}
        if args.json:
            for old, new in carrying.went.items():
                emit_json({"dry_run": args.dry_run, "id": new, "was": old})
        else:
            for old, new in carrying.went.items():
                print(safe(f"{'would be taken' if args.dry_run else 'taken'} from {old} to {new}"))
        if applied is not None:
            narrate(safe(applied.receipt))
        return refusals(refused)
