"""How a sidecar stands to its document, judged by hashes, never by times."""

from __future__ import annotations

from triage.model import Sidecar, Staleness


def staleness(
    sidecar: Sidecar, source_sha256: str | None, cleaned_sha256: str | None, rules_sha256: str, path: str | None = None
) -> Staleness:
    """Compares what was judged with what is there.

    `source_sha256` is None where the document is gone. `cleaned_sha256` is None where it wasn't cleaned again: then other
    rules count as a change. `path` is where the bytes were found, if that may be another place.
    """
    if source_sha256 is None:
        return Staleness.ORPHAN
    if sidecar.source.sha256 and sidecar.source.sha256 != source_sha256:
        return Staleness.SOURCE_CHANGED
    if path is not None and sidecar.source.path and path != sidecar.source.path:
        return Staleness.MOVED
    seen = sidecar.clean
    if cleaned_sha256 is not None:
        changed = bool(seen.sha256) and seen.sha256 != cleaned_sha256
    else:
        changed = bool(seen.rules_sha256) and seen.rules_sha256 != rules_sha256
    return Staleness.CLEAN_CHANGED if changed else Staleness.CURRENT
