"""`tags`: those of the folder, renamed and merged everywhere."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from triage.cli.change import refusals, refused_by
from triage.cli.opening import carried_out, opened
from triage.cli.output import emit_json, emit_table, narrate
from triage.errors import ExitCode, UsageError
from triage.printable import one_line

if TYPE_CHECKING:
    from triage.session import Session


def tags(args: argparse.Namespace) -> int:
    """`triage tags`."""
    if args.dry_run and not args.rename:
        raise UsageError("--dry-run goes with --rename OLD NEW")
    if args.rename and not args.rename[1].strip():
        raise UsageError("a tag can't be empty; --untag of triage decide takes one off")
    with opened(args) as session:
        return _renamed(session, args) if args.rename else _listed(session, args)


def _listed(session: Session, args: argparse.Namespace) -> int:
    palette = {entry.tag: entry.key for entry in session.config.palette}
    used = session.corpus.decided.tags()
    names = sorted({*palette, *used}, key=lambda tag: (-used.get(tag, 0), tag))
    if args.json:
        for tag in names:
            emit_json({"tag": tag, "documents": used.get(tag, 0), "palette": tag in palette, "key": palette.get(tag) or None})
    else:
        rows = ((tag, f"{used.get(tag, 0):,}", palette.get(tag, ""), "palette" if tag in palette else "") for tag in names)
        emit_table(("tag", "documents", "key", "from"), rows, frozenset(["documents"]))
    return ExitCode.DONE


def _renamed(session: Session, args: argparse.Namespace) -> int:
    old, new = args.rename
    planned = session.tags.plan(old, new)
    applied = None if args.dry_run else carried_out(session.tags.renaming(old, new), "tag")
    refused = planned.refused if args.dry_run else refused_by(session, applied)
    changed = [change.id for change in planned.changes if change.id not in refused]
    if args.json:
        emit_json({"dry_run": args.dry_run, "old": old, "new": new, "ids": changed})
    elif args.dry_run:
        for id in changed:
            print(one_line(f"would be tagged -{old} +{new}: {id}"))
    else:
        print(one_line(applied.receipt if applied else "nothing to change"))
    if old in {entry.tag for entry in session.config.palette}:
        narrate(f"triage.toml still offers {old}; change it there as well")
    return refusals(refused)
