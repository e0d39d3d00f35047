"""What a line of a page looks like by itself: a sentence, a crawler's header, an error, what pages begin their own lines with."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from triage.paragraphs import is_sentence


def _beginning(*patterns: str) -> re.Pattern[str]:
    """Whether a line begins with one of the patterns, whatever its case."""
    return re.compile(f"^(?:{'|'.join(patterns)})", re.IGNORECASE)


HEADER = re.compile(
    r"^\W*(?:(?:source|status)\b(?:\s*[:=]\s*\S|[\s-]*\d)|"
    r"(?:date|timestamp)\b(?:\s*[:=]\s*(?:[^\s\d]+\s+){0,2}\d|[\s-]*\d)|(?:crawled|fetched|url|uri|warc|http/\d)\b[\s:=-]*\S)",
    re.IGNORECASE,
)
# What no headline begins with: errors and crawlers, marks, labels of subscribers and shops, paths, companies, links.
NOISE = _beginning(
    r"page not found(?!: \w)|access denied\W*$|click here|https?://|www\.|retrieved from\b|content-type\b",
    r"(?:q|a|question|answer|frage|antwort)\s?\d{0,3}[:.)]|[\d\W_]+$|©|copyright\b\W*(?:\(c\)\W*)?\d",
    r"(?:co-?authored|medically reviewed|fact[- ]checked|propos recueillis) (?:by|par)\b|news provided by\b|auto-?refresh\b",
    r"this (?:post|article|page|story) (?:may )?contains? (?:affiliate|sponsored)|when you (?:buy|purchase)\b.{0,40}\blinks?\b",
    r"(?:cet |ce |este |questo |dieser )?(?:article|contenu|artículo|contenido|articolo|contenuto|artigo|conteúdo|artikel|inhalt)"
    r" (?:est )?(?:réservé|exclusi[vf]\w+|riservato|nur für|reservado)\b",
    r"(?:already|déjà|bereits|¿?ya (?:eres|es)|hai già|já é|al) (?:un |a )?"
    r"(?:subscribe[rd]|member|abonnée?|abonnent|suscriptor|abbona\w+|assinante|abonnee)\b",
    r"(?:home|accueil|startseite|inicio|início|главная|首页|ホーム|ana ?sayfa|strona główna|beranda)\s*[>›»/|]",
    r"go to\b.{0,40}\b(?:section|page|site|menu)\W*$|company tidm$",
    r"(?:lire aussi|leggi anche|lea también|lesen sie auch|leia também|читайте также)\W",
)
_MENU_WORDS = """
home news money life style food entertainment finance education jobs sport sports business politics opinion culture
lifestyle world local weather video videos photos more health travel tech science startseite politik wirtschaft
kultur panorama region lokales meinung wetter inicio portada política economía deportes cultura sociedad opinión
internacional accueil actualité actualités politique économie société monde cronaca politica economia esteri início
notícias esportes wiadomości kultura polityka gündem spor ekonomi dünya kültür beranda nasional olahraga главная
новости общество спорт политика экономика культура происшествия мир
"""
_MENU = frozenset(_MENU_WORDS.split())
_MENU_MARKS = str.maketrans("|·•/", "    ")
_LEAST_ROW = 3
_COMPANY_ENDS = (
    "plc",
    "PLC",
    "ASA",
    "AG",
    "SE",
    "Inc",
    "Inc.",
    "Ltd",
    "Ltd.",
    "LLC",
    "GmbH",
    "Corp",
    "Corp.",
    "SpA",
    "S.p.A.",
    "N.V.",
    "SA",
    "S.A.",
)
_COMPANY = re.compile(r"(?:[A-ZÀ-Þ][\w&.'’-]* ){1,5}\S+")
# What pages begin their lines with, and headlines now and then: “Share prices fall”.
DOUBTFUL = _beginning(
    r"sorry\b|oops\b|error\b|40[0-9]\b|50[0-9]\b|access denied|skip to|jump to|continue reading|advertisement\b",
    r"by [a-z]|posted\b|published\b|updated\b|last updated|photo\b|image\b|share\b|print\b|log ?in\b|sign (?:in|up)|subscribe",
    r"(?:reporting|editing|written|compiled) by|you may also|related\b|read more|turn (?:on|off)|please (?:enable|activate)",
    r"(?=[bcfmnpwп])(?:press release|news release|media release|for immediate release|news in brief|world in brief|"
    r"business in brief|breaking\W*$|breaking news|pressemitteilung|pressemeldung|communiqué(?: de presse)?|"
    r"comunicado de prensa|nota de prensa|comunicato stampa|пресс-релиз)\W*$",
    r"(?:breaking(?: news)?|eilmeldung|última hora|dernière minute|ultim.ora|срочно|son dakika) ?:",
    r"loading|menu\b|search\b|home\b\W|comments?\b|copyright",
    r"(?:pin|print|rate|save)(?: the| this)? recipe\b|show key events|regulatory (?:story|news|announcement)\W*$",
    r"(?:zum|vai|saltar?|ir|aller|passer|pular|przejdź|перейти|ga|hoppa|içeriğe)\b.{0,12}\b"
    r"(?:inhalt|contenuto|contenido|contenu|conteúdo|treści|содержани\w+|inhoud|innehåll\w*|geç|atla)\b",
    r"[«‹<←]\s?(?:previous|prev|back|older|zurück|précédent|anterior|назад)|(?:previous|next) (?:article|story|post|poem|page)\b",
    r"(?:live|en direct|en vivo|ao vivo|in diretta|прямой эфир|canl[ıi])\W*$|dgap-|eqs-|original-research|veröffentlichung einer",
)
# Of lower case, which is found three times as quickly as whatever case. The Turkish capital İ leaves its dot behind there.
_OWN = re.compile("|".join(pattern.pattern for pattern in (HEADER, NOISE, DOUBTFUL)))
_DOT_ABOVE = "\u0307"
APOLOGY = re.compile(
    r"page (?:you|that you|could|can)|not be found|doesn.t exist|does not exist|cookies?\b|javascript|your browser", re.IGNORECASE
)
APOLOGETIC = ("page ", "not be found", "exist", "cookie", "javascript", "your browser")  # one of them is in every apology
DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
HANGUL = re.compile("[\uac00-\ud7af\u0e00-\u0eff]")  # Korean puts spaces between words, Thai between sentences
MOST_SPACED = 5
NAME_WORDS = 5  # that begin with a small letter: a name of more begins with a capital


def is_menu(line: str) -> bool:
    """Whether the line is a site's menu: a row of three of its words or more."""
    words = _menu_words(line)
    return len(words) >= _LEAST_ROW and _MENU.issuperset(words)


