"""Bytes on disk to documents: which files are documents, how they are decoded, what kind each one is.

Nothing here raises for what a file holds or is: a document that can't be read says so in its `problem`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from triage.model import Document, Problem
from triage.naming import RECORD, file_of, id_of_file
from triage.read.files import NAMED_AS_RECORD, locate, read_bytes
from triage.read.kinds import (
    HTML_SUFFIXES,
    MARKDOWN_SUFFIXES,
    has_tags,
    is_container,
    is_markup,
    is_page,
    is_saved_page,
    suffix_of,
)
from triage.read.options import ReadOptions
from triage.read.walk import folders

MOST_BEFORE = 64  # bytes before the first tag
BLANKS = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"  # with the marks of UTF-8 and UTF-16

__all__ = ["ReadOptions", "folders", "read_document", "read_documents"]


def read_documents(root: Path, path: str, options: ReadOptions) -> Iterator[Document]:
    """The documents of one file below `root`: one, or a container's records."""
    full = locate(root, path)
    if isinstance(full, Problem):
        yield _failed(id_of_file(path), full)
    elif is_container(path):
        from triage.read.jsonl import read_records

        yield from read_records(full, path, options)
    elif id_of_file(path) != path:
        yield _failed(id_of_file(path), NAMED_AS_RECORD)
    else:
        from triage.read.text import safely

        yield safely(path, lambda: _read_file(full, path, options))


def read_document(root: Path, id: str, options: ReadOptions) -> Document:
    """The document of an id. Of an empty container, whose id is its path, the one row that says so."""
    record = RECORD.fullmatch(id)
    if record is None:
        return next(iter(read_documents(root, file_of(id), options)))
    full = locate(root, record["path"])
    if isinstance(full, Problem):
        return _failed(id, full)
    from triage.read.jsonl import read_one

    return read_one(full, record["path"], int(record["number"]), options)


def _read_file(full: str, path: str, options: ReadOptions) -> Document:
    """The document of a file that holds one."""
    from triage.read.text import read_text, unusable

    data = read_bytes(full, options.max_bytes)
    if isinstance(data, Problem):
        return _failed(path, data)
    bad = unusable(path, data)
    if bad is not None:
        return bad
    if is_saved_page(data):
        from triage.read.saved_page import read_saved_page

        page = read_saved_page(path, data)
        if page is not None:
            return page
    is_markdown = suffix_of(path, MARKDOWN_SUFFIXES)
    is_html = has_tags(data) if suffix_of(path, HTML_SUFFIXES) else is_page(data) or (not is_markdown and _is_part(data))
    if is_html:
        from triage.read.html import read_html

        return read_html(path, data)
    if is_markdown:
        from triage.read.markdown import read_markdown

        return read_markdown(path, data)
    return read_text(path, data, options.text_alone)


def _is_part(data: bytes) -> bool:
    """Whether a text is the part of a page. Markdown may begin so, too."""
    if not data[:MOST_BEFORE].lstrip(BLANKS).startswith(b"<"):
        return False
    from triage.read.decode import decode

    return is_markup(decode(data).text)


def _failed(id: str, problem: Problem) -> Document:
    """A document that couldn't be reached."""
    from triage.read.text import failed

    return failed(id, problem)
