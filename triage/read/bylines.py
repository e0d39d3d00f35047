"""Lines that name an author and nothing more, in many languages."""

from __future__ import annotations

import re

from triage.dates import is_only_a_date

_NAME = r"[^\W\d_a-zß-ÿ][\w'’-]*\.?"
NAMES = rf"{_NAME}(?: (?:{_NAME}|de|del|della|di|da|dos|van|von|der|den|la|le|al|bin)){{1,4}}"
_LIST = rf"{NAMES}(?:(?:,| and| und| et| y| e| en| och| og| ve| ja|,? &) {NAMES}){{0,3}}"
# What the author does, behind the name, and in English the place that was reported from.
_ROLE = (
    r"(?!(?:an?|the|my|his|her|our|your|who|which|ein|eine|der|die|une?|le|la|el) )(?:[\w'’&/-]+ ){0,4}"
    r"(?i:correspondent|reporter|editor|columnist|critic|staff writer|"
    r"korrespondent(?:in)?|redakteur(?:in)?|reporterin|redactora?|corresponsal|correspondante?)"
)
_TOWN = rf"(?:in|at) {_NAME}(?: {_NAME}){{0,3}}"
_OF_A_ROLE = re.compile(rf"(?:[Bb]y |BY )?(?P<names>{NAMES}), {_ROLE}(?:,? {_TOWN})?")
_FROM_A_TOWN = re.compile(rf"[Bb]y (?P<names>{_LIST}),? {_TOWN}")
_CASED = re.compile(
    r"(?:[Bb]y|BY|Von|VON|Par|PAR|Por|POR|Di|DI|Door|Av|Af|Przez|Autor(?:in|a)?:|Autore:|Auteur:|Author:|[Ww]ritten [Bb]y|"
    r"Words [Bb]y|Interview:? (?:[Bb]y|[Vv]on)|Propos recueillis par|Intervista di|"
    r"Kirjoittaja:|Teksti(?: ja kuvat)?:|Tác giả:|Người viết:|Yaz(?:an|ar):|Muhabir:|Haber:|Skribent:|Text:|Tekst:|Penulis:|"
    r"Автор:|Текст:|Συντάκτ(?:ης|ρια):|Γράφει (?:ο|η)|Επιμέλεια:|Του|ΤΟΥ|Της|ΤΗΣ):? "
    rf"(?P<names>{_LIST})"
)
_OF_A_TOWN = re.compile(rf"(?P<names>{NAMES}) / (?P<town>[^\W\d_a-zß-ÿ]{{3,}})")
_AGENCIES = frozenset(
    ["AFP", "DHA", "EPA", "İHA", "REUTERS", "GETTY", "ANKA", "ANSA", "DPA", "TASS", "POOL", "XINHUA", "BLOOMBERG"]
)
# Of names without capitals no more is known than how long they are.
_UNCASED = re.compile(
    r"(?:लेखक|लेखिका|रिपोर्ट(?:र)?|كتب(?:ت|ه)?|بقلم|الكاتب|تحرير|نویسنده|"
    r"(?:取材[・･]?)?文|作者|著者|執筆|取材|記者|记者|撰文|글|글쓴이) ?[:：=＝] ?"
    r"(?P<names>[^\s\d:：,，、;/|()（）。！？!?.।a-z][^\d:：,，、;/|()（）。！？!?.।]{1,30})"
    r"|بقلم (?P<pen>[^\d:,.!?؟،]{3,30})|(?P<reporter>[가-힣]{2,4}) ?기자"
)
_MOST_WORDS = 4
_LONGEST = 120  # characters
_DATE_BEHIND = re.compile(
    r",\s|\s?[|·•]\s?|\s[-–—]\s|"
    # “le” and “el” are parts of names too: of “By John le Carré, 3 May 2031” the last three words are the date.
    r"\s(?=(?:(?:first |last )?(?:published|posted|updated)|am) |(?:le|el|il|em) (?-i:[a-zà-ÿ-]+ )?\d)",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(
    r"(?:posted|published|updated|erstellt|publié|publicado|pubblicato)\b(?P<day>.{4,40}?),? (?:by|von|par|por|da) ",
    re.IGNORECASE,
)


def named_by(line: str) -> str:
    """The names in a line that is a byline, but for a date behind it; empty in others."""
    if len(line) >= _LONGEST:
        return ""
    line = _without_date(line)
    if (dated := _DATE_BEFORE.match(line)) is not None and is_only_a_date(dated["day"]):
        line = f"By {line[dated.end() :]}"
    told = _OF_A_ROLE.fullmatch(line) if ", " in line else None
    told = told or (_FROM_A_TOWN.fullmatch(line) if line[:3].lower() == "by " else None)
    if (found := told or _CASED.fullmatch(line)) is not None:
        return found["names"] if _is_capital(found["names"]) else ""
    if " / " in line and (found := _OF_A_TOWN.fullmatch(line)) is not None:
        is_town = found["town"].isupper() and found["town"] not in _AGENCIES and not found["names"].isupper()
        return found["names"] if is_town and _is_capital(found["names"]) else ""
    if not line.isascii() and (found := _UNCASED.fullmatch(line)) is not None:
        names = found["names"] or found["pen"] or found["reporter"]
        return names.strip() if len(names.split()) <= _MOST_WORDS else ""
    return ""


def _without_date(line: str) -> str:
    """The line up to a date with which it ends."""
    if "20" not in line and "19" not in line:
        return line
    parts = (border for border in _DATE_BEHIND.finditer(line) if is_only_a_date(line[border.end() :]))
    first = next(parts, None)
    return line[: first.start()] if first is not None else line


def _is_capital(names: str) -> bool:
    """Whether the first and the last word begin as names do; Greek and Cyrillic letters have cases, too."""
    words = names.split()
    return not (words[0][0].islower() or words[-1][0].islower())
