"""Readers' comments below an article: what each of them is signed with tells them from it, however well they are written.

A comment has its writer, and mostly its day and hour, on a line that looks the same above or below each of them. The line model
sees single lines, of which the longer ones read like an article's. What tells a thread is that such lines come again and again
with other names, that sentences stand between them, that an article stands above the first, and that the page calls what follows
comments. Days and hours with a name each are also what programmes, chronologies and live reports are made of, and a form for
comments stands below those, too: what stands below the last is no sign.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from statistics import median

from triage.clean.copies.natural import in_latin
from triage.clean.verdict import Verdict
from triage.dates import MONTHS, find_date
from triage.model import By, Label
from triage.paragraphs import is_sentence

RULE = "comment-thread"
_SCORE = 0.9
_FURNITURE = frozenset(["comment-widget", "forum"])
_LONGEST, _MOST_WORDS = 120, 16  # of a line that signs a comment
_MAY_SIGN = re.compile(r"\d|[:,…]\s*\Z|\.\.\.\s*\Z")
_TIME = re.compile(r"\d(?::\d\d(?!\d)|[.h]\d\d(?: ?[ap]\.?m\b| ?uhr\b|$))", re.IGNORECASE)
_DAY = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2} ?[月월]")
_AGO = re.compile(
    r"\d (?:(?:second|minute|min|hour|hr|day|week|month|year)s? ago\b|\w+ (?:fa|назад|temu|önce|geleden|sedan|siden)\b)"
    r"|\d ?(?:(?:分钟|分鐘|小时|小時|天|个月|個月|年|時間|日|分)前|(?:분|시간|일|개월|년) 전)|\b(?:vor|il y a|hace|há) \d+ \w"
    r"|\ban? (?:minute|hour|day|week|month|year) ago\b|\b(?:منذ|قبل) \d+ \w+"
    r"|\b(?:today|yesterday|heute|gestern|aujourd.hui|hier|hoy|ayer|oggi|ieri|сегодня|вчера)\b[^\d]{0,6}\d{1,2}[:.h]\d\d",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"[^.!?:]{1,60}? (?:says?|said|wrote|writes|comments?|commented|replied|schreibt|schrieb|sagt|sagte|meint|meinte|a écrit"
    r"|dit|a dit|dijo|dice|escribió|ha scritto|scrive|disse|escreveu|zegt|schreef|pisze|napisał|написала?|пишет|сказала?)"
    r"(?: (?:on|am|le|el) .{4,50})? ?(?::|\.\.\.|…|,)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"#?\d{1,4}[.):]? |(?:comments? ?(?:#? ?\d+)?[ :|–—-]*)?(?:posted|written|submitted|left) by\b|comment by\b", re.I
)
_SPEAKS = (":", ",", "...", "…")
_CALLED = re.compile(
    r"\bcomments\b|\bcomment\b(?! \w)|\bcomment by\b|\bcomment(?:i|o|aires?)\b|kommentar|\bcoment|\breacties?\b|\breageer"
    r"|komentar|коммент|комент|отзыв|σχόλι|σχολι|yorum|コメント|댓글|评论|評論|留言|跟帖|تعليق|टिप्पणी",
    re.IGNORECASE,
)
# These words may stand in the heading of an article's part, too, but not behind a number, nor alone.
_ANSWERS = re.compile(
    r"\d{1,5} (?:comments?|replies|responses?|reactions?|thoughts|réponses?|réactions?|respuestas?|antworten|reaktionen|ответов)"
    r"(?: .+)?"
    r"|(?:repl(?:y|ies)|responses?|respond|antworten|répondre|responder|rispondi|odpowiedz|ответить|回复|回覆|返信|답글|رد)"
    r"(?: \(?\d{1,5}\)?)?|reply to this\b.*|.+[|·-] reply",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\d+|[:/,|()#@•·]")
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE_TIMES = """
am pm a m p at on by the of st nd rd th um uhr posted said says mon tue wed thu fri sat sun monday tuesday wednesday thursday
friday saturday sunday
"""
_NO_NAMES = MONTHS.keys() | _BESIDE_TIMES.split()
_LEAST = 3  # comments
_LEAST_NAMES, _SHARE_OF_NAMES, _MANY_NAMES = 3, 0.25, 10
_FARTHEST = 40  # lines between two
_LEAST_TOLD = 0.6  # of them: with a sentence between
_SENTENCE = 30  # Latin letters
_SHORT = 50  # of a line with a name
_LEAST_ARTICLE = 300  # Latin letters of the paragraphs above
_PARAGRAPH = 60
_BEHIND = 100  # lines below the last of the content: of a thread the first comments may be held to be content alone
_REACH = 12  # lines above the first in which the heading stands


def comments_below(texts: Sequence[str], verdicts: Mapping[int, Verdict], own: Collection[str] = ()) -> dict[int, Verdict]:
    """The blocks of the threads below an article that were held to be content; `verdicts` are those of all blocks of the page.
    What the corpus's `own` rules keep stays."""
    found: dict[int, Verdict] = {}
    above = _article_above(texts, verdicts)
    for places in _threads(texts, _searched(above, verdicts)):
        heading = _heading(places[0], texts, verdicts)
        start = places[0] - _is_short(texts[places[0] - 1]) if heading is None else heading
        if above[start] < _LEAST_ARTICLE:
            continue
        if heading is None and not any(_calls(at, texts, verdicts) for at in range(places[0], places[-1])):
            continue
        said = Verdict(Label.BOILERPLATE, RULE, _SCORE, By.RULE, (f"of the {len(places)} comments below the article",))
        thread = range(start, _stop(places, verdicts, len(texts)))
        found |= {at: said for at in thread if verdicts[at].label is Label.CONTENT and verdicts[at].rule not in own}
    return found


