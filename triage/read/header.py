"""The fields that stand above a text: what a crawler, a mail program or a site generator puts there.

Front matter has marks of its own. Without such only lines of known names make a header, and there must be two of them: one
`Source: …` may be the first line of an article. The day of a crawl is no date of what it found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, dropwhile, islice
from types import MappingProxyType
from typing import NamedTuple

from triage.model import Metadata
from triage.paragraphs import is_sentence
from triage.read.decode import known, without_surrogates
from triage.read.fields import ADDRESSES, AUTHORS, DATES, LANGUAGES, SOURCES, TITLES, host_of
from triage.read.front_matter import MARKS, front_matter
from triage.read.language_codes import first_language

MOST_CHARS = 64_000
MOST_LINES = 400
LONGEST = 400  # characters of a line: what is longer is text
LONGEST_FOLDED = 1_000  # which a mail's may have
LEAST = 2  # fields

MAIL = (
    "from to cc bcc reply_to sender sent received message_id in_reply_to references mime_version content_type return_path "
    "content_transfer_encoding list_id list_unsubscribe delivered_to user_agent importance precedence betreff gesendet"
)
OF_MAIL = frozenset(MAIL.split())
# What else a posting to a newsgroup has above it: words that begin lines of articles as well, and count where someone posted it.
NEWS = (
    "path newsgroups organization organisation lines nntp_posting_host nntp_posting_date distribution followup_to originator "
    "disclaimer expires approved control supersedes xref"
)
OF_NEWS = frozenset(NEWS.split())
POSTER = "from"
OF_POSTED = OF_NEWS | {POSTER}
CRAWL = (
    "crawled crawled_at crawl_date fetched fetched_at retrieved retrieved_at accessed scraped scraped_at status status_code "
    "http_status content_length encoding charset warc_type warc_date warc_record_id warc_target_uri "
    "warc_identified_content_language file filename id doc_id document_id hash"
)
ABOUT = (
    "subtitle description summary abstract tags tag keywords category categories section updated modified last_modified "
    "date_modified layout draft slug image thumbnail copyright license"
)
FIELDS = (*TITLES, *DATES, *SOURCES, *AUTHORS, *LANGUAGES, *ADDRESSES)
NAMES = {name.casefold() for name in FIELDS}.union(" ".join((MAIL, CRAWL, ABOUT)).split())
REPEATED = ("received",)
UNASKED = "-"  # the name of all fields of which nothing is asked
OF_THE_CRAWL = "warcinfo"

LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
FIELD = re.compile(r"[ \t]*(?:\*\*|__)?([^\W\d_][\w .-]{0,60}?)(?:\*\*|__)?[ \t]*[:：][ \t]*(?:\*\*|__)?[ \t]*(.*?)[ \t]*")
INVENTED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")  # names that programs give to fields of their own: X-Spam-Status
OF_TWO_DIGITS = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d\d\b")
PROTOCOL = re.compile(r"(?:WARC/\d\.\d|HTTP/\d(?:\.\d)? \d{3}\b.*)\s*")
# A name ends with no blank: else a million of them behind it are gone through sixty times.
OPENING = re.compile(
    r"[\ufeff\s]*(?:---|\+\+\+|WARC/\d|HTTP/\d|(?:\*\*|__)?[^\W\d_](?:[\w .-]{0,59}[\w.-])?[ \t]*(?:\*\*|__)?[:：])"
)


class Header(NamedTuple):
    """The fields above a text, by their names in lower case with `_` between words; the text begins at `end` or after it."""

    end: int = 0
    fields: Mapping[str, str] = MappingProxyType({})


def find_header(raw: str) -> Header:
    """The header of `raw`; an empty one where there is none."""
    if not OPENING.match(raw):
        return Header()
    lines = dropwhile(lambda line: not line[0].strip("\ufeff \t"), _lines(raw))
    first = next(lines, ("", 0))
    opening = first[0].strip("\ufeff \t")
    if opening not in MARKS:
        return _fields(chain((first,), lines))
    below = list(lines)
    closing, found = front_matter([line for line, _ in below], opening)
    fields = {_name(name): value for name, value in reversed(found.items())}
    return Header(below[closing][1], fields) if fields else Header()


def _lines(raw: str) -> Iterator[tuple[str, int]]:
    """The first lines, and where each ends."""
    found = islice(LINE.finditer(raw, 0, MOST_CHARS), MOST_LINES)
    return ((line[1], line.end()) for line in found)


def _fields(lines: Iterable[tuple[str, int]]) -> Header:
    """Line by line as long as the names are known. Blank lines may stand between, and long lines are folded. Right beside known
    fields a program may have put some of its own; the block of a protocol may hold any."""
    fields: dict[str, str] = {}
    name, stop, protocol, together = "", 0, "", True
    for line, end in lines:
        if not line.strip():
            name, protocol, together = "", "", False
            continue
        if PROTOCOL.match(line):
            # What a record tells of the crawl as a whole is told of no page: the next one's fields count.
            fields = {} if line.startswith("WARC") else fields
            name, protocol = "", line[:4]
        elif fields.get("warc_type") == OF_THE_CRAWL and not protocol:
            pass
        elif name and line[0] in " \t" and len(line) < LONGEST_FOLDED and (protocol or _may_fold(fields, line)):
            fields[name] += f" {line.strip()}"
        else:
            found = FIELD.fullmatch(line.lstrip("\ufeff")) if len(line) < LONGEST_FOLDED else None
            if found is None:
                break
            name = _name(found[1])
            may_be_news = name in OF_NEWS and (not fields or (together and not OF_POSTED.isdisjoint(fields)))
            is_known = (name in NAMES or may_be_news) and name not in fields and len(line) < LONGEST
            if not (is_known or protocol or (together and (name in REPEATED or INVENTED.fullmatch(found[1])))):
                break
            if not is_known or (protocol == "HTTP" and (name == "date" or name in OF_NEWS)):
                name = UNASKED
            fields[name] = found[2]
            together = True
        stop = end
    is_header = len(fields.keys() - {UNASKED}) >= LEAST and (POSTER in fields or OF_NEWS.isdisjoint(fields))
    return Header(stop, fields) if is_header else Header()


def _may_fold(fields: Iterable[str], line: str) -> bool:
    """Whether an indented line goes on with the field above: a mail's do, below others an article may begin so."""
    return not is_sentence(line.strip()) or not OF_MAIL.isdisjoint(fields)


