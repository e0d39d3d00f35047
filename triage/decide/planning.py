"""Command and state -> changes. Nothing is written and nothing is asked of the clock here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from triage.corrections import fingerprint, is_empty_sidecar, metadata_in_force
from triage.decide.commands import Command, Confirm, Decide, EditTags, Fresh, Mend, SetApart, SetBlocks, SetNote, SetReasons
from triage.decide.completion import as_tag, tags_in
from triage.errors import NoDocument, UsageError
from triage.model import Answer, Change, Decision, Method, Override, Sidecar


def plan(
    command: Command,
    sidecars: Mapping[str, Sidecar | None],
    fresh: Mapping[str, Fresh],
    reviewer: str,
    now: datetime,
    *,
    many: bool = False,
) -> tuple[Change, ...]:
    """The changes that the command makes, one for each document that it really changes, in the order of its ids.

    `many` says that it was given for more documents than these. Raises `NoDocument` for one that has no sidecar and isn't
    in `fresh`, since there is none of that id, and `UsageError` for a duplicate of itself.
    """
    ids = (command.id,) if isinstance(command, SetBlocks) else tuple(dict.fromkeys(command.ids))
    at = now.astimezone(UTC).replace(microsecond=0)
    stamp = {"reviewer": reviewer, "method": _method(command, many or len(ids) > 1), "decided_at": at}
    changes = []
    for id in ids:
        before = sidecars.get(id)
        start = _start(id, before, fresh.get(id))
        if isinstance(command, Decide) and command.duplicate_of == id:
            raise UsageError(f"{id}: is no duplicate of itself; name the document that it repeats")
        after = _mended(command, start, fresh.get(id)) if isinstance(command, Mend) else _apply(command, start)
        if not _differs(command, before, after, fresh.get(id)):
            continue
        after = _stamped(command, start, after, fresh.get(id), stamp)
        changes.append(Change(id, before, None if is_empty_sidecar(after) else after))
    return tuple(change for change in changes if not (change.before is None and change.after is None))


def asks_for_text(command: Command, before: Sidecar | None) -> bool:
    """Whether `plan` asks what the document is now. A tag, note or reason on a decided one leaves it judged as it was."""
    decided = before is not None and before.decision.answer is not None
    return not (decided and isinstance(command, EditTags | SetNote | SetReasons))


def inverse(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes that take these back, each when it is asked for."""
    return (Change(change.id, change.after, change.before) for change in changes)


def _start(id: str, before: Sidecar | None, fresh: Fresh | None) -> Sidecar:
    if before is None:
        if fresh is None:
            raise NoDocument(f"{id}: no such document")
        return Sidecar(fresh.source, fresh.metadata, fresh.clean)
    return before


def _method(command: Command, many: bool) -> Method:
    method = command.method if isinstance(command, Decide) else Method.SINGLE
    return Method.BULK if method is Method.SINGLE and many else method


def _apply(command: Command, sidecar: Sidecar) -> Sidecar:
    decision = sidecar.decision
    match command:
        case Decide():
            rejected = command.answer is Answer.REJECT
            reasons = tuple(dict.fromkeys(command.reasons)) if rejected else ()
            copy_of = command.duplicate_of if rejected else ""
            decision = decision._replace(answer=command.answer, reasons=reasons, duplicate_of=copy_of)
        case EditTags():
            removed = {as_tag(tag) for tag in command.remove}
            kept = {tag for tag in decision.tags if as_tag(tag) not in removed}
            decision = decision._replace(tags=tuple(sorted(kept.union(tags_in(",".join(command.add))))))
        case SetNote():
            decision = decision._replace(note=command.note.strip())
        case SetReasons():
            if decision.answer is Answer.REJECT:
                decision = decision._replace(reasons=tuple(dict.fromkeys(command.reasons)))
        case SetApart():
            decision = _apart(decision, set(command.others))
        case SetBlocks():
            return _with_blocks(sidecar, command.overrides)
    return sidecar._replace(decision=decision)


