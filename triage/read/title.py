"""The title of a plain text, also in the dump of a whole page, where it stands somewhere above the article's body.

A line is judged by how many of its words the body takes up again, how near it stands, and whether it looks like a headline.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from triage.dates import find_date, has_year, is_only_a_date
from triage.paragraphs import CLOSERS, is_sentence
from triage.read.head import FEW, FULL_STOPS, GOES_ON, HEADLINE, NO_HEADING, Head
from triage.read.line_patterns import NOISE, is_company, is_header, weight
from triage.read.page_title import PageTitle, glued_title
from triage.read.topic import Topic, words

BYLINE = re.compile(r"(?:by|von|par|por|di|posted|published|updated)\b", re.IGNORECASE)
LONGEST = 220
REACH = 90  # how many lines above the body a title may stand
BODY_CHARS = 4_000
BYLINE_REACH = 4  # so many lines below a title its author and date may stand
BYLINE_BELOW = 0.9
PARAGRAPH = 80  # how much one weighs at least; without one a doubtful line is what it seems
RIVALS = 8  # how many of the likeliest lines are looked at for echoes
NAMED = 1.5  # what it says of a line that the page's own title is made of it
OWN = 0.2  # and of that title itself
DOUBT = 1.0  # what it says against a line that begins as pages' own lines do, or excuses itself
FIRST, FIRST_OF_FEW = 0.3, 1.2  # what it says of a line that no other stands above, and in a text of few lines
INSIDE = 0.5  # what it says against a line that a paragraph stands above, as above what is a part of the article
LONG_PARAGRAPH = 120  # how much such a one weighs at least
MOST_INSIDE = 2  # more paragraphs say no more
SHORT, SHORTEST = 0.4, 1.1  # what it says against a line that is shorter than a headline, and the more the less of one it is
STEP = 0.5  # what it says against a line that leads elsewhere
ARROWS, QUOTES = "←→", "«»‹›"
EDITED = ("[edit]", "[edit source]")  # what a wiki puts behind the headings within
PICTURE = re.compile(r"\[\S+\]")  # what stands for one that has no words
BULLETS = "*•+□◦▪·-–—"
# What a speaker says in a transcript stands behind the time, or below the name; a running head has its number in a column.
TIMED, COLUMNS = "[(0123456789", "    "  # one of them is in each of these lines, or a colon at its end
SPOKEN = re.compile(r"[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]|\d{1,2}:\d\d:\d\d\b|[^a-zß-ÿ]+:$|\S(?:.*\S)? {4,}\S")
UPPER = 0.3  # by so much a line may say less than the one right below, which tells more of the body as a standfirst does
NO_HEADLINE = re.compile(r"[|<>«»‹›←→/©•·@]")  # what sections, paths, bylines and credits have
LEAST_WEIGHT = 8  # of a headline, but for one that begins a text of few lines
LEAST_WRAPPED = 40  # characters of a line that goes on in the next one
LEAST_SECTIONS = 2
NEAR_TOP = 3  # lines
LEAST_TITLE = 16  # how much one weighs at least that says less than the heading below it
LEAST_WORDS = 4  # of a headline that begins so
TAKEN_UP = 3  # one word in so many


class Title(NamedTuple):
    """Line number and text of a title, -1 and empty where nothing looks like one; whether the page's own title is made of that
    line, and the site, where it names it."""

    at: int = -1
    text: str = ""
    named: bool = False
    site: str = ""


def find_title(head: Head, body: int, *, is_page: bool = False) -> Title:
    """The title of the article that begins with line `body`. `is_page`: the first line surely is the title of the page."""
    lines = head.lines
    begin, stop = max(0, body - REACH), min(len(lines), body + 2)
    page = _page_title(head)
    named = _named_by(page, lines) if page is not None else set()
    is_text = head.weights[body] >= PARAGRAPH and body not in head.apologies if lines else False
    near = [i for i in range(begin, stop) if i in named or (_may_be_title(head, i) and (is_text or not head.is_doubtful(i)))]
    if not is_text:  # the text itself may begin in short sentences
        first = next((i for i in near if i >= head.menu_end()), -1)
        near = [i for i in near if i == first or i < body or i in named or not is_sentence(lines[i])]
    if len(lines) <= FEW and not is_page and near != [0]:
        near = _of_few(head, near, stop, named)
    asked = near + sorted(i for i in named if not begin <= i < stop)
    topic = _topic(head, body, len(asked))
    begins = _first(head, near) if begin == 0 and not is_page else ()
    opening = dict.fromkeys(begins, FIRST_OF_FEW if len(lines) <= FEW else FIRST)
    scores = {i: _score(head, i, topic, body, named=i in named) + opening.get(i, 0.0) for i in asked}
    signed = [i for i in range(begin, min(len(lines), stop + BYLINE_REACH)) if _is_byline(lines[i])]
    for i, said in _said_around(near, signed, list(islice(_paragraphs(head, begin, stop), MOST_INSIDE))):
        scores[i] += said if said > 0 or i not in named else 0.0
    around = _Around(head, begin, stop)
    echoes = {i: around.echo(i) for i in sorted(asked, key=lambda i: -scores[i])[:RIVALS]}
    # A first line that takes up another, as the last step of a path does, isn't the first of the article.
    likely = {
        i: scores[i] - (opening.get(i, 0.0) if echo < 0 else 0.0) + max(echo, 0.0 if i in named else -1.0)
        for i, echo in echoes.items()
    }
    best = _best(likely, named, head)
    upper = best - 1
    if best not in named and upper in scores and upper not in signed and echoes[best] <= 0 and upper < body:
        value = scores[upper] + echoes.get(upper, 0.0)
        is_upper = value + UPPER > likely[best] and _may_have_standfirst(head, upper)
        if is_upper or (upper == 0 and body <= NEAR_TOP and _is_above_sections(head, body)):
            best, likely[upper] = upper, value
    # Right above the body a dash may as well be the headline's own.
    if page is not None and not named and (is_page or best != page.at or "|" in page.line):
        headline = page.without_site()
        size = weight(headline)
        if size >= HEADLINE and (best < 0 or _likeness(headline, size, topic) + OWN > likely[best]):
            return Title(page.at, headline)
    if best < 0:
        return _glued(head)
    if page is None or best not in named:
        return Title(best, lines[best])
    return Title(best, lines[best], named=True, site=page.site(lines[best]))


def _best(likely: dict[int, float], named: set[int], head: Head) -> int:
    """The likeliest line but for what stands beside headlines, -1 where there is none. Those are left out of `likely`."""
    while likely:
        best = max(likely, key=likely.__getitem__)
        if best in named or not head.is_beside(best):
            return best
        del likely[best]
    return -1


def _said_around(near: list[int], signed: list[int], paragraphs: list[int]) -> Iterator[tuple[int, float]]:
    """What the `signed` lines below and the paragraphs above say of the lines `near`."""
    above = {i for at in signed for i in range(at - BYLINE_REACH, at)}
    yield from ((i, BYLINE_BELOW) for i in above.intersection(near))
    for at in paragraphs:
        yield from ((i, -INSIDE) for i in near[bisect(near, at) :])


def _paragraphs(head: Head, begin: int, stop: int) -> Iterator[int]:
    """The lines that are long sentences."""
    for i in range(begin, stop):
        if head.weights[i] >= LONG_PARAGRAPH and i not in head.apologies and is_sentence(head.lines[i]):
            yield i


def _leads_on(line: str) -> bool:
    """Whether an arrow begins or ends a line, as it does one that leads to another text: a quotation has two such marks."""
    return line[0] in ARROWS or line[-1] in ARROWS or (line[0] in QUOTES and not any(mark in line[1:] for mark in QUOTES))


def _may_have_standfirst(head: Head, at: int) -> bool:
    """Whether a line looks as a headline over a standfirst may: no section, path or credit."""
    line = head.lines[at]
    looks_so = head.weights[at] >= HEADLINE and not line[0].islower() and not NO_HEADLINE.search(line)
    return looks_so and not head.is_doubtful(at) and not head.is_beside(at)


def _is_above_sections(head: Head, body: int) -> bool:
    """Whether the first line may title an article with headings among its paragraphs: the line right above that is the first of
    these, and no headline."""
    if head.weights[0] < LEAST_TITLE or head.is_doubtful(0):
        return False
    below = range(body + 1, min(len(head.lines), body + REACH) - 1)
    headings = (
        i
        for i in below
        if LEAST_WEIGHT <= head.weights[i] < PARAGRAPH <= head.weights[i + 1]
        and is_sentence(head.lines[i - 1])
        and not head.lines[i].endswith(NO_HEADING)
    )
    return next(islice(headings, LEAST_SECTIONS - 1, None), -1) >= 0


def _first(head: Head, near: Sequence[int]) -> Sequence[int]:
    """The lines with which the text begins, errors, crawlers' lines, the menu and the path to it aside: more than one where the
    first are doubtful, or name the site above its menu."""
    sure = next((i for i in near if not head.is_doubtful(i) and not head.is_above_menu(i)), len(head.lines))
    says = (i for i in range(len(head.lines)) if i == sure or not (_says_nothing(head, i) or head.is_above_menu(i)))
    below = max(head.menu_end(), head.path_end())
    begins = next((i for i in says if i >= below), below)
    last = head.below_menu(begins)
    return [i for i in near if below <= i <= last and not head.is_above_menu(i)]


def _of_few(head: Head, near: list[int], stop: int, named: set[int]) -> list[int]:
    """Of the lines `near` those that may title a text of few lines: there the first one that says something is the headline, be
    it a word, or else the article begins with it, and no prose below is a headline."""
    opening = next((i for i in range(stop) if not _says_nothing(head, i)), stop)
    likely = [i for i in near if i <= opening or i in named or not _is_prose(head.lines, i)]
    is_word = opening < stop and head.weights[opening] < LEAST_WEIGHT and any(map(str.isalpha, head.lines[opening]))
    if is_word and any(map(is_sentence, head.lines[opening + 1 :])):
        likely.insert(bisect(likely, opening), opening)
    return likely


def _is_prose(lines: list[str], at: int) -> bool:
    """Whether a line is a full sentence, or goes on in the next one."""
    line, after = lines[at], "".join(lines[at + 1 : at + 2])
    if line.rstrip(CLOSERS).endswith(FULL_STOPS):
        return True
    return len(line) >= LEAST_WRAPPED and after[:1].islower() and not is_sentence(line) and not _is_byline(after)


def _says_nothing(head: Head, at: int) -> bool:
    line = head.lines[at]
    if NOISE.match(line) or is_company(line) or is_header(line) or is_only_a_date(line):
        return True
    return head.is_doubtful(at) or head.is_beside(at)


def is_taken_up(heading: str, head: Head, body: int) -> bool:
    """Whether the article that begins with line `body` takes up a third of the heading's words, so that it may be its title."""
    own = words(heading)
    shared = _topic(head, body, 1).shared(own)
    return shared > 0 and TAKEN_UP * shared >= len(own)


