"""Of the names that an extractor takes for a page's authors those that may be some."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from triage.read.dates import MONTHS
from triage.read.looks import letters

PART = re.compile(r"\s*;\s*")
MOST_WORDS = 8  # more tell of an author
FULL_NAME = 2  # words, of which the last may be a month's, too
_LABELS = """
about account admin administrator anonymous anónimo anonym article author autor autorin auteur autore bio by comments contact
copied copyright date datum email facebook follow full guest instagram lesedauer link logged login min minutes more name n/a
no none posted print profile published publié publicado redakteur rss see share staff stand submitted subscribe super
superuser the twitter unbekannt unbenannt unknown untitled updated user username view webmaster wordpressadmin written monday
tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
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
