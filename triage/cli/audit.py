"""`check` and `stats`: what is left to do, and what was done."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from triage.cli.opening import opened
from triage.cli.output import emit_json, emit_table, known
from triage.errors import ExitCode
from triage.model import SHARE_DIGITS, Answer, Staleness
from triage.printable import one_line

if TYPE_CHECKING:
    from triage.model.figures import Figures, RuleCount
    from triage.session import Relinking, Session

Finding = tuple[str, str, str]
_ANSWERS = ("keep", "reject", "defer", "undecided")
_NAMED = 3  # documents of a long chain
_COUNTS = ("total", *_ANSWERS, "problems")


def check(args: argparse.Namespace) -> int:
    """`triage check`."""
    count = 0
    with opened(args) as session:
        session.refresh()

        def counted() -> Iterator[Finding]:
            nonlocal count
            for finding in _findings(session, args.where):
                if not args.kinds or finding[0] in args.kinds:
                    count += 1
                    yield finding

        if args.json:
            for kind, id, detail in counted():
                emit_json({"kind": kind, "id": id, "detail": known(detail)})
        else:
            emit_table(("finding", "id", "detail"), counted())
    return ExitCode.FINDINGS if count else ExitCode.DONE


def _findings(session: Session, where: str) -> Iterator[Finding]:
    """Of the documents that fit; a sidecar without a document fits no expression. A document that can't be used is told until it
    can be, or is rejected."""
    corpus, carrying = session.corpus, session.relinking()
    fitting = set(corpus.listing(where).every_id()) if where else None
    found = [one for one in corpus.decided.problems() if fitting is None or one[0] in fitting]
    broken = {id: problem.message for id, problem in found if problem.code != "newer"}
    unusable, elsewhere = corpus.unusable(), corpus.decided.elsewhere()
    for row in corpus.listing(where).every():
        if row.id in unusable and row.answer is not Answer.REJECT:
            yield "unusable", row.id, unusable[row.id].message
        elif row.answer is None and row.id not in broken:
            yield "undecided", row.id, row.problem or one_line(row.title)
        elif row.stale is not Staleness.CURRENT:
            yield "stale", row.id, f"{row.stale}: {_where(row.id, elsewhere, carrying) or 'look at it again'}"
    for id in (id for id in corpus.decided.orphans() if id not in broken) if fitting is None else ():
        moved = _where(id, elsewhere, carrying)
        yield "orphan", id, f"{Staleness.MOVED}: {moved}" if moved else "its document is gone"
    for id, problem in found:
        yield "broken" if id in broken else "newer", id, problem.message
    yield from _conflicting(session, where)


def _where(id: str, elsewhere: Mapping[str, Sequence[str]], carrying: Relinking) -> str:
    """Where the bytes that were judged are now, and the remedy; empty where they are nowhere."""
    if id in carrying.went:
        return f"what was judged is {carrying.went[id]} now; triage relink takes the decision there"
    if id in carrying.aside:
        return f"what was judged is gone; triage relink keeps the decision as {carrying.aside[id]}, since another belongs here"
    if id in carrying.left:
        return f"what was judged is {carrying.left[id]} now; mend the sidecar that can't be changed, then triage relink"
    places = ", ".join(elsewhere.get(id, ()))
    return f"what was judged is {places} now" if places else ""


def _conflicting(session: Session, where: str) -> Iterator[Finding]:
    """Duplicates of what isn't kept either: the story would be lost from the export."""
    corpus, ends = session.corpus, dict[str, str]()
    repeats = corpus.decided.repeats()
    lost: dict[str, str] = {}
    for id in corpus.listing(f"({where}) answer:reject" if where else "answer:reject").every_id():
        if id not in repeats:
            continue
        if repeats[id] == id:
            yield "conflicting", id, "rejected as a duplicate of itself"
            continue
        # A copy of a copy of what is kept is lost to nobody.
        end = _end(id, repeats, ends)
        if end not in lost:
            last = corpus.row(end)
            lost[end] = "which is gone" if last is None else "which is rejected too" if last.answer is Answer.REJECT else ""
        if lost[end]:
            yield "conflicting", id, f"rejected as a duplicate of {_chain(id, repeats, end)}, {lost[end]}"


