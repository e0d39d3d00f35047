"""`mend`: what a document's title, date, source or author is, where it says something else."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.cli.change import refusals, refused_by
from triage.cli.named import check_null, chosen
from triage.cli.opening import carried_out, opened
from triage.cli.output import emit_json, known
from triage.errors import ExitCode, UsageError
from triage.printable import one_line

if TYPE_CHECKING:
    from triage.session import Session


def mend(args: argparse.Namespace) -> int:
    """`triage mend`."""
    from triage.session import CORRECTABLE

    given: dict[str, str] = {name: getattr(args, name) for name in CORRECTABLE if getattr(args, name) is not None}
    if not given:
        raise UsageError("mend what? Add --title, --date, --source or --author; an empty text has the document speak for itself")
    check_null(args)
    if not (args.ids or args.where):
        raise UsageError("which documents? Name them, or choose them with --where; see triage mend --help")
    if args.ids and args.where:
        raise UsageError("name the documents, or choose them with --where, not both; see triage mend --help")
    with opened(args) as session:
        ids = chosen(session, args)
        if args.title and len(ids) > 1:
            raise UsageError(f"--title goes with one document, and these are {len(ids):,}")
        if not ids:
            return ExitCode.DONE
        return _mended(session, args, ids, given)


def _mended(session: Session, args: argparse.Namespace, ids: Sequence[str], given: dict[str, str]) -> int:
    from triage.session import CORRECTABLE, Mend

    applied = carried_out(session.bulk(Mend.of(ids, given)), "mend")
    refused = refused_by(session, applied)
    changed = set(applied.ids) if applied else set()
    for id in ids:
        if id in refused:
            continue
        holds = session.open_document(id).metadata
        told = {name: known(str(getattr(holds, name) or "")) for name in CORRECTABLE}
        if args.json:
            emit_json({"id": id, "changed": id in changed, **told})
        else:
            print(one_line(f"{'mended' if id in changed else 'unchanged'}: {id}: {' · '.join(filter(None, told.values()))}"))
    return refusals(refused)
