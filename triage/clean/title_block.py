"""The block that is the document's title, and what stands above it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from triage.clean.copies.natural import in_latin
from triage.clean.lines.words import words_of
from triage.clean.page import Page
from triage.clean.scoring.choosing import CONTENT_FROM, SHORT_PAGE
from triage.clean.verdict import Verdict
from triage.model import By, Label, Seen
from triage.paragraphs import is_sentence

TITLE_RULE = "title"
ABOVE_RULE = "above-title"
_LEAST, _LEAST_ON_SHORT = 0.3, 0.12
_BLOCKS = 4  # that say the title are looked at
_REACH = 8
_BELIEVED = 8  # blocks of a page at most
_LONGEST_ABOVE = 23  # Latin letters: a headline is longer
_SURE_ABOVE = 0.9
"""From this score on a line above the title is believed to be content."""


def keep_title(page: Page, seen: Seen | None, scores: Sequence[float], verdicts: dict[int, Verdict]) -> None:
    """The first block that is the document's title is content, where it stands above the text.

    In the dump of a whole page the title was found by its looks, which is wrong for one page in four, so that the model must not
    speak against it there; and what a page begins with, far above the text, is not the headline. Tags, and short texts, don't
    mislead, but for a line that most of the folder has: the name of the site.
    """
    title = words_of(page.document.metadata.title)
    if not title:
        return
    most = 2 * len(title) + 40
    named = [at for at, words in enumerate(page.words) if words == title and len(page.texts[at]) <= most]
    sure = bool(page.document.hints) or len(page.texts) <= _BELIEVED
    for at in named[:_BLOCKS]:
        below = scores[at + 1 : at + 1 + _REACH]
        is_short = len(page.texts) <= SHORT_PAGE and not _is_common(seen, at)
        likely = scores[at] >= (_LEAST_ON_SHORT if is_short else _LEAST)
        if sure or (likely and any(score >= CONTENT_FROM for score in below)):
            verdicts.setdefault(at, Verdict(Label.CONTENT, TITLE_RULE, 0.95, reasons=("the title of the document",)))
            return


def drop_above_title(page: Page, verdicts: dict[int, Verdict]) -> None:
    """The words above the title of a short page are no content where others of the site are there: sections, buttons. Of the
    pages that the model knows least it takes them for headings. What stands below a line of content belongs to it."""
    if len(page.texts) > SHORT_PAGE:
        return
    title = next((at for at in range(len(page.texts)) if verdicts[at].rule == TITLE_RULE), 0)
    above = list(takewhile(lambda at: verdicts[at].label is not Label.CONTENT or _is_word(page, verdicts[at], at), range(title)))
    content = [at for at in above if verdicts[at].label is Label.CONTENT]
    if len(content) == len(above):
        return
    for at in content:
        verdicts[at] = Verdict(Label.BOILERPLATE, ABOVE_RULE, verdicts[at].score, reasons=("a line above the title",))


def _is_word(page: Page, said: Verdict, at: int) -> bool:
    """Whether the model took a word or two for content, and isn't sure."""
    text = page.texts[at].strip()
    is_short = in_latin(text) <= _LONGEST_ABOVE and not is_sentence(text) and not any(map(str.isdigit, text))
    return is_short and said.by is By.MODEL and said.score < _SURE_ABOVE


def _is_common(seen: Seen | None, at: int) -> bool:
    """Whether most documents of the folder have a block."""
    return seen is not None and 2 * seen.counts[at] > seen.documents
