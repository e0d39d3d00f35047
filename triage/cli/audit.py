"""`check` and `stats`: what is left to do, and what was done."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from triage.cli.opening import PAGE, opened
from triage.cli.output import emit_json, emit_table, safe
from triage.errors import ExitCode
from triage.model import Answer, Row, Staleness

if TYPE_CHECKING:
    from triage.session import Session

Finding = tuple[str, str, str]
PAUSE = timedelta(minutes=10)  # a longer gap between two decisions is not work


def check(args: argparse.Namespace) -> int:
    """`triage check`."""
    count = 0
    with opened(args) as session:
        session.refresh()

        def counted() -> Iterator[Finding]:
            nonlocal count
            for finding in _findings(session):
                count += 1
                yield finding

        if args.json:
            for kind, id, detail in counted():
                emit_json({"kind": kind, "id": id, "detail": detail})
        else:
            emit_table(("finding", "id", "detail"), counted())
    return ExitCode.FINDINGS if count else ExitCode.DONE


def _findings(session: Session) -> Iterator[Finding]:
    broken = dict(_sidecar_problems(session))
    for row in _all_rows(session):
        if row.answer is None and row.id not in broken:
            yield "undecided", row.id, row.problem or safe(row.title)
        elif row.stale is not Staleness.CURRENT:
            yield "stale", row.id, f"{row.stale}: look at it again"
    for orphan in session.corpus.orphans():
        moved = ", ".join(orphan.moved_to)
        yield "orphan", orphan.id, f"{orphan.stale}: the same bytes are at {moved}" if moved else "its document is gone"
    for id, message in broken.items():
        yield "broken", id, message
    yield from _conflicting(session)


def _sidecar_problems(session: Session) -> Iterator[tuple[str, str]]:
    for id, problem in session.corpus.sidecar_problems():
        yield id, problem.message


def _conflicting(session: Session) -> Iterator[Finding]:
    """Duplicates of what isn't kept either: the story would be lost from the export."""
    for row in _all_rows(session, "answer:reject"):
        sidecar = session.sidecar(row.id)
        target = sidecar.decision.duplicate_of if sidecar else ""
        if not target:
            continue
        other = session.corpus.row(target)
        if other is None:
            yield "conflicting", row.id, f"rejected as a duplicate of {target}, which is gone"
        elif other.answer is Answer.REJECT:
            yield "conflicting", row.id, f"rejected as a duplicate of {target}, which is rejected too"


def _all_rows(session: Session, where: str = "") -> Iterator[Row]:
    listing = session.corpus.listing(where=where, sort="id")
    for start in range(0, len(listing), PAGE):
        yield from listing.rows(start, start + PAGE)


def stats(args: argparse.Namespace) -> int:
    """`triage stats`."""
    with opened(args) as session:
        counts = session.corpus.counts()
        reasons, rules = Counter[str](), Counter[str]()
        for row in _all_rows(session):
            reasons.update(row.reasons)
            labelled = session.corpus.labelled(row.id)
            rules.update(block.rule for block in labelled[1] if block.rule) if labelled else None
        names = ("total", "keep", "reject", "defer", "undecided", "problems")
        numbers = {name: getattr(counts, name) for name in names}
        per_hour = rate(entry.at for entry in session.journal.entries() if entry.command == "Decide" for _ in entry.changes)
        tags = session.corpus.tags()
    if args.json:
        emit_json({**numbers, "per_hour": per_hour, "tags": tags, "reasons": dict(reasons), "rules": dict(rules)})
        return ExitCode.DONE
    rows = [("documents", name, f"{number:,}") for name, number in numbers.items()]
    rows += [("rate", "decisions an hour", "-" if per_hour is None else f"{per_hour:.0f}")]
    for group, counter in (("tag", tags), ("reason", reasons), ("rule", rules)):
        ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
        rows += [(group, name, f"{number:,}") for name, number in ranked]
    emit_table(("what", "name", "count"), rows, frozenset(["count"]))
    return ExitCode.DONE


def rate(moments: Iterable[datetime]) -> float | None:
    """Decisions in an hour of work; None where there are too few to tell."""
    worked, steps, before = timedelta(), 0, None
    for moment in moments:
        if before is not None and timedelta() <= moment - before <= PAUSE:
            worked += moment - before
            steps += 1
        before = moment
    return round(steps / (worked / timedelta(hours=1)), 1) if worked >= timedelta(seconds=1) else None
