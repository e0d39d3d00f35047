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


_HOME = "(?:home|accueil|startseite|inicio|início|главная|首页|ホーム|ana ?sayfa|strona główna|beranda)"
PATH = _beginning(rf"{_HOME}\s*[>›»/]")
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
    rf"{_HOME}\s*[>›»/|]",
    r"[^()]{3,60}\((?:19|20)\d\d\),? \d{1,4}(?:\(\d{1,3}\))?: ?\d|doi:? ?10\.\d",
    r"(?:您|你)?(?:现在|現在)?(?:的|所在)?(?:当前|當前)?(?:的)?位置\s?[:：]",
    r"you are here\b|sie sind hier\b|vous êtes ici\b|usted está aquí\b",
    r"go to\b.{0,40}\b(?:section|page|site|menu)\W*$|company tidm$",
    r"(?:lire aussi|leggi anche|lea también|lesen sie auch|leia também|читайте также)\W",
)
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
    r"page (?:you|that you|could|can)|not be found|doesn.t exist|does not exist|javascript|your browser", re.IGNORECASE
)
_COOKIES = (
    *("cookie", "çerez", "evästei", "sütik", "kolačić", "piškot", "slapuk", "küpsis", "кукис", "бисквитк", "колачић"),
    *("עוגיות", "ملفات تعريف الارتباط", "کوکی", "कुकी", "คุกกี้", "クッキー", "쿠키"),
)
_FOREIGN_COOKIES = _COOKIES[1:]
# What is said of them where they are meant, and not what is baked: that a site uses them, and that readers may say no.
_CONSENT = re.compile(
    r"\b(?:we|site|website|partners?|uses|accept\w*|consent\w*|polic(?:y|ies)|privacy|settings?|preferences|browser|browsing|"
    r"webse?ite\w*|internetseite\w*|zustimm\w*|akzeptier\w*|einwillig\w*|datenschutz\w*|einstellungen|"
    r"utilis\w+|acceptez|consentement|paramètres|partenaires|utiliza\w*|utilizamos|usamos|acepta\w*|sitio|privacidad|aceita\w*|"
    r"utilizziamo|utilizza|usiamo|accett\w+|consenso|sito|gebruik\w*|akkoord|använd\w*|webbplats\w*|godkänn\w*|bruger|"
    r"benytter|bruker|nettsted\w*|käyt\w+|hyväksy\w*|stosuj\w+|używa\w*|zgod\w*|serwis\w*|použív\w+|souhlas\w*|súhlas\w*|"
    r"használ\w*|elfogad\w*|folos\w+|accept\w*|kullan\w+|kabul|korist\w+|sử dụng|đồng ý|menggunakan|penggunaan|setuju|"
    r"использ\w+|соглас\w+|сайт\w*|використ\w+|погодж\w+|използва\w*|χρησιμοποι\w+|αποδοχ\w+)\b|"
    r"نستخدم|استخدام|موافق|استفاده|שימוש|משתמש|אתר|उपयोग|सहमत|ใช้|使用|同意|利用|接受|사용|동의",
)
APOLOGETIC = ("page ", "not be found", "exist", "javascript", "your browser", "cookie")  # one of them is in every apology
_TOP = 3000  # characters, in which such a banner begins
_ASKED_ABOUT = 60  # lines, among which banners in languages of other words for them stand
DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
HANGUL = re.compile("[\uac00-\ud7af\u0e00-\u0eff]")  # Korean puts spaces between words, Thai between sentences
MOST_SPACED = 5
FIELD = re.compile(r"[^\W\d][\w./-]{1,15}(?: [\w./-]{1,15})?: \S")  # “Closing date: 30 June”
NAME_WORDS = 5  # that begin with a small letter: a name of more begins with a capital


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
    top = text[:_TOP]
    is_foreign = not top.isascii() and any(word in top for word in _FOREIGN_COOKIES)
    banners = {at for at, line in enumerate(lines[:_ASKED_ABOUT]) if _is_about_cookies(line)} if is_foreign else set[int]()
    if not any(word in text for word in APOLOGETIC):
        return banners
    begins = list(accumulate((len(line) + 1 for line in lines), initial=0))
    if len(text) + 1 != begins[-1]:  # a few letters are longer in lower case, and places would be wrong
        return {i for i, line in enumerate(lines) if _is_apology(line)}
    found = {bisect_right(begins, at) - 1 for word in APOLOGETIC for at in _places(text, word)}
    return banners | {i for i in found if _is_apology(lines[i])}


def _is_apology(line: str) -> bool:
    return APOLOGY.search(line) is not None or _is_about_cookies(line)


def _is_about_cookies(line: str) -> bool:
    lowered = line.lower()
    return any(word in lowered for word in _COOKIES) and _CONSENT.search(lowered) is not None


def _places(text: str, word: str) -> Iterator[int]:
    """Where `word` stands in `text`."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
