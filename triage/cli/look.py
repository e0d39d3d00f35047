"""`list`, `count`, `show` and `clusters`: what is there."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from triage.cli.opening import document_id, opened
from triage.cli.output import emit_ids, emit_json, emit_json_lines, emit_jsons, emit_table, emit_text, known, narrate
from triage.errors import ExitCode, FileError, UsageError
from triage.model import SHARE_DIGITS, Block, By, Decision, Label, Row, Staleness, percent
from triage.printable import one_line
from triage.widths import cut

if TYPE_CHECKING:
    from triage.session import Opened, Session

_NUMBERS = frozenset(["words", "blocks", "boiler", "dup", "n", "start", "end", "score", "similarity"])


def list_rows(args: argparse.Namespace) -> int:
    """`triage list`."""
    with opened(args, glance=True) as session:
        listing = session.corpus.listing(args.where, args.sort or "id")
        if args.ids or args.null:
            emit_ids(listing.every_id(), null=args.null)
            return ExitCode.DONE
        rows = listing.every()
        if args.json:
            emit_jsons(row_json(row) for row in rows)
        else:
            head = ("answer", "words", "blocks", "boiler", "dup", "cluster", "date", "id", "title")
            emit_table(head, (_cells(row) for row in rows), _NUMBERS)
    return ExitCode.DONE


def count(args: argparse.Namespace) -> int:
    """`triage count`."""
    with opened(args, glance=True) as session:
        documents = session.corpus.count(args.where)
    if args.json:
        emit_json({"documents": documents})
    else:
        print(documents)
    return ExitCode.DONE


def row_json(row: Row) -> dict[str, Any]:
    """A row as `list --json` prints it."""
    return {
        "id": row.id,
        "title": known(row.title),
        "date": known(row.date),
        "source": known(row.source),
        "author": known(row.author),
        "language": known(row.language),
        "words": row.words,
        "blocks": row.blocks,
        "boilerplate": round(row.boilerplate, SHARE_DIGITS),
        "duplicate": round(row.duplicate, SHARE_DIGITS),
        "answer": known(row.answer),
        "tags": list(row.tags),
        "reasons": list(row.reasons),
        "cluster": known(row.cluster),
        "cluster_size": row.cluster_size,
        "stale": str(row.stale),
        "problem": known(row.problem),
    }


def _cells(row: Row) -> tuple[str, ...]:
    title = f"! {row.problem}" if row.problem else cut(one_line(row.title), 72)
    answer = str(row.answer or "-")
    return (
        answer if row.stale is Staleness.CURRENT else f"{answer}, stale",
        str(row.words),
        str(row.blocks),
        f"{percent(row.boilerplate)}%",
        f"{percent(row.duplicate)}%",
        row.cluster or "-",
        row.date.isoformat() if row.date else "-",
        row.id,
        title,
    )


def views(args: argparse.Namespace) -> int:
    """`triage views`."""
    if args.save is None and (args.where or args.sort):
        raise UsageError(f"{'--where' if args.where else '--sort'} goes with --save NAME")
    with opened(args, fresh=False) as session:
        if args.save is not None:
            replaced = session.views.save(args.save, args.where, args.sort or "undecided")
            narrate(f"{'replaced' if replaced else 'saved'}: {args.save}")
        elif args.remove is not None:
            session.views.remove(args.remove)
            narrate(f"removed: {args.remove}")
        found = session.views.all()
    if args.json:
        for name, view in found.items():
            emit_json({"name": name, "where": view.where, "sort": view.sort})
    else:
        emit_table(("view", "sort", "where"), ((name, view.sort, view.where) for name, view in found.items()))
    return ExitCode.DONE


def show(args: argparse.Namespace) -> int:
    """`triage show`."""
    with opened(args) as session:
        found = session.open_document(document_id(session, args, args.id))
        if found.document.problem is not None and (args.raw or args.cleaned):
            told = f"{found.document.id}: {found.document.problem.message}"
            if found.document.problem.code != "empty":
                raise FileError(one_line(told))
            narrate(told)
        if args.raw:
            emit_text(found.document.raw)
        elif args.cleaned:
            emit_text(found.cleaned.text + ("\n" if found.cleaned.text else ""))
        elif args.json:
            emit_json(document_json(session, found))
        else:
            _print_document(found)
        if found.problem is not None and found.document.problem is None and not args.json:  # the sidecar's
            narrate(one_line(found.problem.message))
    if found.problem is None or found.problem.code == "empty":
        return ExitCode.DONE
    return ExitCode.FILE if found.document.problem is not None else ExitCode.CONFIG


def document_json(session: Session, found: Opened) -> dict[str, Any]:
    """A document as `show --json` prints it."""
    document, metadata = found.document, found.metadata
    row, reasons = session.corpus.row(document.id), session.reader.reasons(found)
    return {
        "id": document.id,
        "title": known(metadata.title),
        "date": known(metadata.date),
        "source": known(metadata.source),
        "author": known(metadata.author),
        "language": known(row.language) if row is not None else known(metadata.language),
        "encoding": known(document.source.encoding),
        "encoding_assumed": document.source.assumed,
        "sha256": known(document.source.sha256),
        "problem": found.problem.message if found.problem else None,
        "decision": decision_json(found.sidecar.decision) if found.sidecar else None,
        "suggestion": suggestion_json(session, found),
        "blocks": [_block_json(found, block, given) for block, given in zip(found.cleaned.blocks, reasons, strict=True)],
        "cleaned": found.cleaned.text,
    }


def suggestion_json(session: Session, found: Opened) -> dict[str, Any] | None:
    """What an undecided document looks like, and how to answer then; None where nothing is suggested."""
    suggestion = session.suggestions.of(found)
    if suggestion is None:
        return None
    accepted, shown = session.suggestions.followed(suggestion.kind)
    return {
        "kind": str(suggestion.kind),
        "answer": "reject",
        "reasons": [suggestion.reason],
        "duplicate_of": known(suggestion.duplicate_of),
        "evidence": suggestion.evidence,
        "accepted": accepted,
        "shown": shown,
    }


def decision_json(decision: Decision) -> dict[str, Any]:
    """A decision, with all of its fields."""
    from triage.session.exporting import timestamp

    return {
        "answer": known(decision.answer),
        "reasons": list(decision.reasons),
        "tags": list(decision.tags),
        "note": known(decision.note),
        "duplicate_of": known(decision.duplicate_of),
        "not_duplicate_of": list(decision.not_duplicate_of),
        "reviewer": known(decision.reviewer),
        "method": str(decision.method),
        "decided_at": timestamp(decision.decided_at),
        "revision": decision.revision,
    }


def _block_json(found: Opened, block: Block, given: tuple[str, ...]) -> dict[str, Any]:
    return {
        "n": block.n,
        "start": block.start,
        "end": block.end,
        "text": found.document.raw[block.start : block.end],
        "label": str(block.label),
        "rule": known(block.rule),
        "score": round(block.score, SHARE_DIGITS),
        "reasons": _reasons(block, given),
        "duplicate_of": block.duplicate_of,
        "by": str(block.by),
        "was": known(block.was),
        "was_rule": known(block.was_rule),
    }


def _reasons(block: Block, given: tuple[str, ...]) -> list[str]:
    if block.by is By.REVIEWER:
        return [f"changed by the reviewer, was {block.was} ({block.was_rule})" if block.was else "given by the reviewer"]
    return list(given)


def _print_document(found: Opened) -> None:
    document, metadata = found.document, found.metadata
    encoding = document.source.encoding + (" (assumed)" if document.source.assumed else "")
    facts = [("id", document.id), ("title", metadata.title), ("date", known(metadata.date) or ""), ("source", metadata.source)]
    facts += [("author", metadata.author), ("encoding", encoding), ("sha256", document.source.sha256)]
    facts += [("problem", document.problem.message)] if document.problem is not None else []
    if found.sidecar:
        facts += [(key, _fact(value)) for key, value in decision_json(found.sidecar.decision).items()]
    for name, value in facts:
        if value:
            print(f"{name:<13}{one_line(value)}")
    if found.cleaned.blocks:
        print()
    emit_table(("n", "label", "rule", "score", "text"), (_block_cells(found, b) for b in found.cleaned.blocks), _NUMBERS)


def _fact(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _block_cells(found: Opened, block: Block) -> tuple[str, ...]:
    label = str(block.label) + (f" of {block.duplicate_of}" if block.label is Label.DUPLICATE and block.duplicate_of else "")
    rule = block.rule + (f" (was {block.was})" if block.was else "")
    text = cut(one_line(found.document.raw[block.start : block.end][:400].strip()), 96)
    return (str(block.n), label, rule or "-", f"{block.score:.2f}", text)


def clusters(args: argparse.Namespace) -> int:
    """`triage clusters`."""
    if args.runs and not args.json:
        raise UsageError("--runs are offsets, for programs: add --json")
    with opened(args, glance=True) as session:
        chosen = {row.cluster for row in session.corpus.listing(args.where).every()} if args.where else None
        if args.json:
            lines: Iterator[str] = chain.from_iterable(session.corpus.matched.lines())
            if chosen is not None:
                lines = (line for line in lines if json.loads(line)["id"] in chosen)
            emit_jsons(_with_runs(line, session) for line in lines) if args.runs else emit_json_lines(lines)
        else:
            members: Iterator[tuple[str, ...]] = chain.from_iterable(session.corpus.matched.members())
            if chosen is not None:
                members = (member for member in members if member[0] in chosen)
            emit_table(("cluster", "role", "similarity", "why", "id"), members, _NUMBERS)
    return ExitCode.DONE


def _with_runs(line: str, session: Session) -> dict[str, Any]:
    """A cluster, and what each member and the representative share."""
    cluster: dict[str, Any] = json.loads(line)
    for member in cluster["members"][1:]:
        member |= _beside(session, member["id"], cluster["representative"])
    return cluster


def _beside(session: Session, id: str, representative: str) -> dict[str, Any]:
    """What two texts share and where they differ: `[start, end]` in the member's cleaned text, then in the representative's."""
    pair = session.clusters.explain(id, representative)
    return {
        "in_representative": round(pair.left_in_right, SHARE_DIGITS),
        "of_representative": round(pair.right_in_left, SHARE_DIGITS),
        "shared": [[run.left, run.right] for run in pair.runs],
        "differences": [[difference.kind, difference.left, difference.right] for difference in pair.differences],
    }