def _searched(above: Sequence[int], verdicts: Mapping[int, Verdict]) -> range:
    """The lines among which a thread may do harm: from below an article on, as far as content goes."""
    last = max((at for at, verdict in verdicts.items() if verdict.label is Label.CONTENT), default=0)
    return range(bisect_left(above, _LEAST_ARTICLE), min(len(above) - 1, last + 1 + _BEHIND))


def _threads(texts: Sequence[str], searched: range) -> Iterator[list[int]]:
    """The lines that sign comments, thread by thread."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for at in searched:
        text = texts[at]
        # Quick to tell of nearly all lines, and there are many.
        if len(text) <= _LONGEST and _MAY_SIGN.search(text) and (form := _form(text.strip())):
            alike[form].append(at)
    for places in alike.values():
        for run in _runs(places):
            if len(run) >= _LEAST and _is_told(run, texts) and _is_of_many(run, texts):
                yield run


def _form(line: str) -> str:
    """What lines that sign the comments of a page have in common; nothing where a line signs none."""
    if line.endswith(_SPEAKS) and _SAYS.fullmatch(line):
        return "says"
    if line.count(" ") >= _MOST_WORDS:
        return ""
    if _TIME.search(line) and (_DAY.search(line) or not MONTHS.keys().isdisjoint(_WORD.findall(line.lower()))):
        return _marks(line)
    if _AGO.search(line):
        return f"{_marks(line)} ago"
    return f"{_marks(line)} signed" if _SIGNED.match(line) and find_date(line) else ""


def _marks(line: str) -> str:
    return "".join("0" if mark.isdecimal() else mark for mark in _MARKS.findall(line))


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Cut where two are too far from each other."""
    run: list[int] = []
    for at in places:
        if run and at - run[-1] > _FARTHEST:
            yield run
            run = []
        run.append(at)
    yield run


def _is_told(places: Sequence[int], texts: Sequence[str]) -> bool:
    """Whether sentences stand between most of these lines."""
    told = sum(any(map(_is_prose, texts[above + 1 : below])) for above, below in pairwise(places))
    return told >= _LEAST_TOLD * (len(places) - 1)


def _is_prose(text: str) -> bool:
    return in_latin(text) >= (_SENTENCE if is_sentence(text.rstrip()) else 2 * _SENTENCE)


def _is_of_many(places: Sequence[int], texts: Sequence[str]) -> bool:
    """Whether these lines, or the short ones right above or below them, have the names of several writers."""
    own = [_names(texts[at]) for at in places]
    often = {word for word, count in Counter(word for words in own for word in words).items() if 2 * count > len(places)}
    names = [frozenset(words - often) for words in own]
    if not often and sum(map(bool, names)) < _SHARE_OF_NAMES * len(places):
        above = [_names(texts[at - 1]) if at and _is_short(texts[at - 1]) else set() for at in places]
        below = [_names(texts[at + 1]) if at + 1 < len(texts) and _is_short(texts[at + 1]) else set() for at in places]
        names = [frozenset(words) for words in max(above, below, key=lambda found: sum(map(bool, found)))]
    return len(set(names) - {frozenset()}) >= max(_LEAST_NAMES, min(_SHARE_OF_NAMES * len(places), _MANY_NAMES))


def _names(text: str) -> set[str]:
    return {word for word in _WORD.findall(_AGO.sub(" ", text).lower()) if word not in _NO_NAMES}


def _is_short(text: str) -> bool:
    return len(text) <= _SHORT and len(text.split()) <= 4 and not is_sentence(text.rstrip())


def _heading(first: int, texts: Sequence[str], verdicts: Mapping[int, Verdict]) -> int | None:
    """The line above the first comment that calls what follows comments."""
    return next((at for at in range(first, max(-1, first - _REACH), -1) if _calls(at, texts, verdicts)), None)


def _calls(at: int, texts: Sequence[str], verdicts: Mapping[int, Verdict]) -> bool:
    """Whether a line calls what stands beside it comments: the days and hours of events, with a name each, look the same."""
    text = texts[at].strip()
    if len(text) > _LONGEST:
        return False
    if verdicts[at].rule in _FURNITURE and not _AGO.search(text):  # an entry of a live report, too, is so many minutes old
        return True
    return _ANSWERS.fullmatch(text) is not None or (_CALLED.search(text) is not None and not is_sentence(text))


def _article_above(texts: Sequence[str], verdicts: Mapping[int, Verdict]) -> list[int]:
    """For each line the size of the paragraphs of content above it."""
    sizes = (_paragraph(text) if verdicts[at].label is Label.CONTENT else 0 for at, text in enumerate(texts))
    return list(accumulate(sizes, initial=0))


def _paragraph(text: str) -> int:
    """The size of a paragraph; 0 of a shorter line."""
    size = in_latin(text)
    return size if size >= _PARAGRAPH else 0


def _stop(places: Sequence[int], verdicts: Mapping[int, Verdict], lines: int) -> int:
    """Behind the last comment: no line further than comments are long, and none below what isn't content."""
    last = places[-1]
    farthest = min(lines, last + 1 + int(2 * median(below - above for above, below in pairwise(places))))
    ended = (at for at in range(last + 2, farthest) if verdicts[at].label is not Label.CONTENT)
    return next(ended, farthest)
