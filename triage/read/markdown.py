"""Markdown as text: `raw` is the file as it is. Its front matter and first heading tell what plain text has to be asked for."""

from __future__ import annotations

import re

from triage.model import Document, Metadata
from triage.read.dates import find_date
from triage.read.text import read_text

FRONT = re.compile(r"\A---[ \t]*\r?\n(.{0,8000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^([A-Za-z][\w-]{0,40}):[ \t]*(\S.*?)[ \t]*\r?$", re.MULTILINE)
HEADING = re.compile(r"^#{1,2}[ \t]+(\S.{0,400}?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)


def read_markdown(id: str, data: bytes) -> Document:
    """The document of a Markdown file."""
    document = read_text(id, data)
    if document.problem:
        return document
    return document._replace(metadata=_metadata(document.raw, document.metadata))


def _metadata(raw: str, found: Metadata) -> Metadata:
    """Front matter first, then the first heading, then what was found as in any text."""
    front = FRONT.match(raw)
    fields = {key.lower(): value.strip("\"' ") for key, value in FIELD.findall(front[1])} if front else {}
    heading = HEADING.search(raw[:20_000])
    return found._replace(
        title=fields.get("title") or (heading[1].strip() if heading else "") or found.title,
        date=find_date(fields.get("date", "")) or found.date,
        source=fields.get("source") or fields.get("publisher") or found.source,
        author=fields.get("author", ""),
        language=fields.get("language") or fields.get("lang", ""),
    )