def _topic(head: Head, body: int, lines: int) -> Topic:
    return Topic(" ".join(head.lines[body : body + 40])[:BODY_CHARS], lines)


def _page_title(head: Head) -> PageTitle | None:
    """The title of the page, if the text may begin with it."""
    at = next((i for i, line in enumerate(head.lines) if line and not is_header(line)), None)
    if at is None or not HEADLINE <= head.weights[at] <= LONGEST or NOISE.match(head.lines[at]) or SPOKEN.match(head.lines[at]):
        return None
    return PageTitle(at, head.lines[at])


def _glued(head: Head) -> Title:
    """The title of a page whose text was glued to one line."""
    at = next((i for i, line in enumerate(head.lines) if line), -1)
    if at < 0 or len(head.lines[at]) <= LONGEST or NOISE.match(head.lines[at]):
        return Title()
    text = glued_title(head.lines[at][:LONGEST])
    return Title(at, text) if weight(text) >= HEADLINE else Title()


def _named_by(page: PageTitle, lines: list[str]) -> set[int]:
    """The lines below that say what the title of the page says, or most of it: one of them is the headline over the article."""
    wanted = {text.casefold() for text in page.headlines() if weight(text) >= HEADLINE}
    longest = max(map(len, wanted), default=0)
    return {i for i in range(page.at + 1, len(lines)) if 0 < len(lines[i]) <= longest and lines[i].casefold() in wanted}


