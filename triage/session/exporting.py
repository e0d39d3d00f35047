"""Documents as export takes them, and what writes them to files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage import __version__
from triage.export import (
    FORMATS,
    check_place,
    escaped,
    export_row,
    files_in,
    format_of,
    json_text,
    make_folder,
    timestamp,
    write_export,
    write_text,
)

if TYPE_CHECKING:
    from triage.session.session import Session

__all__ = [
    "FORMATS",
    "check_place",
    "escaped",
    "export_command",
    "files_in",
    "format_of",
    "json_text",
    "make_folder",
    "rows_of",
    "timestamp",
    "write_export",
    "write_text",
]


def rows_of(session: Session, where: str, sort: str) -> Iterator[dict[str, Any]]:
    """One row after the other, with the language by which `language:` finds it. Raises `UsageError` for a wrong expression."""
    for row in session.corpus.listing(where, sort).every():
        opened = session.open_document(row.id)
        document = opened.document
        if not document.metadata.language:
            document = document._replace(metadata=document.metadata._replace(language=row.language))
        yield export_row(document, opened.cleaned, opened.sidecar, row.cluster, __version__)


def export_command(session: Session, where: str = "") -> tuple[str, ...]:
    """The words with which a shell is told to export what was kept, of the documents that fit `where`: it runs beside the screen,
    which shows no files."""
    state = () if session.state is None else ("--state", _no_option(session.state))
    kept = f"({where}) answer:keep" if where else "answer:keep"
    return "triage", "export", _no_option(session.root), *state, "--where", kept, "--out", "kept.jsonl"


def _no_option(folder: Path) -> str:
    """A folder as the command line takes it: a name that begins with a dash would be read as an option."""
    return f"./{folder}" if str(folder).startswith("-") else str(folder)
