"""Who published an article: agency mark, dateline, crawl header, site address, the page's title, copyright line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from triage.dates import MONTHS, is_only_a_date
from triage.read.fields import SOURCE_ELSEWHERE
from triage.read.line_patterns import is_phrase, letters

# Agencies that write themselves in lower case, with a further mark or none: (dpa/lsw).
_LOWER = "afp|ansa|anp|apa|awp|ddp|dpa|dts|efe|epd|kna|lusa|ntb|ots|pap|rtr|sda|sid|taz|tt"
_AGENCY = rf"[A-Z][\w .&'/-]{{1,39}}|(?:{_LOWER})(?:[/-]\w{{1,9}}){{0,3}}"
# A small letter behind it goes on about a person: (Ann Lee) writes.
MARK = re.compile(rf"^\((?P<name>{_AGENCY})\)\s*(?:[-–—:]{{1,2}}\s+\S|[^\Wa-zß-ÿ]|[^\w\s])")
DATELINE = re.compile(rf"^[^\W\d_][^()\n]{{0,79}}\((?P<name>{_AGENCY})\)\s*[-–—]{{1,2}}\s")
# A colon stands behind members of a parliament and their parties as well: there only agencies that are known count.
_KNOWN = f"AFP|ANI|ANSA|AP|APA|Bernama|DPA|EFE|IANS|KUNA|PA|PTI|Reuters|REUTERS|TASS|UNI|UPI|WAM|Xinhua|XINHUA|{_LOWER}"
SPOKEN = re.compile(rf"^[^\W\d_][^()\n]{{0,79}}\((?P<name>(?:{_KNOWN})(?:[/-]\w{{1,9}}){{0,3}})\)\s*:\s")
# Behind a city in capitals it is an agency, known or not.
CITY = re.compile(rf"^[A-ZÀ-Þ][A-ZÀ-Þ ,.'-]{{2,39}}\((?P<name>{_AGENCY})\)\s*:\s")
# What a mail quotes is no line of the text's own.
HEADER = re.compile(rf"^(?!\s*>)\W*(?:source|{'|'.join(SOURCE_ELSEWHERE)})\s*[:：]\s*(?P<name>[^\n|】\]]{{2,60}})", re.IGNORECASE)
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
    # A dot ends the name, but for that of a form: e.V., S.A.
    r"\s*(?:by\s)?(?P<name>[^\W\d_](?:[^|.,©;(\n।。]|(?<=[\s.][^\W\d_])\.){1,149})",
    re.IGNORECASE,
)
# What may follow the owner's name without a mark between them.
RIGHTS = re.compile(
    r"[^\w.]*(?:all rights|unless otherwise|or its affiliate|alle rechte|alle inhalte|impressum|datenschutz|do not sell|"
    r"(?:privacy|cookies|terms)(?=\W*(?:privacy|cookies|terms|policy|of use|notice|statement|&|and|$))|condiciones de|copyright|"
    r"(?:todos (?:os |los )?)?d[ei]re[ic]\w+ reservados|tous droits|powered by|designed by|版權所有|版权所有|"
    r"सर्वाधिकार|kaikki oikeudet|tüm hakları|με επιφύλαξη|cấm sao chép|無断転載|جميع الحقوق).*$",
    re.IGNORECASE,
)
LEADING = re.compile(r"(?:\W|(?:copyright|by|thuộc(?: về)?)\s)+", re.IGNORECASE)
ENDS = re.compile(r"\s[-–—]+(?:\s|$)|\s*[|·•∙]|\s/$")  # what parts a name from what follows
LATER_ENDS = re.compile(r"[,;(]|(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ][a-zß-ÿ])")  # which a long name may have reached
# To a page of a book, or as scientists refer to each other: Roe A, Moe BC,
REFERENCE = re.compile(r"\bet al\b|(?i:\b(?:pages?|pp?\.) ?\d)|(?:[^\W\d_a-zß-ÿ][\w'’-]+ [A-Z]{1,3}, ){2}")
CREDIT = re.compile(r"\btheme\b.*\bby\b|\b(?:theme|templates?)$", re.IGNORECASE)  # whose the looks of a site are
ADDRESS = ("https://", "http://")
SEVERAL = 3
LONGEST = 60
LONGEST_SITE = 80
MOST = 0.6  # of a title's letters are a site's name only by mistake
ADDRESS_OR_CODE = re.compile(r"https?://|@[\w-]+\.|[{}]")
RIGHTS_FIRST = re.compile(r"\s*(?:©|\(c\)|copyright\b)", re.IGNORECASE)
LONGEST_LINE = 200  # characters: what is further on in a line names no source
COMMON_FILE = re.compile(r"\.(?:txt|html?|jpe?g|png|pdf|php|md|py|js|css|json|csv|xml)$", re.IGNORECASE)


def source_of(lines: list[str], title: int, body: int, lowered: str, site: str = "") -> str:
    """The publisher, by the first mark that is found; empty if there is none. `lowered`: all lines in lower case; `site`: the one
    that the page's title names."""
    start = max(title, 0)
    stop, before = max(body, start) + 4, max(0, start - 6)
    near = [*lines[start:stop], *lines[before:start]]
    with_brackets = [line for line in near if "(" in line]
    for pattern in (MARK, DATELINE, SPOKEN, CITY) if with_brackets else ():
        name = _first(pattern.match, with_brackets)
        if name and not is_day(name):
            return name
    top = [*lines[:40], *lines[max(start, 40) : stop], *lines[max(before, 40) : start]]
    name = _first(HEADER.match, (line for line in top if ":" in line or "：" in line))
    if name and _named_in(lines) >= SEVERAL:
        return site
    name = "" if is_phrase(name) or REFERENCE.search(name) else publisher(name)
    name = name or _first(INLINE.search, (line for line in top if "源" in line))
    if name:
        return name
    near = [*lines[max(start, 6) : stop], *lines[max(before, 6) : start]]
    name = _first(SITE.match, lines[:6]) or _first(SITE.match, _without_cited(near, lines))
    if name and not COMMON_FILE.search(name):
        return name.lower().removeprefix("www.")
    if site or not _is_owned(lowered):
        return site
    owners = (OWNER.match(line, 0, LONGEST_LINE) for line in reversed(lines) if _is_owned(line.lower()))
    return next(filter(None, (publisher(_without_rights(owner["name"])) for owner in owners if owner)), "")


