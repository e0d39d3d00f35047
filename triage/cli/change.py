"""`decide`, `undo` and `redo`: the same commands as the keys."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from triage.cli.named import check_null, chosen
from triage.cli.opening import carried_out, document_id, names_of, opened
from triage.cli.output import emit_json, known, narrate
from triage.config import REASONS
from triage.errors import ExitCode, FileError, NotSaved, TriageError, UsageError
from triage.model import Answer, Change, Decision, Method, Sidecar
from triage.printable import one_line

if TYPE_CHECKING:
    from triage.session import Applied, Command, Copies, Planned, Session


def decide(args: argparse.Namespace) -> int:
    """`triage decide`."""
    _check_usage(args)
    with opened(args) as session:
        _tell_unknown(session, args)
        if args.answer == "keep-best":
            return _keep_best(session, args)
        if args.accept:
            return _accept(session, args)
        ids = _ids(session, args)
        commands = _commands(session, args, ids) if ids else []
        _tell_without_answer(session, args, ids)
        _tell_unread(session, args, ids)
        if args.dry_run:
            return _would(args, ids, session.plan(*commands))
        return _did(session, args, ids, carried_out(session.bulk(*commands), "decide") if commands else None)


def _would(args: argparse.Namespace, ids: Sequence[str], planned: Planned) -> int:
    afters = {change.id: describe(change) for change in planned.changes}
    for id in ids:
        what = afters.get(id, "unchanged")
        _print(args, id, {"dry_run": True, "changed": id in afters, "would": what}, f"would be {what}: {id}")
    return refusals(planned.refused)


def _did(session: Session, args: argparse.Namespace, ids: Sequence[str], applied: Applied | None) -> int:
    changed = set(applied.ids) if applied else set()
    refused = refused_by(session, applied)
    _receipts(session, args, [id for id in ids if id not in refused], changed)
    return refusals(refused)


def _keep_best(session: Session, args: argparse.Namespace) -> int:
    from triage.session import keep_of, settlement

    copies = _copies(session, args)
    keeps = tuple(document_id(session, args, word) for word in args.survivors) or (copies.survivor,)
    if args.dry_run:
        planned = session.plan(*settlement(copies, keeps, overrule=args.overrule).commands)
        return _would(args, copies.ids, planned)
    return _did(session, args, copies.ids, keep_of(session, copies, keeps, overrule=args.overrule))


def _accept(session: Session, args: argparse.Namespace) -> int:
    from triage.session import accepting, rejecting

    commands = accepting(session, _ids(session, args), args.accept)
    if not commands:
        narrate(f"nothing looks like {args.accept}; nothing was done" if args.accept != "any" else "nothing is suggested")
        return ExitCode.DONE
    found = tuple(id for command in commands for id in command.ids)
    if args.dry_run:
        return _would(args, found, session.plan(*commands))
    return _did(session, args, found, carried_out(rejecting(session, commands), "decide"))


def _ids(session: Session, args: argparse.Namespace) -> tuple[str, ...]:
    return _copies(session, args).ids if args.cluster else chosen(session, args)


def _copies(session: Session, args: argparse.Namespace) -> Copies:
    """The cluster of this id, or that of a document that is named by its id or path."""
    copies = next(filter(None, map(session.clusters.of, names_of(session, args.cluster))), None)
    if copies is None:
        raise FileError(f"{one_line(args.cluster)}: no cluster, and no document in one; triage clusters prints them")
    return copies


def refused_by(session: Session, applied: Applied | None) -> dict[str, TriageError]:
    """The documents that a command left as they are, or that couldn't be saved, and why; None is one that changed nothing."""
    return {**(applied.refused if applied else {}), **session.flush_problems()}


def refusals(refused: Mapping[str, TriageError]) -> int:
    """Says which documents were left as they are, and why; or that their sidecars were."""
    for error in refused.values():
        narrate(str(error) if isinstance(error, NotSaved) else f"{error}; left as it is")
    return max((error.exit_code for error in refused.values()), default=ExitCode.DONE)


