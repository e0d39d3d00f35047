"""One exported row: what was decided about a document, with its cleaned text and the hashes that prove where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from triage.corrections import metadata_in_force
from triage.model import Cleaned, Decision, Document, Sidecar

FIELDS = (
    "id",
    "title",
    "date",
    "source",
    "author",
    "language",
    "text",
    "raw_sha256",
    "cleaned_sha256",
    "answer",
    "reasons",
    "tags",
    "note",
    "duplicate_of",
    "reviewer",
    "decided_at",
    "cluster",
    "version",
)
LISTS = ("reasons", "tags")
BROUGHT = "original_"


def export_row(document: Document, cleaned: Cleaned, sidecar: Sidecar | None, cluster: str, version: str) -> dict[str, Any]:
    """The row of a document: `FIELDS` in their order, then what the document brought along.

    What is unknown is None. A field of the document that has a name of ours gets `original_` before it.
    """
    decision = sidecar.decision if sidecar is not None else Decision()
    metadata = metadata_in_force(sidecar, document.metadata) if sidecar is not None else document.metadata
    row: dict[str, Any] = {
        "id": document.id,
        "title": metadata.title or None,
        "date": metadata.date.isoformat() if metadata.date else None,
        "source": metadata.source or None,
        "author": metadata.author or None,
        "language": metadata.language or None,
        "text": cleaned.text,
        "raw_sha256": document.source.sha256 or None,
        "cleaned_sha256": cleaned.sha256 or None,
        "answer": decision.answer.value if decision.answer else None,
        "reasons": list(decision.reasons),
        "tags": list(decision.tags),
        "note": decision.note or None,
        "duplicate_of": decision.duplicate_of or None,
        "reviewer": decision.reviewer or None,
        "decided_at": timestamp(decision.decided_at),
        "cluster": cluster or None,
        "version": version,
    }
    return row | _brought(document.metadata.extra, row)


def timestamp(moment: datetime | None) -> str | None:
    """A time as sidecars write it: UTC, to the second, with a Z."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _brought(extra: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    brought: dict[str, Any] = {}
    for name, value in extra.items():
        free = name
        while free in row or free in brought:
            free = BROUGHT + free
        brought[free] = value
    return brought
