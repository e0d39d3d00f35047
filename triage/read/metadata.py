"""Title, date, source and author of an article, found in its own text. Looks at a bounded part, so it is quick on any text."""

from __future__ import annotations

from itertools import islice

from triage.model import Metadata
from triage.paragraphs import LINE_END, RARE_ENDS, flat
from triage.read.author import byline
from triage.read.head import Head, body_start
from triage.read.publication_date import text_date
from triage.read.source import source_of
from triage.read.text_browsers import without_marks
from triage.read.title import Title, find_title, is_taken_up
from triage.read.title_text import plain_title, without_field
from triage.repair import repair
from triage.wrapping import may_be_wrapped, spans_of

MOST_CHARS = 200_000
MOST_LINES = 3_000
HEADING = "# "


def head_lines(raw: str, *, wrapped: bool = True) -> list[str]:
    """The first lines that aren't blank, stripped, each cut to what is worth looking at. So a text says the same of itself
    whether its paragraphs stand apart or not, and hard-wrapped or not; `wrapped` says that it may be."""
    head = raw[:MOST_CHARS]
    if wrapped and may_be_wrapped(head):
        spans = islice(spans_of(head), MOST_LINES)
        lines = [line if line.isprintable() else flat(line) for line in (head[start:end] for start, end in spans)]
    else:
        lines = (LINE_END.split(head) if any(end in head for end in RARE_ENDS) else head.split("\n"))[:MOST_LINES]
    if "[" in head and ("](" in head or "[1]" in head):
        lines = without_marks("\n".join(lines)).split("\n")
    return list(filter(None, [line[:1000].strip() for line in lines]))


def text_metadata(raw: str, page_title: str = "", headline: str = "", heading: str = "") -> Metadata:
    """What plain text tells about itself. Of a page that was read with its tags `page_title` stands in its head, `headline` is a
    heading of which that is made, and `heading` may be the headline."""
    lines = head_lines(f"{page_title}\n{raw}", wrapped=False) if page_title else head_lines(raw)
    ranked = _without_rank(lines) if "[" in raw and "](" in raw and HEADING in raw else []
    head = Head(lines)
    body = body_start(head)
    marked = [at for at in ranked if at <= body]  # below the article begins another, or an example in it
    found = find_title(head, body, is_page=page_title != "")
    if not found.named and found.at not in marked:
        found = next((Title(at, lines[at]) for at in marked if len(marked) == 1 or is_taken_up(lines[at], head, body)), found)
    if not found.named and (headline or (heading and is_taken_up(heading, head, body))):
        found = Title(found.at, headline or heading)
    source = source_of(lines, found.at, body, head.lowered, found.site)
    return Metadata(
        title=plain_title(repair(without_field(found.text))),
        date=text_date(lines, found.at, body),
        source=source,
        author=byline(lines, found.at),
    )


def _without_rank(lines: list[str]) -> list[int]:
    """Where headings of the first rank stand, as a page has them that was printed as Markdown; their marks are taken away."""
    found = [at for at, line in enumerate(lines) if line.startswith(HEADING)]
    for at in found:
        lines[at] = lines[at].removeprefix(HEADING).strip()
    return [at for at in found if lines[at]]
