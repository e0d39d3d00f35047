"""Dates as publishers write them. One pass of one pattern per line; a date that can't be told apart is no date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

# A row a language, abbreviations in rows of their own; the first rows are of those that put the month before the day as well.
_MONTHS = """
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
january february march april may june july aug sept october november december
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
ene feb mar abr may jun jul ago sept oct nov dic
januar februar märz april mai juni juli august september oktober november dezember
jän feb mrz apr mai jun jul aug sep okt nov dez
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
janv févr mars avr mai juin juil août sept oct nov déc
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
gen feb mar apr mag giu lug ago set ott nov dic
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
jan fev mar abr mai jun jul ago set out nov dez
januari februari maart april mei juni juli augustus september oktober november december
jan feb mrt apr mei jun jul aug sep okt nov dec
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november desember
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
januari februari maret april mei juni juli agustus september oktober november desember
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
ledna února března dubna května června července srpna září října listopadu prosince
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
янв фев мар апр май июн июл авг сен окт ноя дек
янв февр март апр май июнь июль авг сент окт нояб дек
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर
जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर
มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.
""".strip().splitlines()
_MONTH_FIRST = 5
_THAI = 2
MONTHS = {name: number for names in _MONTHS for number, name in enumerate(names.split(), 1)}


def _either(names: Iterable[str]) -> str:
    """A pattern for one of the names, the longest first, or `mar` would stop `march`."""
    return "|".join(sorted(set(names), key=lambda name: (-len(name), name)))


_NAMES = _either(map(re.escape, MONTHS))
_THAI_NAMES = _either(map(re.escape, " ".join(_MONTHS[-_THAI:]).split()))
_FIRST_NAMES = _either(name for names in _MONTHS[:_MONTH_FIRST] for name in names.split())
_CENTURIES = "19|20"
_DIGITS_OF_OTHERS = "١٩|٢٠|۱۹|۲۰|१९|२०"
_BUDDHIST = 543  # years that Thailand is ahead
_ERAS = {"令和": 2018, "平成": 1988}  # the year before the first
_SHORT_YEAR = r"\.\d\d(?=,?\s{1,2}\d{1,2}:\d\d)"  # only a time beside it tells a date from the number of a version


def _usual(centuries: str) -> str:
    """A pattern for dates with a year of four digits that begins so."""
    year = rf"(?P<{{0}}>(?:{centuries})\d\d)(?=\d{{{{1,2}}}}:\d\d|\D|$)"
    # What begins with a digit stands apart, so that a letter in the midst of a word is passed over at once.
    return (
        r"(?=\d)(?:"
        + year.format("y1") + r"(?P<sep>[-/.])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?!\d)"
        r"|" + year.format("y2") + r"\s?[年년]\s?(?P<m2>\d{1,2})\s?[月월]\s?(?P<d2>\d{1,2})\s?[日일]"
        r"|(?P<d3>\d{1,2})(?:st|nd|rd|th|er|\.|º)?[ -]{1,2}(?:de |of )?"
        r"(?P<n3>" + _NAMES + r")(?!\w)[.,]{0,2}[ -]{1,2}(?:de )?" + year.format("y3")
        + r"|(?P<a5>\d{1,2})(?P<sep5>[/.])(?P<b5>\d{1,2})(?P=sep5)" + year.format("y5")
        + r")|(?<![^\W\d_])(?P<n4>" + _FIRST_NAMES + r")\b\.?[ -](?P<d4>\d{1,2})(?:st|nd|rd|th)?,? ?,? " + year.format("y4")
    )  # fmt: skip


_RARE = (
    rf"|(?P<era>{'|'.join(_ERAS)})\s?(?P<y6>\d{{1,2}}|元)\s?年\s?(?P<m6>\d{{1,2}})\s?月\s?(?P<d6>\d{{1,2}})\s?日"
    r"|(?P<d7>\d{1,2})\s?(?P<n7>" + _THAI_NAMES + r")\s?(?:[คพ]\.ศ\.\s?)?(?P<y7>(?:2[45]|๒[๔๕])\d\d)(?!\d)"
    r"|(?P<d8>\d{1,2})\.(?P<m8>\d{1,2})(?P<y8>" + _SHORT_YEAR + r")"
)  # fmt: skip
_NOT_INSIDE = r"(?<![\d.,/])"
_USUAL = re.compile(f"{_NOT_INSIDE}(?:{_usual(_CENTURIES)})", re.IGNORECASE)
DATE = re.compile(f"{_NOT_INSIDE}(?:{_usual(f'{_CENTURIES}|{_DIGITS_OF_OTHERS}')}{_RARE})", re.IGNORECASE)
_YEAR = re.compile(rf"(?:{_CENTURIES})\d\d")
YEAR_MONTH_DAY = {"d1": ("y1", "m1", "d1"), "d2": ("y2", "m2", "d2")}  # by the last of the groups
YEAR_NAME_DAY = {"y3": ("y3", "n3", "d3"), "y4": ("y4", "n4", "d4")}
_WITH_SHORT_YEAR = re.compile(_SHORT_YEAR)
_RARE_MARKS = re.compile("[٢١۲۱२१๒令平]")
_LONGEST_DATE = 80  # characters, with what stands beside it
_LONGEST_DAY = 40
_DIGIT = re.compile(r"\d")  # quicker than the pattern, and hardly any line has one
_WEEKDAY = r"[^\W\d_]{3,14}(?:-[^\W\d_]{3,6})?"
_DAY = re.compile(
    rf"{_WEEKDAY},? (?:\d{{1,2}}\.? (?:de )?(?P<below>[^\W\d_]+\.?)|(?P<above>[^\W\d_]+\.?) \d{{1,2}})"
    r"|\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일] ?"
    r"[(（]?(?:(?:星期|周|週)[一二三四五六日天]|[日月火水木金土일월화수목금토](?:曜日|요일)?)[)）]?"
)
_BESIDE_DATE = 14  # letters: a weekday's and “Updated”
_BEFORE_YEAR, _FROM_YEAR = 40, 30  # characters: more than any date has before its year, and from there on


def may_hold_date(text: str) -> bool:
    """Whether a year may stand there: hardly any line holds one, and looking for that costs a hundredth of the pattern."""
    return "20" in text or "19" in text or ((":" in text or not text.isascii()) and _may_be_rare(text))


def has_year(text: str) -> bool:
    """Whether a year of four digits may stand there, or one of another calendar: not two digits beside a time."""
    return "20" in text or "19" in text or (not text.isascii() and _WITH_SHORT_YEAR.search(text) is None)


def _may_be_rare(text: str) -> bool:
    """Whether a date may stand there that has no such year, or other digits than ours: those have a pattern that takes longer."""
    if ":" in text and _WITH_SHORT_YEAR.search(text):
        return True
    return not text.isascii() and ("25" in text or "24" in text or _RARE_MARKS.search(text) is not None)


def is_only_a_date(text: str) -> bool:
    """Whether a line is a date with hardly a word beside it: “Updated Monday, March 2, 2025, 10:15”."""
    if len(text) > _LONGEST_DATE or find_date(text) is None:
        return False
    return sum(map(str.isalpha, DATE.sub("", text))) <= _BESIDE_DATE


def is_only_a_day(text: str) -> bool:
    """Whether a line is a weekday with a day of a month, without a year: “Czwartek, 12 marca”. A day alone may be a title."""
    if len(text) > _LONGEST_DAY or _DIGIT.search(text) is None or (found := _DAY.fullmatch(text)) is None:
        return False
    name = found["below"] or found["above"]
    return name is None or name.lower() in MONTHS


def find_date(text: str) -> date | None:
    """The first date in a line."""
    if may_hold_date(text):
        for match in _matches(text):
            found = _date_of(match)
            if found:
                return found
    return None


def dates_in(text: str) -> Iterator[tuple[date, int, int]]:
    """The dates in a line, and where they begin and end."""
    return ((found, *match.span()) for match in _matches(text) if (found := _date_of(match)))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What looks like a date. Only the neighbourhood of years is looked at: the pattern takes long."""
    if _may_be_rare(text):
        return DATE.finditer(text)
    year = _YEAR.search(text)
    if not year:
        return iter(())
    last = max(text.rfind("20"), text.rfind("19"))
    return _USUAL.finditer(text, max(0, year.start() - _BEFORE_YEAR), last + _FROM_YEAR)


def _date_of(match: re.Match[str]) -> date | None:
    """The date of a match; None for the 31st of February and for 05/06/2007, which is two dates."""
    kind = match.lastgroup
    if kind in YEAR_MONTH_DAY:
        return _valid(*match.group(*YEAR_MONTH_DAY[kind]))
    if kind in YEAR_NAME_DAY:
        year, name, day = match.group(*YEAR_NAME_DAY[kind])
        return _valid(year, MONTHS.get(name.lower(), 0), day)
    if kind == "d6":
        era, year, month, day = match.group("era", "y6", "m6", "d6")
        return _valid(_ERAS[era] + (1 if year == "元" else int(year)), month, day)
    if kind == "y7":
        return _valid(int(match["y7"]) - _BUDDHIST, MONTHS[match["n7"]], match["d7"])
    if kind == "y8":
        return _valid(f"20{match['y8'][1:]}", match["m8"], match["d8"])
    first, second = int(match["a5"]), int(match["b5"])
    if match["sep5"] == "." or first > 12:
        return _valid(match["y5"], second, first)
    if second > 12 or first == second:
        return _valid(match["y5"], first, second)
    return None


def _valid(year: str | int, month: str | int, day: str | int) -> date | None:
    """A date of the calendar, or None."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
