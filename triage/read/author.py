"""Of the names that an extractor takes for a page's authors those that may be some."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from triage.dates import MONTHS
from triage.phrases import is_phrase_of_pages
from triage.read.beside import signs_below
from triage.read.bylines import named_by
from triage.read.line_patterns import letters

PART = re.compile(r"\s*;\s*")
MOST_WORDS = 8  # more tell of an author
FULL_NAME = 2  # words, of which the last may be a month's, too
_LABELS = """
" about account admin administrator agencies agency anonym anonymous anónimo article auteur author autor autore autorin
bio by comments contact copied copyright correspondent das date datum der desk die dienstag donnerstag editor editorial
editors email facebook follow freitag friday full guest instagram journalist journaliste
journalistin lesedauer link logged login min minutes mittwoch monday montag more n/a name newsroom no none our posted print
profile publicado published publié redakteur redaktion
redaktionsteam reporter reporters rss samstag saturday see share sonntag staff stand submitted subscribe sunday super
superuser team the thursday tuesday twitter unbekannt unbenannt unknown untitled updated user username view webmaster
wednesday wordpressadmin written
"""
LABELS = frozenset(_LABELS.split())
# What links to an author's other texts, and what begins a byline: none is part of a name.
BEFORE = re.compile(
    r"(?:(?:written|posted|published|article|interview|texte?|photos?) by|by|par|por|autor(?:in)?|author|auteur|"
    r"(?:view|see) all (?:posts|articles) by|(?:artikel|beitrag|profil) von|"
    r"(?:zeige )?alle (?:artikel|beiträge) von)[:\s]+",
    re.IGNORECASE,
)
AFTER = frozenset(["follow", "posted", "published", "updated", "stand"])
SIGNED = re.compile(r"[Α-ΫА-ЯЁІЇЄҐ][ά-ώа-яёіїєґ.'-]+(?: [Α-ΫА-ЯЁІЇЄҐ][ά-ώа-яёіїєґ.'-]+){1,2}")
ABOVE, BELOW = 2, 5  # lines beside a title
GLUED = re.compile(r"[^\W\d_]{3}[a-zß-ÿ][A-ZÀ-Þ]")  # Holm and Staff, and no McHale
ADDRESS = re.compile(r"@|https?:|^www[. ]|[. ](?:com|net|org)$|\w\.[a-z]{2,4}$", re.IGNORECASE)


def authors(found: str, others: Iterable[str] = ()) -> str:
    """The names among those `found`, as there parted by semicolons: not labels, days, addresses, nor any of the `others`: the
    site's, the title."""
    known = {letters(other) for other in others}
    return "; ".join(dict.fromkeys(_names(found, known)))


def _names(found: str, known: set[str]) -> Iterator[str]:
    for part in PART.split(found):
        label = BEFORE.match(part)
        words = part[label.end() if label else 0 :].split()
        while words and (_bare(words[-1]) in AFTER or (len(words) > FULL_NAME and _is_day(words[-1]))):
            words.pop()
        name = " ".join(words)
        says_something = any(_bare(word) not in LABELS and not _is_day(word) for word in words)
        if says_something and len(words) <= MOST_WORDS and not ADDRESS.search(name) and letters(name) not in known:
            yield name


def _is_day(word: str) -> bool:
    """Whether a word is a month, or a number."""
    bare = _bare(word)
    return bare in MONTHS or bare.isdigit()


def _bare(word: str) -> str:
    return word.strip(".,:()").casefold()


def byline(lines: Sequence[str], title: int) -> str:
    """The author of a plain text, where a line beside its title is a byline and nothing more; empty where there is none, or two
    that name others. `title`: the line number of the title, -1 where there is none."""
    beside = lines[max(0, title - ABOVE) : title + 1 + BELOW] if title >= 0 else lines[:BELOW]
    names = (name for line in beside if (name := named_by(line)) and not GLUED.search(line))
    found = set(filter(None, map(authors, names)))
    if not found and title >= 0:
        return _signature(lines, title + 1)
    return found.pop() if len(found) == 1 else ""


def _signature(lines: Sequence[str], at: int) -> str:
    """The name alone between title and date: two or three words of Greek or Cyrillic letters, each with a capital. In Latin
    letters a section or a newspaper may stand there, and looks the same; where there are no capitals, so does a headline."""
    line = lines[at] if at < len(lines) else ""
    if SIGNED.fullmatch(line) is None or is_phrase_of_pages(line) or not signs_below(lines, at, is_first=True):
        return ""
    return authors(line)
