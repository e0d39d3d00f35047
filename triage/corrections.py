"""What holds of a document's title, date, source and author: what it says itself, or what somebody corrected in its sidecar."""

from __future__ import annotations

import hashlib

from triage.model import NOTHING, Metadata, Sidecar

CORRECTABLE = ("title", "date", "source", "author")
"""What can be said of a document in its place."""


def metadata_in_force(sidecar: Sidecar, found: Metadata) -> Metadata:
    """What holds of a document that says now what was `found`. Where somebody corrected what the sidecar has, or that can't be
    told, what stands there holds, and only its gaps are filled; what others put beside it stays in any case."""
    said = sidecar.metadata
    if not is_corrected(sidecar):
        return found._replace(extra=said.extra)
    return said.filled(found)


def is_corrected(sidecar: Sidecar) -> bool:
    """Whether the sidecar says something else of its document than was written there as it was decided."""
    said = sidecar.metadata._replace(extra=NOTHING)
    return said != Metadata() and sidecar.clean.metadata_sha256 != fingerprint(said)


def is_empty_sidecar(sidecar: Sidecar) -> bool:
    """Whether nothing is decided in it, and nothing corrected, so that it needs no file."""
    return sidecar.is_blank and not is_corrected(sidecar)


def fingerprint(metadata: Metadata) -> str:
    """A hash of what a document says of itself, without what it brought along."""
    text = "\n".join(str(value or "") for value in metadata._replace(extra=NOTHING))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
