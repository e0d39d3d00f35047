"""Title, date and source of an article, found in its own text. Looks at a bounded part, so it is quick on any text."""

from __future__ import annotations

import re
from datetime import date

from triage.model import Metadata
from triage.read.dates import find_date
from triage.read.source import source_of
from triage.read.title import body_start, find_title, is_header

MOST_CHARS = 200_000
MOST_LINES = 3_000
LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
DATELINE = 120  # a dateline stands at the start of its paragraph
COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights reserved", re.IGNORECASE)


def head_lines(raw: str) -> list[str]:
    """The first lines, stripped, each cut to what is worth looking at."""
    return [line[:1000].strip() for line in LINE_BREAK.split(raw[:MOST_CHARS])[:MOST_LINES]]


def text_metadata(raw: str, title: str = "") -> Metadata:
    """What plain text tells about itself. A `title` known otherwise is kept."""
    lines = head_lines(raw)
    body = body_start(lines)
    at, found = find_title(lines, body)
    return Metadata(title=title or found, date=_date(lines, at, body), source=source_of(lines, at, body))


def _date(lines: list[str], title: int, body: int) -> date | None:
    """The crawl header's date; else that of the short line nearest to the title, of a dateline, of the top."""
    for line in lines[:5]:
        found = find_date(line) if is_header(line) else None
        if found:
            return found
    start = max(title, 0)
    near = range(max(0, start - 8), min(len(lines), max(body + 3, start + 15)))
    for i in sorted(near, key=lambda i: (len(lines[i]) > 80, abs(i - start))):
        line = lines[i]
        found = None if COPYRIGHT.search(line) else find_date(line if len(line) < 200 else line[:DATELINE])
        if found:
            return found
    return next(
        (found for line in lines[:60] if len(line) < 80 and not COPYRIGHT.search(line) and (found := find_date(line))), None
    )
