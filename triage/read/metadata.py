"""Title, date and source of an article, found in its own text. Looks at a bounded part, so it is quick on any text."""

from __future__ import annotations

import re
from datetime import date

from triage.model import Metadata
from triage.read.dates import find_date, may_hold_date
from triage.read.looks import is_header
from triage.read.source import source_of
from triage.read.title import Head, Title, body_start, find_title, is_taken_up, without_field
from triage.repair import repair

MOST_CHARS = 200_000
MOST_LINES = 3_000
LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
RARE_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
DATELINE = 120  # a dateline stands at the start of its paragraph
COPYRIGHT = ("©", "(c)", "copyright", "all rights reserved")


def head_lines(raw: str) -> list[str]:
    """The first lines that aren't blank, stripped, each cut to what is worth looking at. So a text says the same of itself
    whether its paragraphs stand apart or not."""
    head = raw[:MOST_CHARS]
    lines = LINE_BREAK.split(head) if any(end in head for end in RARE_BREAKS) else head.split("\n")
    return list(filter(None, [line[:1000].strip() for line in lines[:MOST_LINES]]))


def text_metadata(raw: str, page_title: str = "", headline: str = "", heading: str = "") -> Metadata:
    """What plain text tells about itself. Of a page that was read with its tags `page_title` stands in its head, `headline` is a
    heading of which that is made, and `heading` may be the headline."""
    lines = head_lines(f"{page_title}\n{raw}" if page_title else raw)
    head = Head(lines)
    body = body_start(head)
    found = find_title(head, body, is_page=page_title != "")
    if not found.named and (headline or (heading and is_taken_up(heading, head, body))):
        found = Title(found.at, headline or heading)
    source = source_of(lines, found.at, body, head.lowered, found.site)
    return Metadata(title=repair(without_field(found.text)), date=_date(lines, found.at, body), source=source)


def _date(lines: list[str], title: int, body: int) -> date | None:
    """The crawl header's date; else that of the short line nearest to the title, of a dateline, of the top."""
    for line in lines[:5]:
        if may_hold_date(line) and is_header(line) and (found := find_date(line)):
            return found
    start = max(title, 0)
    near = (i for i in range(max(0, start - 8), min(len(lines), max(body + 3, start + 15))) if may_hold_date(lines[i]))
    for i in sorted(near, key=lambda i: (len(lines[i]) > 80, abs(i - start))):
        line = lines[i]
        found = find_date(line if len(line) < 200 else line[:DATELINE])
        if found and not _is_copyright(line):
            return found
    return next(
        (found for line in lines[:60] if 0 < len(line) < 80 and (found := find_date(line)) and not _is_copyright(line)), None
    )


def _is_copyright(line: str) -> bool:
    lowered = line.lower()
    return any(word in lowered for word in COPYRIGHT)
