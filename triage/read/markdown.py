"""Markdown as text: `raw` is the file as it is. Its first heading tells what plain text has to be asked for."""

from __future__ import annotations

import re

from triage.model import Document
from triage.read.header import find_header, told
from triage.read.text import read_text, with_plain_title
from triage.read.title_text import plain_title

HEADING = re.compile(r"^#{1,2}[ \t]+(\S[^\r\n]{0,400})\r?$", re.MULTILINE)
CLOSING = re.compile(r"(?:^|[ \t])#+$")


def read_markdown(id: str, data: bytes) -> Document:
    """The document of a Markdown file. The title of its front matter counts more than its first heading."""
    document = read_text(id, data)
    heading = HEADING.search(document.raw[:20_000], document.header)
    if document.problem or heading is None:
        return document
    titled = document.metadata._replace(title=plain_title(CLOSING.sub("", heading[1].strip()).strip()))
    return document._replace(metadata=with_plain_title(told(find_header(document.raw), titled)))
