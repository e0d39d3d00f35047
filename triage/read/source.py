"""Who published an article: agency mark, dateline, crawl header, site address, the page's title, copyright line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from triage.read.looks import is_phrase

# Agencies that write themselves in lower case, with a further mark or none: (dpa/lsw).
_LOWER = "afp|ansa|anp|apa|awp|ddp|dpa|dts|efe|epd|kna|lusa|ntb|ots|pap|rtr|sda|sid|taz|tt"
_AGENCY = rf"[A-Z][\w .&'/-]{{1,39}}|(?:{_LOWER})(?:[/-]\w{{1,9}}){{0,3}}"
MARK = re.compile(rf"^\((?P<name>{_AGENCY})\)\s*(?:[-–—:]{{1,2}}\s)?\S")
DATELINE = re.compile(rf"^[^\W\d_][^()\n]{{0,79}}\((?P<name>{_AGENCY})\)\s*(?:[-–—]{{1,2}}|:)\s")
HEADER = re.compile(r"^\W*(?:source|quelle|fuente|źródło|来源|來源|источник)\s*[:：]\s*(?P<name>[^\n|】\]]{2,60})", re.IGNORECASE)
INLINE = re.compile(r"(?:来源|來源)\s*[:：]\s*(?P<name>[^\s|】\]，。]{2,30})")
# Of the longer endings only what sites of news have: settings and names of files look like the others.
SITE = re.compile(
    r"^(?:https?://)?(?P<name>(?:www\.)?(?:[a-z0-9-]{1,63}\.){1,4}(?:[a-z]{2,4}|"
    r"online|media|press|today|world|digital|network|agency|museum|travel|space))(?=[/\s,]|$)",
    re.IGNORECASE,
)
# No quotation mark before it: a sign may be quoted.
OWNER = re.compile(
    r"[^\"“„”«»「『]{0,150}?(?<!['‘’‹›])(?:©|copyright|\(c\))[\s©]{0,3}(?:\(c\)\s*)?(?:19|20)\d\d(?:\s?[-–—,]\s?(?:19|20)\d\d)?"
    r"\s*(?:by\s)?(?P<name>[^\W\d_][^|.,©;(\n]{1,49})",
    re.IGNORECASE,
)
RIGHTS = re.compile(r"\s*(?:all rights reserved|unless otherwise|alle rechte|版權所有|版权所有).*$", re.IGNORECASE)
COMMON_FILE = re.compile(r"\.(?:txt|html?|jpe?g|png|pdf|php|md|py|js|css|json|csv|xml)$", re.IGNORECASE)


def source_of(lines: list[str], title: int, body: int, lowered: str, site: str = "") -> str:
    """The publisher, by the first mark that is found; empty if there is none. `lowered`: all lines in lower case; `site`: the one
    that the page's title names."""
    start = max(title, 0)
    stop, before = max(body, start) + 4, max(0, start - 6)
    near = [*lines[start:stop], *lines[before:start]]
    with_brackets = [line for line in near if "(" in line]
    for pattern in (MARK, DATELINE) if with_brackets else ():
        name = _first(pattern, with_brackets)
        if name:
            return name
    top = [*lines[:40], *lines[max(start, 40) : stop], *lines[max(before, 40) : start]]
    name = _first(HEADER, [line for line in top if ":" in line or "：" in line])
    if not name or is_phrase(name):
        name = _search(INLINE.search, (line for line in top if "源" in line))
    if name:
        return name
    name = _first(SITE, [*lines[:6], *lines[max(start, 6) : stop], *lines[max(before, 6) : start]])
    if name and not COMMON_FILE.search(name):
        return name.lower().removeprefix("www.")
    if site or not _is_owned(lowered):
        return site
    owned = (line for line in reversed(lines) if _is_owned(line.lower()))
    return RIGHTS.sub("", _search(OWNER.match, owned)).strip()


def _is_owned(lowered: str) -> bool:
    """Whether an owner may be named there: one of these is in every such line."""
    return "©" in lowered or "copyright" in lowered or "(c)" in lowered


def _first(pattern: re.Pattern[str], lines: Iterable[str]) -> str:
    """The name in the first line that begins with the pattern."""
    return next((match["name"].strip() for line in lines if (match := pattern.match(line))), "")


def _search(find: Callable[[str], re.Match[str] | None], lines: Iterable[str]) -> str:
    """The name in the first line where it is found near the start."""
    for line in lines:
        match = find(line[:200])
        if match and not RIGHTS.match(match["name"]):
            return str(match["name"]).strip()
    return ""