class _Around:
    """The lines among which a title is looked for."""

    def __init__(self, head: Head, begin: int, stop: int) -> None:
        self._head = head
        self._lines = head.lines[begin:stop]
        self._text = "\n".join(self._lines)
        self._long = [head.lines[i] for i in range(begin, stop) if head.weights[i] >= HEADLINE]

    def echo(self, i: int) -> float:
        """What it says of line `i` that it comes again: alone, or in a longer line, such as one that shares it; and that it takes
        up another line itself, as the last step of a path."""
        line = self._head.lines[i]
        if self._lines.count(line) > 1:
            return 0.2
        if self._head.weights[i] >= HEADLINE and self._text.count(line) > 1:
            return 0.5
        return -1.0 if any(line.endswith(other) for other in self._long if other != line) else 0.0


def _may_be_title(head: Head, at: int) -> bool:
    """Whether a line has the looks of a headline: an error, navigation or a byline hasn't, and a sentence of a line and a half is
    a paragraph."""
    line = head.lines[at]
    if head.weights[at] < LEAST_WEIGHT or len(line) > LONGEST or line.endswith(GOES_ON) or is_only_a_date(line):
        return False
    if (line[0] in BULLETS and line[1] == " ") or (line[0] == "[" and PICTURE.fullmatch(line)):
        return False
    if line.endswith(EDITED) or (": " in line and head.is_field(at)):
        return False
    if (line[0] in TIMED or line[-1] == ":" or COLUMNS in line) and SPOKEN.match(line):
        return False
    if is_company(line) or (head.is_own(at) and (NOISE.match(line) or is_header(line))):
        return False
    if head.is_doubtful(at) and (head.weights[at] < HEADLINE or line.count(" ") + 1 < LEAST_WORDS):
        return False
    return not (len(line) > 120 and is_sentence(line))