def _name(field: str) -> str:
    return field.casefold().replace(" ", "_").replace("-", "_")


def told(header: Header, found: Metadata) -> Metadata:
    """`found` with what the header says instead, where it says something."""
    fields = header.fields
    if not fields:
        return found
    return found._replace(
        title=_first(fields, (*TITLES, "betreff")) or found.title,
        date=_day(_first(fields, (*DATES, "sent", "gesendet"))[:200]) or found.date,
        source=_first(fields, SOURCES) or host_of(_first(fields, (*ADDRESSES, "warc_target_uri"))) or found.source,
        author=_first(fields, (*AUTHORS, "from")) or found.author,
        language=_first(fields, LANGUAGES)
        or first_language(_first(fields, ("warc_identified_content_language",)))
        or found.language,
    )


def _day(value: str) -> date | None:
    """The date of a field; in mail its year may have two digits."""
    from triage.dates import find_date  # its patterns take longer to make than texts without a header may wait

    found = find_date(value)
    if found is not None or not OF_TWO_DIGITS.match(value):
        return found
    from email.utils import parsedate

    parts = parsedate(value)
    try:
        return date(*parts[:3]) if parts else None
    except ValueError:
        return None


def _first(fields: Mapping[str, str], names: Iterable[str]) -> str:
    values = (" ".join(fields[name].split()) for name in map(str.casefold, names) if name in fields)
    return _decoded(next(filter(None, values), ""))


def _decoded(value: str) -> str:
    """Mail spells what isn't ASCII as `=?utf-8?q?Caf=C3=A9?=`."""
    if "=?" not in value:
        return value
    from email.errors import MessageError
    from email.header import decode_header, make_header

    try:
        parts = [(part, charset and (known(charset) or charset)) for part, charset in decode_header(value)]
        return without_surrogates(" ".join(str(make_header(parts)).split()))
    except (ValueError, LookupError, MessageError):
        return value
