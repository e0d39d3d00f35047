"""Sidecar <-> bytes. Which key lies where is said once, in `to_tree` and `from_tree`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from triage.errors import SidecarError
from triage.model import CleanStamp, Decision, Metadata, Override, Sidecar, Source
from triage.save.fields import Reader
from triage.save.toml_text import dump_tree, load_tree
from triage.toml_lines import BrokenToml

SCHEMA = "triage/sidecar"
SCHEMA_VERSION = 1
COMMENT = '# Written by triage. Comments are not kept; use note = "…".\n'

Tree = dict[str, Any]

REMEMBERED = 1024
_dumped: dict[int, tuple[Sidecar, bytes]] = {}


def newer_schema(sidecar: Sidecar) -> str:
    """Why a sidecar can't be changed: a later version of the program wrote it. Empty where none did."""
    version = sidecar.schema_version
    return f"its sidecar is of the newer schema {version}; update triage to change it" if version > SCHEMA_VERSION else ""


def dump_sidecar(sidecar: Sidecar) -> bytes:
    """The bytes of a sidecar file. One of a newer schema is refused."""
    # Journal, saver and an undo write the same sidecar, and to make its text takes longer than to write it.
    known = _dumped.get(id(sidecar))
    if known is not None and known[0] is sidecar:
        return known[1]
    newer = newer_schema(sidecar)
    if newer:
        raise SidecarError(f"{sidecar.source.path}: {newer}")
    data = (COMMENT + dump_tree(to_tree(sidecar))).encode("utf-8")
    _remember(sidecar, data)
    return data


def parse_dumped(data: bytes) -> Sidecar:
    """The sidecar in bytes that `dump_sidecar` made, which gives the same bytes for it again."""
    sidecar = parse_sidecar(data, "journal")
    _remember(sidecar, data)
    return sidecar


def _remember(sidecar: Sidecar, data: bytes) -> None:
    if len(_dumped) >= REMEMBERED:
        _dumped.clear()
    _dumped[id(sidecar)] = sidecar, data


def parse_sidecar(data: bytes, name: str = "sidecar") -> Sidecar:
    """The sidecar in a file's bytes; `name` stands in the error's text."""
    return from_tree(parse_tree(data, name), name, data)


def parse_tree(data: bytes, name: str) -> Tree:
    """The TOML of a file of ours as nested mappings; broken and foreign files raise SidecarError."""
    try:
        tree = load_tree(data)
    except BrokenToml as error:
        remedy = error.remedy or "mend the line or move the file away"
        raise SidecarError(f"{name}:{error.line}: {error}; {remedy}", error.line) from None
    if tree.get("schema") != SCHEMA:
        raise SidecarError(f'{name}: not written by triage (no schema = "{SCHEMA}"); move the file away to decide here', 1)
    return tree


def to_tree(sidecar: Sidecar) -> Tree:
    """The sidecar as nested mappings in the order of the file, with what is unknown behind what is known."""
    decision = sidecar.decision
    decided_at = decision.decided_at
    known: Tree = {
        "schema": SCHEMA,
        "schema_version": sidecar.schema_version,
        "document": _document(sidecar.metadata),
        "source": _named(sidecar.source, ("path", "sha256", "size", "encoding", "assumed")),
        "clean": _named(sidecar.clean, ("sha256", "rules_sha256", "version", "metadata_sha256")),
        "decision": {
            "answer": decision.answer and decision.answer.value,
            "reasons": list(decision.reasons),
            "tags": sorted(set(decision.tags)),
            "note": decision.note,
            "duplicate_of": decision.duplicate_of,
            "not_duplicate_of": sorted(set(decision.not_duplicate_of)),
            "reviewer": decision.reviewer,
            "method": decision.method.value,
            "decided_at": decided_at and decided_at.astimezone(UTC).replace(microsecond=0),
            "revision": decision.revision,
        },
        "block": {key: _block(sidecar.blocks[key]) for key in sorted(sidecar.blocks)},
    }
    unknown = dict(sidecar.unknown)
    # Keys that someone put into a block's table go with the block: alone they would be a block without a place.
    blocks = unknown.pop("block", {})
    kept = {key: value for key, value in blocks.items() if key in sidecar.blocks}
    known = _without_empty(known)
    return _with_unknown(known, {**unknown, "block": kept} if kept else unknown)


