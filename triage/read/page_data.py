"""What a page tells programs of itself, in the tags of its head and the data of its scripts: when it was published or changed,
and who wrote it. An extractor asks the tags first, of which the only day may be that of the last change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from triage.dates import find_date
from triage.read.blocks import PageText

# The values are bounded, so that an opening without an end costs no more than its length.
DAY = re.compile(r'"date(Published|Modified)"\s{0,9}:\s{0,9}"([^"<>]{4,40})"')
META = re.compile(r"<meta\b[^<>]{0,500}>", re.IGNORECASE)
OF_PUBLICATION = re.compile(r"publish|publication|pubdate|issued|created|[\"'](?:dc(?:terms)?[.:])?date[\"']", re.IGNORECASE)
OF_CHANGE = re.compile(r"modified|updated", re.IGNORECASE)
AUTHOR = re.compile(r'"author"\s{0,9}:\s{0,9}("(?:[^"\\<>\n]|\\[^<>\n]){3,200}")')
OF_AN_AUTHOR = re.compile(r"\b(?:about|author|writer|contribut|über|autor|autori[nx]?|auteur|skribent)", re.IGNORECASE)
PARTED = re.compile(r"[,;]| and ")
MOST_NAMES = 6
MOST_PLACES = 50


def publication(html: str, found: date | None, shown: date | None) -> date | None:
    """When a page was published: the day that an extractor `found`, unless that is the day of a change, and the page tells
    programs another one or has it `shown` to readers."""
    data, metas = DAY.findall(html), META.findall(html)
    published = list(_days((value for kind, value in data if kind == "Published"), filter(OF_PUBLICATION.search, metas)))
    if found is None:
        return shown if shown is not None and (not published or shown in published) else next(iter(published), None)
    if found in published or found not in _days((value for _, value in data), filter(OF_CHANGE.search, metas)):
        return found
    before = [day for day in published if day <= found]
    if shown is not None and shown < found and (not before or shown in before):
        return shown
    return next(iter(before), found)


def _days(*values: Iterable[str]) -> Iterator[date]:
    """The days that are dates: `-0001-11-30` is how a program spells that it knows none."""
    return (day for value in chain(*values) if (day := find_date(value)) is not None)


def page_author(html: str, page: PageText, main: str, found: str) -> str:
    """Who wrote a page: whom an extractor `found`, unless the data in the page's scripts names another, who stands above, or the
    name stands below the `main` text and another heading, as that of a text which is recommended there. Whom the tags of the head
    name, or the data, is believed."""
    names = found.split("; ") if found else []
    if any(_is_told(html, name) for name in names):
        return found
    at = min((place for name in names if (place := page.raw.find(name)) >= 0), default=len(page.raw))
    named = _named(html)
    if named and 0 <= page.raw.find(named.partition("; ")[0]) <= at:
        return named
    return "" if _is_of_another(page, main, at) else found


def _is_told(html: str, name: str) -> bool:
    """Whether a tag `<meta>` or a script holds the name."""
    places = (match.start() for match in re.finditer(re.escape(name), html))
    return any(
        html.startswith("<meta", html.rfind("<", 0, at)) or html.rfind("<script", 0, at) > html.rfind("</script", 0, at)
        for at in islice(places, MOST_PLACES)
    )


def _named(html: str) -> str:
    """The authors whom the data in a page's scripts names, parted by semicolons; empty where it names those of several texts."""
    values = set(AUTHOR.findall(html))
    if len(values) != 1:
        return ""
    try:
        text = " ".join(json.loads(values.pop()).split())
    except ValueError:
        return ""
    names = [name.strip() for name in PARTED.split(text)]
    return "; ".join(names) if len(names) <= MOST_NAMES and all(" " in name for name in names) else text


def _is_of_another(page: PageText, main: str, at: int) -> bool:
    """Whether a name that stands first there does so where the article is over, below a heading that isn't about its author."""
    last = main.rstrip().rpartition("\n")[2].strip("-*|# ")
    end = page.raw.rfind(last) + len(last) if last else -1
    if not last or end < len(last) or not end <= at < len(page.raw):
        return False
    headings = [page.raw[hint.start : hint.end] for hint in page.hints if hint.heading and end <= hint.start < at]
    return bool(headings) and not OF_AN_AUTHOR.search(headings[-1])
