"""Documents as export takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from triage import __version__
from triage.export import export_row

if TYPE_CHECKING:
    from triage.session.session import Session

PAGE = 256


def rows_of(session: Session, where: str, sort: str) -> Iterator[dict[str, Any]]:
    """One row after the other. Raises `UsageError` for a wrong expression."""
    listing = session.corpus.listing(where, sort)
    for start in range(0, len(listing), PAGE):
        for row in listing.rows(start, min(start + PAGE, len(listing))):
            opened = session.open_document(row.id)
            yield export_row(opened.document, opened.cleaned, opened.sidecar, row.cluster, __version__)
