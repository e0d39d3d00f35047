"""Plain text to a document."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from triage.model import Document, Metadata, Problem, Source
from triage.read.decode import Decoded, decode
from triage.read.header import find_header, told
from triage.read.kinds import SNIFF_BYTES, is_binary

INVISIBLE = "\0\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
EMPTY = Problem("empty", "nothing in it: fetch it again, or remove it")
BINARY = Problem("binary", "not text in spite of its name: extract its text, or remove it")


def source_for(id: str, data: bytes, decoded: Decoded | None = None) -> Source:
    """What is recorded of the bytes that were read."""
    digest = sha256(data).hexdigest()
    if decoded is None:
        return Source(id, digest, len(data))
    return Source(id, digest, len(data), decoded.encoding, decoded.assumed)


def failed(id: str, problem: Problem, data: bytes | None = None) -> Document:
    """A document that can't be used, with the reason."""
    return Document(id, "", source_for(id, data) if data is not None else Source(id), problem=problem)


def safely(id: str, read: Callable[[], Document]) -> Document:
    """What `read` makes of a document. A fault of ours, or of a library's, in one must not keep an editor from all the others."""
    try:
        return read()
    except Exception as error:
        from triage.fault import logged

        return failed(id, Problem("fault", f"triage failed to read it ({type(error).__name__}). {logged(error)}"))


def unusable(id: str, data: bytes) -> Document | None:
    """The document of bytes that no reader needs to see: empty ones and binary ones."""
    if not data.strip():
        return failed(id, EMPTY, data)
    return failed(id, BINARY, data) if is_binary(data[:SNIFF_BYTES]) else None


def read_text(id: str, data: bytes, text_alone: bool = False) -> Document:
    """The document of a text file. `raw` is exactly the decoded text, its line ends untouched."""
    decoded = decode(data)
    source = source_for(id, data, decoded)
    if all(sign.isspace() or sign in INVISIBLE for sign in decoded.text):
        return failed(id, EMPTY)._replace(source=source)
    header = find_header(decoded.text)
    document = Document(id, decoded.text, source, header=header.end)
    if text_alone:
        return document
    from triage.read.metadata import text_metadata  # its patterns take longer to make than the first frame may wait

    return document._replace(metadata=with_plain_title(told(header, text_metadata(decoded.text[header.end :]))))


def with_plain_title(metadata: Metadata) -> Metadata:
    """With a title without markup, whichever field or line it was found in."""
    from triage.read.title_text import plain_title

    title = plain_title(metadata.title)
    return metadata if title == metadata.title else metadata._replace(title=title)