def _named_in(lines: list[str]) -> int:
    """How many publishers are named in lines of their own: in a digest each item has one, and the whole has none."""
    found = (HEADER.match(line, 0, LONGEST_LINE) for line in lines if ":" in line or "：" in line)
    return len({match["name"].strip() for match in found if match})


def _without_cited(near: list[str], lines: list[str]) -> list[str]:
    """The lines `near` the title without addresses, where the text has several: it refers to them, and none is its own."""
    others = [line for line in near if not line.startswith(ADDRESS)]
    is_citing = len(others) < len(near) and sum(line.startswith(ADDRESS) for line in lines) >= SEVERAL
    return others if is_citing else near


def publisher(text: str) -> str:
    """The name with which a text begins that says who published an article; empty where none ends within reach, and where the
    text is a date, or names whose template it is."""
    name = ENDS.split(_begin(text), maxsplit=1)[0].strip()
    if len(name) > LONGEST:
        name = LATER_ENDS.split(name, maxsplit=1)[0].strip()
    is_name = 1 < len(name) <= LONGEST and any(map(str.isalpha, name)) and not is_day(name)
    return name if is_name and not CREDIT.search(name) else ""


def names_site(name: str, title: str, host: str) -> bool:
    """Whether what a page names as its site may be one: not a day, a notice of rights, an address, a placeholder that a program
    was to fill, nor most of the `title`, unless the site's address `host` says the same."""
    if not any(map(str.isalpha, name)) or len(name) > LONGEST_SITE or is_day(name) or name.strip(".").lower() in MONTHS:
        return False
    if ADDRESS_OR_CODE.search(name) or RIGHTS_FIRST.match(name):
        return False
    own, other, address = map(letters, (name, title, host))
    short, long = sorted((own, other), key=len)
    return own in address or not short or short not in long or len(short) < MOST * len(long)


def is_day(text: str) -> bool:
    """Whether a name is a date, or a day of a month: May 3."""
    month = text.partition(" ")[0].rstrip(".").lower()
    return is_only_a_date(text) or (month in MONTHS and any(map(str.isdigit, text)))


def _begin(text: str) -> str:
    begin = LEADING.match(text)
    return text[begin.end() :] if begin else text


def _without_rights(text: str) -> str:
    return RIGHTS.sub("", _begin(text))


def _is_owned(lowered: str) -> bool:
    """Whether an owner may be named there: one of these is in every such line."""
    return "©" in lowered or "copyright" in lowered or "(c)" in lowered


def _first(find: Callable[[str, int, int], re.Match[str] | None], lines: Iterable[str]) -> str:
    """The name in the first line where it is found near the start."""
    return next((match["name"].strip() for line in lines if (match := find(line, 0, LONGEST_LINE))), "")
