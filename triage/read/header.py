"""The fields that stand above a text: what a crawler, a mail program or a site generator puts there.

Front matter stands between two lines `---` (YAML) or `+++` (TOML). Without such marks only lines of known names make a header,
and there must be two of them: one `Source: …` may be the first line of an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from triage.model import Metadata
from triage.read.decode import without_surrogates
from triage.read.fields import ADDRESSES, AUTHORS, DATES, LANGUAGES, SOURCES, TITLES, host_of

MOST_CHARS = 8_000
MOST_LINES = 60
LONGEST = 400  # characters of a line: what is longer is text
LEAST = 2  # fields

MAIL = (
    "from to cc bcc reply_to sender sent received message_id in_reply_to references mime_version content_type return_path "
    "content_transfer_encoding list_id list_unsubscribe delivered_to user_agent importance betreff gesendet"
)
CRAWL = (
    "crawled crawled_at crawl_date fetched fetched_at retrieved retrieved_at accessed scraped scraped_at status status_code "
    "http_status content_length encoding charset warc_type warc_date warc_record_id warc_target_uri file filename id doc_id "
    "document_id hash"
)
ABOUT = (
    "subtitle description summary abstract tags tag keywords category categories section updated modified last_modified "
    "date_modified layout draft slug image thumbnail copyright license"
)
FIELDS = (*TITLES, *DATES, *SOURCES, *AUTHORS, *LANGUAGES, *ADDRESSES)
NAMES = {name.casefold() for name in FIELDS}.union(" ".join((MAIL, CRAWL, ABOUT)).split())
MARKS = {"---": ("---", "..."), "+++": ("+++",)}

LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
FIELD = re.compile(r"[ \t]*(?:\*\*|__)?([^\W\d_][\w .-]{0,30}?)(?:\*\*|__)?[ \t]*[:：][ \t]*(?:\*\*|__)?[ \t]*(.*?)[ \t]*")
FRONT_FIELD = re.compile(r"([A-Za-z_][\w.-]{0,60})[ \t]*[:=][ \t]*(.*?)[ \t]*")
GOES_ON = re.compile(r"[ \t]+\S|-[ \t]|#|[\]})]|\[")
OPENING = re.compile(r"[\ufeff\s]*(?:---|\+\+\+|(?:\*\*|__)?[^\W\d_][\w .-]{0,30}[ \t]*(?:\*\*|__)?[:：])")


class Header(NamedTuple):
    """The fields above a text, by their names in lower case with `_` between words; the text begins at `end` or after it."""

    end: int = 0
    fields: Mapping[str, str] = MappingProxyType({})


def find_header(raw: str) -> Header:
    """The header of `raw`; an empty one where there is none."""
    if not OPENING.match(raw):
        return Header()
    lines = [(line.group(1), line.end()) for line, _ in zip(LINE.finditer(raw, 0, MOST_CHARS), range(MOST_LINES), strict=False)]
    first = next((at for at, (line, _) in enumerate(lines) if line.strip("\ufeff \t")), 0)
    opening = lines[first][0].strip("\ufeff \t")
    return _front_matter(lines[first + 1 :], MARKS[opening]) if opening in MARKS else _known_fields(lines[first:])


def _front_matter(lines: Iterable[tuple[str, int]], closing: tuple[str, ...]) -> Header:
    """All up to the closing mark, if nothing but fields stands there; else two rules between which an article stands."""
    fields: dict[str, str] = {}
    for line, end in lines:
        if line.strip() in closing:
            return Header(end, fields) if fields else Header()
        found = FRONT_FIELD.fullmatch(line)
        if found:
            fields.setdefault(_name(found[1]), found[2].strip("\"' "))
        elif line.strip() and not GOES_ON.match(line):
            break
    return Header()


def _known_fields(lines: Iterable[tuple[str, int]]) -> Header:
    """Line by line as long as the names are known. Blank lines may stand between, and a mail's long lines are folded."""
    fields: dict[str, str] = {}
    stop, folds = 0, False
    for line, end in lines:
        if not line.strip():
            folds = False
            continue
        if folds and line[0] in " \t" and len(line) < LONGEST:
            stop = end
            continue
        found = FIELD.fullmatch(line.lstrip("\ufeff")) if len(line) < LONGEST else None
        if found is None or _name(found[1]) not in NAMES or _name(found[1]) in fields:
            break
        fields[_name(found[1])] = found[2]
        stop, folds = end, True
    return Header(stop, fields) if len(fields) >= LEAST else Header()


def _name(field: str) -> str:
    return field.casefold().replace(" ", "_").replace("-", "_")


def told(header: Header, found: Metadata) -> Metadata:
    """`found` with what the header says instead, where it says something."""
    fields = header.fields
    if not fields:
        return found
    from triage.read.dates import find_date  # its patterns take longer to make than texts without a header may wait

    return found._replace(
        title=_first(fields, TITLES) or found.title,
        date=find_date(_first(fields, DATES)[:200]) or found.date,
        source=_first(fields, SOURCES) or host_of(_first(fields, ADDRESSES)) or found.source,
        author=_first(fields, (*AUTHORS, "from")) or found.author,
        language=_first(fields, LANGUAGES) or found.language,
    )


def _first(fields: Mapping[str, str], names: Iterable[str]) -> str:
    values = (" ".join(fields.get(name.casefold(), "").split()) for name in names)
    return _decoded(next(filter(None, values), ""))


def _decoded(value: str) -> str:
    """Mail spells what isn't ASCII as `=?utf-8?q?Caf=C3=A9?=`."""
    if "=?" not in value:
        return value
    from email.errors import MessageError
    from email.header import decode_header, make_header

    try:
        return without_surrogates(" ".join(str(make_header(decode_header(value))).split()))
    except (ValueError, LookupError, MessageError):
        return value
