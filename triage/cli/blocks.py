"""`blocks`: a document's blocks dropped and brought back, as Space does."""

from __future__ import annotations

import argparse

from triage.cli.opening import document_id, opened
from triage.cli.output import emit_json, narrate
from triage.errors import ExitCode, UsageError
from triage.model import Label
from triage.printable import one_line
from triage.session import Opened
from triage.session.deciding import numbers_in, same_rule


def blocks(args: argparse.Namespace) -> int:
    """`triage blocks`."""
    with opened(args) as session:
        id = document_id(session, args, args.id)
        found = session.open_document(id)
        applied = session.toggle_blocks(found, chosen) if (chosen := _chosen(found, args)) else None
        session.flush()
    if applied is None:
        narrate("nothing to change: the blocks are so already")
    if args.json:
        emit_json({"id": id, "changed": list(chosen) if applied else [], "receipt": applied.receipt if applied else None})
    elif applied is not None:
        print(one_line(applied.receipt))
    return ExitCode.DONE


def _chosen(found: Opened, args: argparse.Namespace) -> tuple[int, ...]:
    """The blocks to turn over, in their order."""
    all = found.cleaned.blocks
    wanted = set[int]()
    for name in ("toggle", "drop", "restore", "rule_of"):
        text = getattr(args, name)
        if text is None:
            continue
        for n in numbers_in(text, len(all)):
            is_content = all[n - 1].label is Label.CONTENT
            if name == "rule_of":
                wanted.update(same_rule(all, n) or _no_rule(n))
            elif name == "toggle" or is_content == (name == "drop"):
                wanted.add(n)
    return tuple(sorted(wanted))


def _no_rule(n: int) -> tuple[int, ...]:
    raise UsageError(f"block {n} is content, found by no rule; name the blocks with --drop")
