"""The title of a plain text, also in the dump of a whole page, where it stands somewhere above the article's body.

A line is judged by how many of its words the body takes up again, how near it stands, and whether it looks like a headline.
"""

from __future__ import annotations

import re

HEADER = re.compile(r"^\W*(?:date|crawled|fetched|url|uri|warc|source|timestamp|http/\d|status)\b[\s:=-]*\S", re.IGNORECASE)
NOISE = re.compile(
    r"^(?:sorry\b|oops\b|error\b|40[0-9]\b|50[0-9]\b|page not found|access denied|skip to|jump to|continue reading|advertisement\b|"
    r"by [A-Z]|posted\b|published\b|updated\b|last updated|photo\b|image\b|share\b|print\b|log ?in\b|sign (?:in|up)|subscribe|"
    r"you may also|related\b|read more|click here|https?://|www\.|turn (?:on|off)|please (?:enable|activate)|loading|menu\b|search\b|"
    r"home\b\W|comments?\b|[\d\W]+$|©|copyright)",
    re.IGNORECASE,
)
APOLOGY = re.compile(
    r"page (?:you|that you|could|can)|not be found|doesn.t exist|does not exist|cookies?\b|javascript|your browser", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[.!?。！？…।؟][\"'”’»)\]】]*$")
WORD = re.compile(r"[^\W\d_]{4,}")
DENSE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
REACH = 60  # how many lines above the body a title may stand
BODY_CHARS = 4_000


def is_header(line: str) -> bool:
    """Whether the line is a crawler's: `date 2025-05-10 403`, `URL: …`."""
    return len(line) < 300 and bool(HEADER.match(line)) and not SENTENCE_END.search(line)


def is_noise(line: str) -> bool:
    """Whether the line is an error, a piece of navigation, a byline: never a title."""
    return not line or is_header(line) or bool(NOISE.match(line)) or bool(APOLOGY.search(line))


def weight(line: str) -> int:
    """The length of a line in Latin letters; a Chinese sign says as much as three of them."""
    return len(line) + 2 * len(DENSE.findall(line))


def body_start(lines: list[str]) -> int:
    """The line where the article begins: the start of the run with the largest sum of (length - 80); 0 without lines."""
    best, total, start, best_start = 0, 0, 0, 0
    for i, line in enumerate(lines):
        score = (min(weight(line), 600) if not APOLOGY.search(line) else 0) - 80
        if total <= 0:
            total, start = 0, i
        total += score
        if total > best:
            best, best_start = total, start
    return best_start


def find_title(lines: list[str], body: int) -> tuple[int, str]:
    """Line number and text of the title; (-1, "") if nothing looks like one."""
    topic = words(" ".join(lines[body : body + 40])[:BODY_CHARS])
    first = max(0, body - REACH)
    near = [i for i in range(first, min(len(lines), body + 2)) if _may_be_title(lines[i])]
    seen: dict[str, int] = {}
    for i in near:
        seen[lines[i]] = seen.get(lines[i], 0) + 1
    best, best_at = 0.0, -1
    for i in near:
        score = _score(lines[i], topic, body - i, seen[lines[i]])
        if score > best:
            best, best_at = score, i
    if best_at < 0:
        best_at = next((i for i, line in enumerate(lines[:20]) if _may_be_title(line)), -1)
    return (best_at, lines[best_at]) if best_at >= 0 else (-1, "")


def words(text: str) -> set[str]:
    """The words that carry meaning: those of four letters, and pairs of signs where words aren't spaced."""
    found = {word.casefold() for word in WORD.findall(text)}
    signs = DENSE.findall(text) if DENSE.search(text) else []
    return found | {a + b for a, b in zip(signs, signs[1:], strict=False)}


def _may_be_title(line: str) -> bool:
    """Whether a line has the looks of a headline."""
    return weight(line) >= 8 and len(line) <= 220 and not is_noise(line)


def _score(line: str, topic: set[str], distance: int, times: int) -> float:
    """How well a line titles the body; over 0 for any that could."""
    own = words(line)
    share = len(own & topic) / len(own) if own else 0.0
    shared = min(len(own & topic), 6) / 6
    full_stop = 0.6 if SENTENCE_END.search(line) and not line.endswith(("?", "!")) and len(line) > 60 else 0.0
    inside = 0.5 if distance <= 0 else 0.0
    return 0.3 + share + shared + min(weight(line), 60) / 120 + 0.2 * (times > 1) - 0.012 * abs(distance) - full_stop - inside
