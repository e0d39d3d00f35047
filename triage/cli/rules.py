"""`rules`: the learned rules, listed, tried, made, changed and removed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from triage.cli.opening import ProgressLine, opened
from triage.cli.output import emit_json, emit_table, known, narrate
from triage.errors import ExitCode, UsageError
from triage.model import Label, LearnedRule, Likeness, RuleChange
from triage.plural import counted
from triage.printable import one_line
from triage.widths import cut

if TYPE_CHECKING:
    from triage.model.reach import Effect, Reach
    from triage.session import Session

_SHOWN = 72
_HEAD = ("id", "state", "label", "like", "author", "made", "text")


def rules(args: argparse.Namespace) -> int:
    """`triage rules`."""
    _check_usage(args)
    with opened(args, fresh=args.action != "list" or args.dry_run) as session:
        if args.action == "list":
            return _listed(session, args)
        change = _change(session, args)
        return _tried(session, args, change) if args.dry_run else _made(session, args, change)


def _check_usage(args: argparse.Namespace) -> None:
    given = [name for name in Likeness if getattr(args, name.value) is not None]
    if args.action == "add":
        if args.id:
            raise UsageError("a new rule gets its id by itself; give --exact, --folded or --fuzzy TEXT, and --label")
        if len(given) != 1 or not args.label:
            raise UsageError("a rule needs one of --exact, --folded and --fuzzy TEXT, and --label boilerplate or content")
    elif args.action == "list":
        if args.id or given or args.label or args.threshold:
            raise UsageError("to make a rule: triage rules CORPUS add --folded TEXT --label boilerplate")
    elif not args.id:
        raise UsageError(f"which rule? triage rules CORPUS {args.action} ID; triage rules CORPUS lists them")
    if args.action == "edit" and (len(given) > 1 or not (given or args.label or args.threshold)):
        raise UsageError("what to change? Give --label, --threshold, or one of --exact, --folded and --fuzzy TEXT")
    if args.action not in ("add", "edit") and (given or args.label or args.threshold):
        raise UsageError(f"{args.action} takes an id alone")
    if args.threshold and given and Likeness.FUZZY not in given:
        raise UsageError("--threshold goes with --fuzzy TEXT alone")


def _change(session: Session, args: argparse.Namespace) -> RuleChange:
    given = next(((kind, getattr(args, kind.value)) for kind in Likeness if getattr(args, kind.value) is not None), None)
    before = None if args.action == "add" else session.rules.get(args.id)
    if args.action == "remove":
        return RuleChange(args.id, before, None)
    if args.action in ("enable", "disable"):
        assert before is not None
        return RuleChange(args.id, before, before._replace(enabled=args.action == "enable"))
    rule = before or session.rules.draft(given[1] if given else "", Label(args.label))
    if given:
        rule = rule._replace(likeness=given[0], text=" ".join(given[1].split()))
    if args.label:
        rule = rule._replace(label=Label(args.label))
    if args.threshold:
        if rule.likeness is not Likeness.FUZZY:
            raise UsageError(f"{rule.id} is {rule.likeness.value}, and --threshold goes with --fuzzy TEXT")
        rule = rule._replace(threshold=args.threshold)
    return RuleChange(rule.id, before, rule)


def _listed(session: Session, args: argparse.Namespace) -> int:
    found = session.rules.all()
    if args.json:
        for rule in found:
            emit_json(as_json(rule))
    else:
        emit_table(_HEAD, (_row(rule) for rule in found))
    return ExitCode.DONE


def as_json(rule: LearnedRule) -> dict[str, Any]:
    """A rule as JSON."""
    return {
        "id": rule.id,
        "enabled": rule.enabled,
        "label": rule.label.value,
        "like": rule.likeness.value,
        "threshold": rule.threshold if rule.likeness is Likeness.FUZZY else None,
        "text": rule.text,
        "author": known(rule.author),
        "made_at": rule.made_at.isoformat() if rule.made_at else None,
    }


def _row(rule: LearnedRule) -> tuple[str, ...]:
    from triage.view.days import local_day

    like = f"{rule.likeness.value} {rule.threshold} %" if rule.likeness is Likeness.FUZZY else rule.likeness.value
    state = "in force" if rule.enabled else "disabled"
    return rule.id, state, rule.label.value, like, rule.author, local_day(rule.made_at), cut(one_line(rule.text), _SHOWN)


def _tried(session: Session, args: argparse.Namespace, change: RuleChange) -> int:
    reach = _surveyed(session, change)
    if args.json:
        for effect in reach.effects:
            emit_json(_effect(effect))
        emit_json({"dry_run": True, "rule": change.id, **_numbers(reach)})
        return ExitCode.DONE
    emit_table(("id", "block", "change", "decided", "text"), _effect_rows(reach))
    narrate(f"{change.id} would change {summary(reach)}; nothing was saved")
    return ExitCode.DONE


def _surveyed(session: Session, change: RuleChange) -> Reach:
    with ProgressLine() as line:
        for reach in session.rules.reach(change):
            line.show("look", reach.done, reach.total)
    return reach


def _numbers(reach: Reach) -> dict[str, int]:
    return {name: getattr(reach, name) for name in ("blocks", "documents", "decided", "matched")}


def _effect(effect: Effect) -> dict[str, Any]:
    change = {"before": effect.before.value, "after": effect.after.value}
    return {"id": effect.id, "block": effect.n, **change, "answer": known(effect.answer), "text": effect.text}


def _effect_rows(reach: Reach) -> Iterator[tuple[str, ...]]:
    for one in reach.effects:
        change = f"{one.before.value} -> {one.after.value}"
        yield one.id, str(one.n), change, str(one.answer or ""), cut(one_line(one.text), _SHOWN)


def summary(reach: Reach) -> str:
    """`2 blocks in 1 document, 1 of them decided by hand`"""
    where = f"{counted(reach.blocks, 'block')} in {counted(reach.documents, 'document')}"
    return f"{where}, {reach.decided:,} of them decided by hand"


def _made(session: Session, args: argparse.Namespace, change: RuleChange) -> int:
    twin = session.rules.twin(change.after) if args.action == "add" and change.after is not None else None
    if twin is not None:
        from triage.model.reach import Reach

        narrate(f"rule {twin.id} says that already")
        if args.json:
            emit_json({"rule": twin.id, "changed": False, **_numbers(Reach())})
        return ExitCode.DONE
    told = _numbers(_surveyed(session, change)) if args.json else {}
    applied = session.rules.change(change)
    session.flush()
    with ProgressLine() as line:
        session.corpus.scan(jobs=args.jobs, progress=line)
    if args.json:
        emit_json({"rule": change.id, "changed": applied is not None, **told})
    elif applied is None:
        narrate("nothing to change")
    else:
        print(one_line(applied.receipt))
    return ExitCode.DONE