def _document(metadata: Metadata) -> Tree:
    named = _named(metadata, ("title", "date", "source", "author", "language"))
    return {**named, "extra": _with_unknown({}, metadata.extra)} if metadata.extra else named


def _named(thing: object, names: tuple[str, ...]) -> Tree:
    return {name: getattr(thing, name) for name in names}


def _block(override: Override) -> Tree:
    # Kept even where empty: a block's place is never a default.
    return {
        "start": override.start,
        "end": override.end,
        "exact": override.exact,
        "label": override.label.value,
        "was": override.was.value,
        "rule": override.rule,
    }


def _without_empty(tree: Tree) -> Tree:
    """Without keys that hold their default, since an absent key means unknown; blocks stay as they are."""
    kept: Tree = {}
    for name, table in tree.items():
        if name in ("document", "source", "clean", "decision"):
            kept[name] = {key: value for key, value in table.items() if value not in (None, "", [], 0, False)}
        else:
            kept[name] = table
    return {name: table for name, table in kept.items() if table != {}}


def _with_unknown(known: Mapping[str, Any], unknown: Mapping[str, Any]) -> Tree:
    """Both, the known first; unknown keys sorted, so that a merge has one outcome."""
    merged = dict(known)
    for key in sorted(unknown):
        value = unknown[key]
        if key not in merged:
            merged[key] = _with_unknown({}, value) if isinstance(value, Mapping) else value
        elif isinstance(merged[key], Mapping) and isinstance(value, Mapping):
            merged[key] = _with_unknown(merged[key], value)
    return merged


def from_tree(tree: Tree, name: str, data: bytes = b"") -> Sidecar:
    """The sidecar in nested mappings; a key of ours with a value that can't be is a SidecarError with its line.

    In a sidecar of a newer schema such a value counts as unknown: it is only shown, never written.
    """
    version = tree.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise SidecarError(f"{name}: schema_version must be a number from 1; mend it or move the file away")
    read = Reader(tree, name, data, lenient=version > SCHEMA_VERSION)
    read.take("", "schema")
    read.take("", "schema_version")
    metadata = Metadata(
        title=read.text("document", "title"),
        date=read.day("document", "date"),
        source=read.text("document", "source"),
        author=read.text("document", "author"),
        language=read.text("document", "language"),
        extra=read.table("document", "extra"),
    )
    source = Source(
        path=read.text("source", "path"),
        sha256=read.text("source", "sha256"),
        size=read.number("source", "size"),
        encoding=read.text("source", "encoding"),
        assumed=read.flag("source", "assumed"),
    )
    clean = CleanStamp(
        sha256=read.text("clean", "sha256"),
        rules_sha256=read.text("clean", "rules_sha256"),
        version=read.text("clean", "version"),
        metadata_sha256=read.text("clean", "metadata_sha256"),
    )
    decision = _decision(read)
    return Sidecar(source, metadata, clean, decision, read.blocks(), read.unknown(), version)


def _decision(read: Reader) -> Decision:
    return Decision(
        answer=read.answer(),
        reasons=read.texts("decision", "reasons"),
        tags=tuple(sorted(set(read.texts("decision", "tags")))),
        note=read.text("decision", "note"),
        duplicate_of=read.text("decision", "duplicate_of"),
        not_duplicate_of=tuple(sorted(set(read.texts("decision", "not_duplicate_of")))),
        reviewer=read.text("decision", "reviewer"),
        method=read.method(),
        decided_at=read.moment("decision", "decided_at"),
        revision=read.number("decision", "revision"),
    )