def _mended(command: Mend, start: Sidecar, fresh: Fresh | None) -> Sidecar:
    found = fresh.metadata if fresh is not None else start.metadata
    given = {name: value or getattr(found, name) for name, value in command.given.items()}
    clean = start.clean._replace(metadata_sha256=fingerprint(found)) if fresh is not None else start.clean
    return start._replace(metadata=metadata_in_force(start, found)._replace(**given), clean=clean)


def _apart(decision: Decision, others: set[str]) -> Decision:
    apart = tuple(sorted({*decision.not_duplicate_of, *others}))
    if decision.answer is Answer.REJECT and decision.duplicate_of in others:
        return decision._replace(answer=None, reasons=(), duplicate_of="", not_duplicate_of=apart)
    return decision._replace(not_duplicate_of=apart)


def _with_blocks(sidecar: Sidecar, overrides: Mapping[str, Override | None]) -> Sidecar:
    blocks = {**sidecar.blocks, **overrides}
    kept = {key: value for key, value in sorted(blocks.items()) if value is not None}
    # What others wrote into a block's table goes with the block; undo brings both back.
    strange = {key: value for key, value in sidecar.unknown.get("block", {}).items() if key in kept}
    unknown = {key: value for key, value in sidecar.unknown.items() if key != "block"}
    return sidecar._replace(blocks=kept, unknown={**unknown, "block": strange} if strange else unknown)


def _differs(command: Command, before: Sidecar | None, after: Sidecar, fresh: Fresh | None) -> bool:
    """Whether anything but stamps changes. Deciding again on changed bytes does change: the decision is about these now."""
    if isinstance(command, Confirm):
        return before is not None and before.decision.answer is not None and _has_changed(before, fresh)
    if before is None:
        return True
    if (_content(before), dict(before.blocks)) != (_content(after), dict(after.blocks)):
        return True
    if isinstance(command, Mend):
        return before.metadata != after.metadata
    return isinstance(command, Decide) and command.answer is not None and _has_changed(before, fresh)


def _has_changed(before: Sidecar, fresh: Fresh | None) -> bool:
    """Whether a decision is about another text by now."""
    if fresh is None:
        return False
    was = before.source.sha256, before.source.path, before.clean.sha256
    return was != (fresh.source.sha256, fresh.source.path, fresh.clean.sha256)


def _content(sidecar: Sidecar) -> Decision:
    return sidecar.decision._replace(reviewer="", method=Method.SINGLE, decided_at=None, revision=0)


def _stamped(command: Command, start: Sidecar, after: Sidecar, fresh: Fresh | None, stamp: Mapping[str, Any]) -> Sidecar:
    """Who, when and about which bytes. A tag or note on a decided document doesn't take the decision over."""
    decided = start.decision.answer is not None
    decision = after.decision._replace(revision=start.decision.revision + 1)
    if isinstance(command, Decide | Confirm | SetReasons) or not decided:
        decision = decision._replace(**stamp)
    after = after._replace(decision=decision)
    if fresh is None or (isinstance(command, Mend) and decided):
        return after
    if isinstance(command, Decide | Confirm) or not decided:
        # What this very command changed is in its place.
        kept = {key: fresh.blocks.get(key, old) for key, old in start.blocks.items() if after.blocks.get(key) == old}
        blocks = {**after.blocks, **kept}
        clean = fresh.clean._replace(metadata_sha256=fingerprint(fresh.metadata))
        metadata = after.metadata if isinstance(command, Mend) else metadata_in_force(start, fresh.metadata)
        return after._replace(source=fresh.source, metadata=metadata, clean=clean, blocks=blocks)
    if isinstance(command, SetBlocks) and start.source.sha256 == fresh.source.sha256:
        return after._replace(clean=fresh.clean._replace(metadata_sha256=start.clean.metadata_sha256))
    return after
