"""Which heading of a page is its headline, told by what its head says."""

from __future__ import annotations

from collections.abc import Collection

from triage.read.blocks import PageText
from triage.read.line_patterns import letters, weight
from triage.read.menus import is_section
from triage.read.page_title import PageTitle

LEAST = 5  # how much a heading weighs at least: anything shorter is in some word


def shared_headline(page: PageText, sites: Collection[str] = ()) -> str:
    """The longest heading of the first rank that stands in the title for those who share the page, which is hardly ever a
    section's or a teaser's; empty where none does but the name of a site or of a section."""
    shared = letters(page.shared)
    told = (text for text in page.headings() if weight(text) >= LEAST and letters(text) in shared)
    return max((text for text in told if not (_is_site(text, sites) or is_section(text))), key=len, default="")


def agreed_headline(page: PageText, sites: Collection[str] = ()) -> str:
    """The title for those who share the page, where it is part of the title in its head and a line of the page, too; else
    empty."""
    shared = letters(page.shared)
    if weight(page.shared) < LEAST or _is_site(page.shared, sites) or shared not in map(letters, PageTitle(0, page.title).runs()):
        return ""
    lines = (page.raw[hint.start : hint.end] for hint in page.hints)
    return next((line for line in lines if letters(line) == shared), "")


def named_headline(page: PageText, sites: Collection[str] = ()) -> str:
    """The one heading of the first rank of which the title in the head is made, but for shorter parts, or with which that begins;
    empty where there are none or several, or where it is the name of a site."""
    title = PageTitle(0, page.title)
    named = {text.casefold() for text in title.runs()} - {site.casefold() for site in sites}
    found = dict.fromkeys(heading for heading in page.headings() if heading.casefold() in named)
    longest = max(map(weight, title.parts()), default=0)
    if len(found) != 1:
        return ""
    only = next(iter(found))
    return only if weight(only) >= longest or page.title.casefold().startswith(only.casefold()) else ""


def only_headline(page: PageText, title: str, sites: Collection[str] = ()) -> str:
    """The one heading of the first rank that the page has, where its head doesn't say the `title` that was found; else empty."""
    headings = {letters(text): text for text in page.headings()}
    found = letters(title)
    if len(headings) != 1 or found in letters(page.title) or found in letters(page.shared):
        return ""
    only = next(iter(headings.values()))
    return "" if weight(only) < LEAST or _is_site(only, sites) else only


def _is_site(text: str, sites: Collection[str]) -> bool:
    """Whether the text is a site's name, or its address without dots and dashes."""
    own = letters(text)
    return any(own == letters(site) or ("." in site and own in letters(site)) for site in sites)
