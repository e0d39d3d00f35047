"""The title of a plain text, also in the dump of a whole page, where it stands somewhere above the article's body.

A line is judged by how many of its words the body takes up again, how near it stands, and whether it looks like a headline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from triage.read.dates import find_date

HEADER = re.compile(r"^\W*(?:date|crawled|fetched|url|uri|warc|source|timestamp|http/\d|status)\b[\s:=-]*\S", re.IGNORECASE)
NOISE = re.compile(
    r"^(?:sorry\b|oops\b|error\b|40[0-9]\b|50[0-9]\b|page not found|access denied|skip to|jump to|continue reading|"
    r"advertisement\b|"
    r"by [A-Z]|posted\b|published\b|updated\b|last updated|photo\b|image\b|share\b|print\b|log ?in\b|sign (?:in|up)|subscribe|"
    r"you may also|related\b|read more|click here|https?://|www\.|turn (?:on|off)|please (?:enable|activate)|"
    r"loading|menu\b|search\b|"
    r"home\b\W|comments?\b|[\d\W]+$|©|copyright)",
    re.IGNORECASE,
)
APOLOGY = re.compile(
    r"page (?:you|that you|could|can)|not be found|doesn.t exist|does not exist|cookies?\b|javascript|your browser", re.IGNORECASE
)
APOLOGETIC = ("page ", "not be found", "exist", "cookie", "javascript", "your browser")  # one of them is in every apology
SENTENCE_END = re.compile(r"[.!?。！？…।؟][\"'”’»)\]】]*$")
WORD = re.compile(r"[^\W\d_]{4,}")
DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
HANGUL = re.compile("[\uac00-\ud7af\u0e00-\u0eff]")  # Korean puts spaces between words, Thai between sentences
MOST_SPACED = 5
BYLINE = re.compile(r"(?:by|von|par|por|di|posted|published|updated)\b", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
REACH = 90  # how many lines above the body a title may stand
BODY_CHARS = 4_000
LONELY = 4  # so many short lines below a single long one part it from the body
RIVALS = 8  # how many of the likeliest lines are looked at for echoes


def is_header(line: str) -> bool:
    """Whether the line is a crawler's: `date 2025-05-10 403`, `URL: …`."""
    return len(line) < 300 and bool(HEADER.match(line)) and not SENTENCE_END.search(line)


def is_noise(line: str) -> bool:
    """Whether the line is an error, a piece of navigation, a byline: never a title."""
    return not line or is_header(line) or bool(NOISE.match(line)) or bool(APOLOGY.search(line))


def weight(line: str) -> int:
    """The length of a line in Latin letters; a Chinese sign says as much as three of them."""
    if line.isascii():
        return len(line)
    signs = len(DENSE.findall(line))
    # Chinese and Japanese sentences have no spaces: where there are many, it is a list of links
    return len(line) + (2 * signs if signs >= MOST_SPACED * line.count(" ") or HANGUL.search(line) else 0)


def body_start(lines: list[str]) -> int:
    """The line where the article begins: the start of the run with the largest sum of (length - 80); 0 without lines.

    One long line above many short ones, such as a list of sites, is a run by itself, and counts less than one of several.
    """
    best = alone = before = (0, 0)
    total = start = texts = shorts = 0
    excuses = _apologies(lines)
    for i, line in enumerate(lines):
        score = (min(weight(line), 600) if i not in excuses else 0) - 80
        lonely = shorts == LONELY and texts == 1
        if lonely:
            alone, best = max(alone, best, key=_mass), before
        if lonely or total <= 0:
            total, start, texts, before = 0, i, 0, best
        total += score
        texts += score > 0
        shorts = shorts + 1 if score <= 0 else 0
        best = max(best, (total, start), key=_mass)
    return best[1] if 3 * best[0] >= alone[0] else alone[1]


def _mass(run: tuple[int, int]) -> int:
    return run[0]


def _apologies(lines: list[str]) -> set[int]:
    """The lines that excuse themselves. Only those with one of the telling words are looked at closely."""
    begins = list(accumulate((len(line) + 1 for line in lines), initial=0))
    text = "\n".join(lines).lower()
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


def find_title(lines: list[str], body: int) -> tuple[int, str]:
    """Line number and text of the title; (-1, "") if nothing looks like one."""
    topic = words(" ".join(lines[body : body + 40])[:BODY_CHARS])
    near = [i for i in range(max(0, body - REACH), min(len(lines), body + 2)) if _may_be_title(lines[i])]
    if not near:
        return -1, ""
    around = lines[max(0, body - REACH) : body + 2]
    scores = {i: _score(lines, i, topic, body) for i in near}
    rivals = sorted(near, key=lambda i: -scores[i])[:RIVALS]
    best = max(rivals, key=lambda i: scores[i] + _echo(lines[i], around))
    return best, printable(lines[best])


def _echo(line: str, around: list[str]) -> float:
    """What it says of a line that it comes again: alone, or in a longer line, such as one that shares it; and that it takes up
    another line itself, as the last step of a path."""
    others = [other for other in around if other != line]
    if len(others) < len(around) - 1:
        return 0.2
    if weight(line) >= 25 and any(line in other for other in others):
        return 0.5
    return -1.0 if any(line.endswith(other) and weight(other) >= 25 for other in others) else 0.0


def printable(line: str) -> str:
    """A title as one line without control characters."""
    return " ".join(CONTROL.sub(" ", line).split())


def words(text: str) -> set[str]:
    """The words that carry meaning: those of four letters, and pairs of signs where words aren't spaced."""
    found = set(WORD.findall(text.casefold()))
    if text.isascii():
        return found
    return found | {a + b for a, b in pairwise(DENSE.findall(text))}


def _may_be_title(line: str) -> bool:
    """Whether a line has the looks of a headline; a sentence of a line and a half is a paragraph."""
    if weight(line) < 8 or len(line) > 220 or is_noise(line):
        return False
    return not (len(line) > 120 and SENTENCE_END.search(line))


def _score(lines: list[str], at: int, topic: set[str], body: int) -> float:
    """How well a line titles the body. The weights were fitted to 1,240 labelled pages, where they find three titles in four."""
    line, size = lines[at], weight(lines[at])
    own = words(line)
    shared = own & topic
    score = 0.75 * len(shared) / max(1, len(own)) + 0.6 * min(len(shared), 4) / 4 + 0.5 * min(size, 50) / 50
    score -= 0.01 * abs(body - at) + 0.05 * max(0, size - 100) + 1.0 * (size < 25)
    score -= 0.8 * (at >= body) + 1.5 * line[0].islower() + 1.5 * any(sign in line for sign in "|»>")
    if SENTENCE_END.search(line) and not line.endswith(("?", "!")):
        score -= 0.6
    # a byline or a date below it is the surest sign
    if any(BYLINE.match(near) or (len(near) < 80 and find_date(near)) for near in lines[at + 1 : at + 5]):
        score += 0.9
    return score
