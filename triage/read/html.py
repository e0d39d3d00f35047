"""An HTML page to a document: its text, a line a block; what the tags tell of each; the main text that libraries find."""

from __future__ import annotations

import re
import warnings
from datetime import date
from importlib import import_module
from typing import Any

from triage.dates import find_date
from triage.model import Document, Hint, Metadata, Problem
from triage.read.author import authors
from triage.read.blocks import PageText, page_blocks
from triage.read.decode import Decoded, decode, without_surrogates
from triage.read.headline import agreed_headline, named_headline, only_headline, shared_headline
from triage.read.linked_data import LinkedData, linked_data, with_article
from triage.read.metadata import text_metadata
from triage.read.page_data import page_author, publication
from triage.read.source import names_site
from triage.read.text import EMPTY, failed, source_for
from triage.repair import repair

DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{1,40})""",
    re.IGNORECASE,
)
HEAD_BYTES = 65_536  # styles and scripts may stand above it
SCRIPTS = Problem("empty", "no text in it but what scripts would show: fetch it with a browser, or remove it")
MOST_EXTRACTED = 4_000_000  # beyond that no page is an article, and extractors take minutes
MOST_LINES = 10_000  # its time grows with the square of the lines
# What XML can't hold: lxml cuts a text there.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")

# How a word is read, written small above it, and the brackets for those who see both in one line: no part of the text. The words
# themselves are one to an extractor only without their tags.
READING = re.compile(
    r"<(rt|rp)\b[^<>]{0,200}>(?:[^<]|<(?!/?(?:ruby|rtc|r[btp])\b)){0,120}(?:</\1\s{0,9}>)?|</?(?:ruby|rtc|rb)\b[^<>]{0,200}>",
    re.IGNORECASE,
)


def read_html(id: str, data: bytes) -> Document:
    """The document of a page."""
    decoded = decode(data, declared(data))
    return page_document(id, data, decoded)


def page_document(id: str, data: bytes, decoded: Decoded) -> Document:
    """The document of a page that is decoded already."""
    source = source_for(id, data, decoded)
    html = READING.sub("", FORBIDDEN.sub("\ufffd", decoded.text))
    linked = linked_data(html)
    found = with_article(page_blocks(html), linked.body) if linked.body else page_blocks(html)
    page = found._replace(
        raw=without_surrogates(found.raw), title=without_surrogates(found.title), shared=without_surrogates(found.shared)
    )
    if not page.raw.strip():
        return failed(id, SCRIPTS if "<script" in html else EMPTY)._replace(source=source)
    main, metadata = _extract(html, page, linked)
    return Document(id, page.raw, source, metadata, page.hints, (main, _main_text(html, page.hints)))


def declared(data: bytes) -> str:
    """The encoding that the page names in its head, empty if none. One that needs two bytes a sign can't be true there."""
    match = DECLARED.search(data[:HEAD_BYTES])
    name = (match[1] or match[2]).decode("ascii") if match else ""
    return "" if name.lower().startswith(("utf-16", "utf16", "utf-32", "ucs")) else name


def _main_text(html: str, hints: tuple[Hint, ...]) -> str:
    """What resiliparse takes for the main text. Its time grows with the square of the depth, so that a page which lxml gives up
    on for its depth isn't given to it."""
    if len(html) > MOST_EXTRACTED or not hints:
        return ""
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return without_surrogates(
        extract(html, main_content=True, alt_texts=False, links=False, form_fields=False, noscript=False, comments=False)
    )


def _extract(html: str, page: PageText, linked: LinkedData) -> tuple[str, Metadata]:
    """Main text and metadata by trafilatura; by the text itself where that fails or is silent, and the title: a heading that the
    page has in its head too is the headline, and else that in its head says which line is, while trafilatura takes it with the
    name of the site, or another heading."""
    found: Any = None
    if len(html) <= MOST_EXTRACTED and page.raw.count("\n") <= MOST_LINES:
        trafilatura = import_module("trafilatura")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what libraries tell each other's authors is nothing for the user's terminal
                found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
        except Exception:  # a page that breaks the extractor is still a page; its own text is all there
            found = None
    value = {
        name: without_surrogates(getattr(found, name, None) or "")
        for name in ("title", "author", "sitename", "hostname", "language", "text")
    }
    sites = [value["sitename"], value["hostname"]]
    title = " ".join(value["title"].split())
    own = text_metadata(page.raw, page.title, named_headline(page, sites), title if title in page.headings() else "")
    title = shared_headline(page, sites) or agreed_headline(page, sites) or own.title or title
    told = find_date(getattr(found, "date", None) or "")
    title = only_headline(page, title, sites) or title
    is_site = names_site(value["sitename"], title, value["hostname"])
    source = (value["sitename"] if is_site else "") or value["hostname"] or own.source
    others = (title, source, *sites, *linked.places)
    names = authors(page_author(html, page, value["text"], authors(value["author"], others)), others)
    metadata = Metadata(
        title=repair(title),
        date=publication(html, None if told is None or _is_guess(told, own.date, html) else told, own.date),
        source=source,
        author=authors(names, linked.organisations) or names or own.author,
        language=value["language"] or page.language,
    )
    return value["text"], metadata


def _is_guess(told: date, own: date | None, html: str) -> bool:
    """Whether a date is made of a year alone, often the copyright notice's, or has the month for the day that the text has."""
    if (told.month, told.day) == (1, 1):
        return told.isoformat() not in html
    return own is not None and (own.year, own.month, own.day) == (told.year, told.day, told.month)