def _check_usage(args: argparse.Namespace) -> None:
    check_null(args)
    if bool(args.ids) + bool(args.where) + bool(args.cluster) != 1:
        raise UsageError("name the documents, or choose them with --where or --cluster, not both; see triage decide --help")
    if not (args.answer or args.reasons or args.tags or args.untags or args.note is not None or args.not_a_copy or args.accept):
        answers = "--keep, --reject, --defer, --clear, --confirm, --not-a-copy, --accept-suggestion"
        raise UsageError(f"what to do? Add one of {answers}, or --tag, --untag, --reason, --note")
    _check_cluster_usage(args)
    if args.reasons and args.answer not in (None, "reject"):
        raise UsageError(f"--reason says why a document is rejected; leave it out with --{args.answer}")
    if args.duplicate_of and args.answer != "reject":
        raise UsageError("--duplicate-of goes with --reject")
    for name in (*args.tags, *args.untags, *args.reasons):
        if not name.strip(" ,"):
            raise UsageError("a tag or reason can't be empty; leave the option out")
    _part_tags(args)


def _part_tags(args: argparse.Namespace) -> None:
    """A comma parts several tags, as where they are typed. One that another program wrote may have a comma in it, and is taken
    off as a whole."""
    from triage.session import EditTags
    from triage.session.deciding import tags_in

    args.tags, parts = tags_in(",".join(args.tags)), tags_in(",".join(args.untags))
    EditTags((), tuple(args.tags))  # refuses what is no tag, before anything is said of it
    both = [tag for tag in args.tags if tag in parts]
    if both:
        raise UsageError(f"tag {both[0]!r} is both set and taken off; leave --tag or --untag out for it")
    args.untags = list(dict.fromkeys([*args.untags, *parts]))


def _tell_unknown(session: Session, args: argparse.Namespace) -> None:
    """What the configuration doesn't list may be a slip; it is taken as it is."""
    import difflib

    config = session.config
    reasons = () if config.reasons == REASONS else tuple(reason.code for reason in config.reasons)
    for what, table, given, listed in (
        ("reason", "reasons", args.reasons, reasons),
        ("tag", "tags", args.tags, tuple(entry.tag for entry in config.palette)),
    ):
        for name in given if listed else ():
            if " ".join(name.split()) not in listed:
                near = difflib.get_close_matches(name, listed, 1)
                advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(listed)}"
                narrate(f"{what} {name!r} is none of the [[{table}]] of triage.toml, and taken all the same; {advice}")


def _tell_without_answer(session: Session, args: argparse.Namespace, ids: Sequence[str]) -> None:
    """That a reason alone rejects nothing."""
    if not args.reasons or args.answer:
        return
    rows = (session.corpus.row(id) for id in ids)
    others = sum(row is not None and row.answer is not Answer.REJECT for row in rows)
    if others:
        what = ids[0] if len(ids) == 1 else f"{others:,} of {len(ids):,} documents"
        narrate(f"--reason alone changes why a rejected document is rejected, and {what} isn't; add --reject to reject")


def _tell_unread(session: Session, args: argparse.Namespace, ids: Sequence[str]) -> None:
    """That what is kept can't be read, about which the screen asks."""
    unread = session.corpus.unusable() if args.answer == "keep" else {}
    found = [id for id in ids if id in unread]
    if found:
        what = f"{found[0]} can't be read, and is" if len(found) == 1 else f"{len(found):,} documents can't be read, and are"
        narrate(f"{what} kept all the same; triage check says why")


