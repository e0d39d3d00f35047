"""Dates as publishers write them. One pass of one pattern per line; a date that can't be told apart is no date."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = """
january jan januar januari enero janvier gennaio janeiro styczeń stycznia января
february feb februar februari febrero février fevrier febbraio fevereiro lutego февраля
march mar märz maart marzo mars março marca марта
april apr abril avril aprile kwietnia апреля
may mai mayo mei maggio maio maja мая
june jun juni junio juin giugno junho czerwca июня
july jul juli julio juillet luglio julho lipca июля
august aug agosto août augustus sierpnia августа
september sep sept septiembre septembre settembre setembro września сентября
october oct oktober okt octubre octobre ottobre outubro października октября
november nov noviembre novembre novembro listopada ноября
december dec dezember dez diciembre décembre dicembre dezembro grudnia декабря
""".strip().splitlines()
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
# longest first, or `mar` would stop `march`
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?=\d{{1,2}}:\d\d|\D|$)"

DATE = re.compile(
    r"(?<![\d.,/])(?:"
    + _YEAR.format("y1") + r"(?P<sep>[-/.])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?!\d)"
    r"|" + _YEAR.format("y2") + r"\s?[年년]\s?(?P<m2>\d{1,2})\s?[月월]\s?(?P<d2>\d{1,2})\s?[日일]"
    r"|(?P<d3>\d{1,2})(?:st|nd|rd|th|\.|º)?[ -]{1,2}(?:de |of )?"
    r"(?P<n3>" + _NAMES + r")\b[.,]{0,2}[ -]{1,2}(?:de )?" + _YEAR.format("y3")
    + r"|(?<![^\W\d_])(?P<n4>" + _NAMES + r")\b\.?[ -](?P<d4>\d{1,2})(?:st|nd|rd|th)?,? ?,? " + _YEAR.format("y4")
    + r"|(?P<a5>\d{1,2})(?P<sep5>[/.])(?P<b5>\d{1,2})(?P=sep5)" + _YEAR.format("y5")
    + r")",
    re.IGNORECASE,
)  # fmt: skip
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR = 40  # characters: more than any date has before its year


def may_hold_date(text: str) -> bool:
    """Whether a year may stand there: hardly any line holds one, and looking for that costs a hundredth of the pattern."""
    return "20" in text or "19" in text


def find_date(text: str) -> date | None:
    """The first date in a line."""
    if not may_hold_date(text):
        return None
    year = _LIKE_A_YEAR.search(text)
    if not year:
        return None
    for match in DATE.finditer(text, max(0, year.start() - _BEFORE_YEAR)):
        found = _date_of(match)
        if found:
            return found
    return None


def _date_of(match: re.Match[str]) -> date | None:
    """The date of a match; None for the 31st of February and for 05/06/2007, which is two dates."""
    part = match.groupdict()
    if part["y1"]:
        return _valid(part["y1"], part["m1"], part["d1"])
    if part["y2"]:
        return _valid(part["y2"], part["m2"], part["d2"])
    if part["y3"]:
        return _valid(part["y3"], MONTHS.get(part["n3"].lower(), 0), part["d3"])
    if part["y4"]:
        return _valid(part["y4"], MONTHS.get(part["n4"].lower(), 0), part["d4"])
    first, second = int(part["a5"]), int(part["b5"])
    if part["sep5"] == "." or first > 12:
        return _valid(part["y5"], second, first)
    if second > 12 or first == second:
        return _valid(part["y5"], first, second)
    return None


def _valid(year: str, month: str | int, day: str | int) -> date | None:
    """A date of the calendar, or None."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
