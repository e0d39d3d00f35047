"""Which of the dates in a text is its own: not one that a sentence tells, nor a birthday or a deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from triage.dates import DATE, dates_in, find_date, is_only_a_date, may_hold_date
from triage.paragraphs import is_sentence
from triage.read.line_patterns import is_header

DATELINE = 120  # a dateline stands at the start of its paragraph
SHORT, MEDIUM = 80, 200  # characters: what is longer is a paragraph
AWAY = 2  # so many lines farther an update counts as standing, and what the title itself says
COPYRIGHT = ("©", "(c)", "copyright", "all rights reserved")
MARKS = 4  # so many signs at most stand between a date and a word
NEAR = 5  # so many words before a date say what it is of
_OTHERS = """
crawled fetched retrieved accessed scraped archived warc-date abgerufen archiviert consulté archivé consultado archivado
born died deceased start starts starting begin begins beginning closing close closes deadline due expires expiry valid until
amended corrected correction built erected founded established b †
geboren geb gestorben verstorben frist bis gültig erbaut gebaut errichtet gegründet berichtigt korrigiert
beginn eintritt eintrittsdatum eintrittstermin arbeitsbeginn début inicio incorporación inizio início aanvang ingangsdatum
bewerbungsschluss bewerbungsfrist anmeldeschluss anmeldefrist einsendeschluss annahmeschluss abgabefrist abgabeschluss
né née nés décédé décédée mort morte limite clôture jusqu'au jusqu’au construit construite fondé fondée corrigé
nacido nacida nació fallecido fallecida murió límite plazo cierre hasta construido construida fundado fundada corregido
nato nata morto morta scadenza entro costruito costruita fondato fondata
nascido nascida faleceu morreu prazo até construído construída
overleden sluitingsdatum uiterlijk gebouwd opgericht urodzony urodzona zmarł zmarła termin zbudowany zbudowana
родился родилась умер умерла скончался скончалась срок построен построена основан основана
"""
OTHERS = frozenset(_OTHERS.split())
_UPDATES = """
updated update modified edited aktualisiert geändert jour modifié actualizado actualizada aggiornato atualizado bijgewerkt
aktualizacja zaktualizowano обновлено обновлён изменено
"""
UPDATES = frozenset(_UPDATES.split())
OTHERS_UNSPACED = re.compile(
    "出生|生于|生於|逝世|去世|截止|截至|建于|建於|締切|締め切り|生まれ|归档|歸檔|存档|存檔|抓取|采集|採集|爬取|"
    "访问日期|訪問日期|入职|到岗|開始|开始|保存日|取得日|アーカイブ"
)
OF_A_CRAWL = re.compile(r"\W*(?:crawl|fetch|retriev|access|scrap|archiv|warc|http|归档|歸檔|抓取|采集|採集|爬取)", re.IGNORECASE)
# How a sentence begins that tells of the text itself.
TOLD = re.compile(
    r"\W*(?:(?:this (?:article|entry|post|story|page) (?:was|has been) )?(?:first |originally |last )?"
    r"(?:published|posted|submitted|updated)\b|(?:zuletzt )?(?:veröffentlicht|erschienen|aktualisiert)\b|publié|publicad[oa]|"
    r"pubblicat[oa]|mis à jour|actualizado|aggiornato|gepubliceerd|опубликован|обновлен|发布|發布|更新|公開|(?-i:By [A-Z]))",
    re.IGNORECASE,
)
PARTICLES = frozenset(["le", "de", "den", "del", "la", "am", "of", "the", "el"])
AFTER_DATE = re.compile(
    r"(?:\s?(?:г\.|года))?(?:[\s,]*\d{1,2}[:.]\d\d\S*)?(?:\s(?:[A-Z]{2,4}|Uhr))?\s*(?:\)?\s?[-–—:]|[(/|•·.】]|[电電讯訊]|$)"
)
RANGE = re.compile(r"\s*[-–—]\s*(?=\d|[^\W\d_]+\.? \d)")


class Told(NamedTuple):
    """A date by which a line dates the text, and whether it says that it is one of a change."""

    day: date
    is_update: bool


def text_date(lines: Sequence[str], title: int, body: int) -> date | None:
    """The date of a header's line; else that of the short line nearest to the title, of a dateline, of the top. The day on which
    a page was fetched is no date of it."""
    for line in lines[:5]:
        if may_hold_date(line) and is_header(line) and not OF_A_CRAWL.match(line) and (found := find_date(line)):
            return found
    start = max(title, 0)
    near = range(max(0, start - 8), min(len(lines), max(body + 3, start + 15)))
    places = sorted((len(lines[i]) > SHORT, abs(i - start), i) for i in near if may_hold_date(lines[i]))
    best, least = None, (True, len(lines) + AWAY)
    for is_long, away, i in places:
        if (is_long, away) >= least:
            break
        told = told_by(lines[i])
        if told:
            place = (is_long, away + AWAY * (told.is_update or i == title))
            best, least = (told.day, place) if place < least else (best, least)
    if best:
        return best
    top = (line for line in lines[:60] if len(line) < SHORT and may_hold_date(line))
    return next((one.day for one in map(told_by, top) if one), None)


def told_by(line: str) -> Told | None:
    """The date that a line gives the text; one of its publication rather than of a change."""
    is_prose = len(line) >= MEDIUM or (is_sentence(line) and not is_only_a_date(line))
    update, after = None, 0
    for day, begin, end in dates_in(line[:DATELINE] if is_prose else line):
        if is_prose and not (_is_dateline(line, begin, end) or TOLD.match(line)):
            return None
        to = RANGE.match(line, end)
        if (to and DATE.match(line, to.end())) or (not is_prose and _is_copyright(line)):
            return None
        is_other, is_update = _said_of(line[after:begin])
        if not (is_other or is_update):
            return Told(day, is_update=False)
        if not is_other:
            update = update or Told(day, is_update=True)
        after = end
    return update


def _said_of(before: str) -> tuple[bool, bool]:
    """Whether the words before a date say that it is of another matter, or of a change."""
    if not before:
        return False, False
    if "|" in before or "·" in before:
        before = before.replace("·", "|").rpartition("|")[2]
    words = [word.strip(".,:;()[]*") for word in before.lower().split()[-NEAR:]]
    is_other, is_update = not OTHERS.isdisjoint(words), not UPDATES.isdisjoint(words)
    if before.isascii():
        return is_other, is_update
    return is_other or OTHERS_UNSPACED.search(before) is not None, is_update or "更新" in before


def _is_dateline(line: str, begin: int, end: int) -> bool:
    """Whether a paragraph begins with the date, or with a place and the date, as no sentence does."""
    place = line[:begin].strip(" (【[")
    if not place:
        return not line.startswith(("，", "、"), end) and not line[end : end + MARKS].lstrip(" )].,")[:1].islower()
    if AFTER_DATE.match(line, end) is None or "(" in place:
        return False
    return place.istitle() or place.isupper() or all(not word[0].islower() or word in PARTICLES for word in place.split())


def _is_copyright(line: str) -> bool:
    lowered = line.lower()
    return any(word in lowered for word in COPYRIGHT)