def _check_cluster_usage(args: argparse.Namespace) -> None:
    best = args.answer == "keep-best"
    if best and not args.cluster:
        raise UsageError("--keep-best goes with --cluster ID; triage clusters prints the ids")
    if (args.survivors or args.overrule) and not best:
        raise UsageError("--survivor and --overrule go with --keep-best")
    if best and (args.tags or args.untags or args.note is not None or args.duplicate_of or args.not_a_copy):
        raise UsageError("--keep-best goes alone; tag or note the documents with a second command")
    if args.accept and (args.answer or args.reasons or args.tags or args.untags or args.note is not None or args.not_a_copy):
        raise UsageError("--accept-suggestion goes alone: answer and reason are those that are suggested")
    if args.not_a_copy and (args.cluster or args.answer):
        raise UsageError("--not-a-copy goes with the ids of the documents that are none, and without an answer")


def _commands(session: Session, args: argparse.Namespace, ids: tuple[str, ...]) -> list[Command]:
    from triage.session import Decide, EditTags, SetApart, SetNote, SetReasons
    from triage.session.deciding import Confirm

    commands: list[Command] = []
    method = Method.CLUSTER if args.cluster else Method.BULK if args.where or len(ids) > 1 else Method.SINGLE
    if args.not_a_copy:
        others = {id: session.clusters.others(id) for id in ids}
        commands += [SetApart((id,), others[id]) for id in ids if others[id]]
    if args.answer == "confirm":
        commands.append(Confirm(ids))
    elif args.answer:
        answer = None if args.answer == "clear" else Answer(args.answer)
        original = document_id(session, args, args.duplicate_of, gone=True) if args.duplicate_of else ""
        commands.append(Decide(ids, answer, tuple(args.reasons), original, method))
    elif args.reasons:
        commands.append(SetReasons(ids, tuple(args.reasons)))
    if args.tags or args.untags:
        commands.append(EditTags(ids, tuple(args.tags), tuple(args.untags)))
    if args.note is not None:
        commands.append(SetNote(ids, args.note))
    return commands


def _receipts(session: Session, args: argparse.Namespace, ids: Sequence[str], changed: set[str]) -> None:
    for id in ids:
        sidecar = session.sidecar(id)
        decision = sidecar.decision if sidecar else Decision()
        state = state_of(sidecar)
        value = {
            "changed": id in changed,
            "answer": known(decision.answer),
            "reasons": list(decision.reasons),
            "tags": list(decision.tags),
            "note": known(decision.note),
            "revision": decision.revision,
        }
        _print(args, id, value, f"{state}: {id}" if id in changed else f"unchanged ({state}): {id}")


def _print(args: argparse.Namespace, id: str, value: dict[str, object], line: str) -> None:
    if args.json:
        emit_json({"id": id, **value})
    else:
        print(one_line(line))


def state_of(sidecar: Sidecar | None) -> str:
    """What is decided, in a few words."""
    decision = sidecar.decision if sidecar else Decision()
    words = [str(decision.answer or "undecided")]
    words += [f"because {reason}" for reason in decision.reasons]
    words += [f"+{tag}" for tag in decision.tags]
    words += ["with a note"] if decision.note else []
    words += [f"no copy of {len(decision.not_duplicate_of)}"] if decision.not_duplicate_of else []
    return " ".join(words)


def describe(change: Change) -> str:
    """What a change makes of a document."""
    return f"{state_of(change.before)} -> {state_of(change.after)}"


def undo(args: argparse.Namespace) -> int:
    """`triage undo`."""
    with opened(args, fresh=False) as session:
        return _done(args, session, carried_out(session.undoing(), "undo"), "undo")


def redo(args: argparse.Namespace) -> int:
    """`triage redo`."""
    with opened(args, fresh=False) as session:
        return _done(args, session, carried_out(session.redoing(), "redo"), "redo")


def _done(args: argparse.Namespace, session: Session, applied: Applied | None, what: str) -> int:
    refused = refused_by(session, applied)
    if applied is None:
        narrate(session.nothing_to(what))
    if args.json:
        emit_json({"receipt": applied.receipt if applied else None, "ids": list(applied.ids) if applied else []})
    elif applied is not None:
        print(one_line(applied.receipt))
    return refusals(refused)