def _is_byline(line: str) -> bool:
    """Whether a line names an author or a date: below a title it is the surest sign. Comments have years of two digits."""
    if BYLINE.match(line):
        return True
    return len(line) < 80 and has_year(line) and find_date(line) is not None


def _is_path(line: str) -> bool:
    """Whether a line has what stands between the steps of a path, or between links."""
    if "|" in line or "»" in line or ">" in line or "<" in line:
        return True
    return " // " in line or (not line.isascii() and (" · " in line or "】 【" in line))


def _likeness(line: str, size: int, topic: Topic) -> float:
    """How much a line says of what the body says, wherever it stands."""
    own = words(line)
    shared = topic.shared(own)
    return 0.75 * shared / max(1, len(own)) + 0.6 * min(shared, 4) / 4 + 0.5 * min(size, 50) / 50


def _score(head: Head, at: int, topic: Topic, body: int, *, named: bool) -> float:
    """How well a line titles the body, by weights fitted to labelled pages; one that the page is `named` by may be long, and a
    crowd of short lines may stand below it."""
    line, size = head.lines[at], head.weights[at]
    score = _likeness(line, size, topic)
    score += NAMED - 0.001 * abs(body - at) if named else -0.01 * abs(body - at) - 0.05 * max(0, size - 100)
    if size < HEADLINE:
        score -= SHORT + SHORTEST * (HEADLINE - size) / (HEADLINE - LEAST_WEIGHT)
    score -= STEP * (not named and _leads_on(line))
    score -= DOUBT * (not named and head.is_doubtful(at))
    score -= 0.8 * (at >= body) + 1.5 * line[0].islower() + 1.5 * _is_path(line)
    if is_sentence(line) and not line.endswith(("?", "!")):
        score -= 0.6
    return score