def is_section(line: str) -> bool:
    """Whether the line is one word of a menu, or a row of them."""
    words = _menu_words(line)
    return len(words) != _LEAST_ROW - 1 and bool(words) and _MENU.issuperset(words)


def _menu_words(line: str) -> list[str]:
    """The words of a line that begins with one of a menu's; none of others."""
    first = line.partition(" ")[0].lower()
    return line.translate(_MENU_MARKS).lower().split() if first in _MENU else []


def is_company(line: str) -> bool:
    """Whether the line is a company's name alone, with its form."""
    return line.endswith(_COMPANY_ENDS) and _COMPANY.fullmatch(line) is not None


def is_header(line: str) -> bool:
    """Whether the line is a crawler's: `date 2025-05-10 403`, `URL: …`."""
    return len(line) < 300 and bool(HEADER.match(line)) and not is_sentence(line) and not is_phrase(line.partition(":")[2])


def is_phrase(value: str) -> bool:
    """Whether what stands after “Source:” is a headline's second half, many words in lower case, rather than a name."""
    words = value.split()
    return len(words) > NAME_WORDS and words[0][0].islower() and sum(word[0].islower() for word in words[:6]) > NAME_WORDS // 2


def is_own(line: str) -> bool:
    """Whether a line begins as a header, noise or a doubtful one does: asked first, since hardly any line of a text does."""
    return _OWN.match(line.lower().replace(_DOT_ABOVE, "")) is not None


def letters(text: str) -> str:
    """The letters and digits of a text, whatever their case: what names and titles are compared by."""
    return "".join(filter(str.isalnum, text.casefold()))


def weight(line: str) -> int:
    """The length of a line in Latin letters; a Chinese sign says as much as three of them."""
    if line.isascii():
        return len(line)
    signs = len(DENSE.findall(line))
    # Chinese and Japanese sentences have no spaces: where there are many, it is a list of links
    return len(line) + (2 * signs if signs >= MOST_SPACED * line.count(" ") or HANGUL.search(line) else 0)


def apologies(lines: list[str], text: str) -> set[int]:
    """The lines that excuse themselves; `text` is all of them in lower case. Only those with a telling word are looked at
    closely."""
    if not any(word in text for word in APOLOGETIC):
        return set()
    begins = list(accumulate((len(line) + 1 for line in lines), initial=0))
    if len(text) + 1 != begins[-1]:  # a few letters are longer in lower case, and places would be wrong
        return {i for i, line in enumerate(lines) if APOLOGY.search(line)}
    found = {bisect_right(begins, at) - 1 for word in APOLOGETIC for at in _places(text, word)}
    return {i for i in found if APOLOGY.search(lines[i])}


def _places(text: str, word: str) -> Iterator[int]:
    """Where `word` stands in `text`."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
