"""A page that a browser saved as one file, MHTML: a mail of several parts, of which the first of HTML is the page."""

from __future__ import annotations

from email import message_from_bytes

from triage.model import Document
from triage.read.decode import decode
from triage.read.fields import host_of
from triage.read.html import declared, page_document

LOCATION = "Snapshot-Content-Location"


def read_saved_page(id: str, data: bytes) -> Document | None:
    """The document of the page in it; None where there is none. The day on which it was saved is no date of it."""
    try:
        mail = message_from_bytes(data)
        part = next((part for part in mail.walk() if part.get_content_type() == "text/html"), None)
    except RecursionError:  # parts within parts, a thousand deep
        return None
    page = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(page, bytes) or not page.strip():
        return None
    document = page_document(id, data, decode(page, declared(page) or part.get_content_charset("")))
    address = str(mail.get(LOCATION) or part.get("Content-Location") or "")
    source = document.metadata.source or host_of(address.strip())
    return document._replace(metadata=document.metadata._replace(source=source))