def _end(id: str, repeats: Mapping[str, str], ends: dict[str, str]) -> str:
    """What a document is a duplicate of in the end: what is none itself, or in a circle any of it. `ends` are those known."""
    passed = {id: None}
    while id not in ends and repeats.get(id, id) not in passed:
        id = repeats[id]
        passed[id] = None
    end = ends.get(id, id)
    ends.update(dict.fromkeys(passed, end))
    return end


def _chain(id: str, repeats: Mapping[str, str], end: str) -> str:
    """What a document is a duplicate of, and what that is: all of it, or of much the first ones and the last."""
    passed = [id]
    while (following := repeats.get(passed[-1])) is not None and following not in passed:
        if len(passed) > _NAMED:
            return f"{', itself of '.join(passed[1:])}, and so on to {end}"
        passed.append(following)
    return ", itself of ".join(passed[1:])


def stats(args: argparse.Namespace) -> int:
    """`triage stats`."""
    with opened(args) as session:
        figures = session.statistics.figures()
        rules = session.statistics.all_rules().ranked()
    if args.json:
        emit_json(_as_json(figures, rules))
        return ExitCode.DONE
    emit_table(("what", "name", "count", "share"), _stats_rows(figures, rules), frozenset(["count", "share"]))
    return ExitCode.DONE


def _as_json(figures: Figures, rules: Sequence[RuleCount]) -> dict[str, Any]:
    counts, told = figures.counts, figures.tallies
    per_rule = Counter[str]()
    for one in rules:
        per_rule[one.rule] += one.blocks
    return {
        **{name: getattr(counts, name) for name in _COUNTS},
        "per_hour": figures.per_hour and round(figures.per_hour, 1),
        "hours_left": figures.hours_left and [round(hours, 2) for hours in figures.hours_left],
        "hours_worked": round(figures.hours_worked, 2),
        "tags": {split.name: split.total for split in told.tags},
        "reasons": {split.name: split.total for split in told.reasons},
        "rules": dict(per_rule),
        "labels": {label.value: round(share, SHARE_DIGITS) for label, share in told.shares.items()},
        "over_time": [{"hour": at.isoformat(), "answer": answer.value, "count": count} for at, answer, count in told.over_time],
        **{
            f"by_{name}": [{"name": known(one.name), **{key: getattr(one, key) for key in _ANSWERS}} for one in splits]
            for name, splits in (("tag", told.tags), ("source", told.sources), ("reviewer", told.reviewers))
        },
        "precision": [
            {
                "rule": one.rule,
                "label": one.label.value,
                "blocks": one.blocks,
                "reviewed": one.reviewed,
                "overturned": one.overturned,
                "precision": None if one.precision is None else round(one.precision, SHARE_DIGITS),
            }
            for one in rules
        ],
    }


def _stats_rows(figures: Figures, rules: Sequence[RuleCount]) -> Iterator[tuple[str, str, str, str]]:
    counts, told = figures.counts, figures.tallies
    for name in _COUNTS:
        number = getattr(counts, name)
        yield "documents", name, f"{number:,}", f"{number / counts.total:.1%}" if counts.total and name != "total" else ""
    yield "rate", "decisions an hour", "-" if figures.per_hour is None else f"{figures.per_hour:.0f}", ""
    left = figures.hours_left
    yield "rate", "hours left", "-" if left is None else f"{left[0]:.1f}-{left[1]:.1f}", ""
    for label, share in told.shares.items():
        yield "label", label.value, "", f"{share:.1%}"
    for kind, splits in (("tag", told.tags), ("reason", told.reasons), ("source", told.sources), ("reviewer", told.reviewers)):
        for one in splits:
            kept = f"{one.keep / (one.keep + one.reject):.1%} kept" if one.keep + one.reject and kind != "reason" else ""
            yield kind, one.name or "unknown", f"{one.total:,}", kept
    for rule in rules:
        right = "" if rule.precision is None else f"{rule.precision:.1%} right"
        yield "rule", f"{rule.rule} ({rule.label.value})", f"{rule.blocks:,}", right
