"""What a page has for programs in its scripts of JSON-LD: the text of its article, and which names are no persons'."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any, NamedTuple
from unicodedata import normalize

from triage.model import Hint
from triage.read.blocks import PageText, page_blocks

SCRIPT = re.compile(r"<script\b[^<>]{0,500}\bld\+json\b[^<>]{0,500}>", re.IGNORECASE)
# Others may be of what is written about: List<String>.
TAG = re.compile(r"<(?:/[a-z]|(?:br|hr|img|p)\b)[^<>]{0,500}>", re.IGNORECASE)
# Where one paragraph ends and the next begins, if nothing parts them.
GLUED = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ]{2}[.!?…])(?=[A-ZÀ-Þ¿¡«“][^\W\d_A-ZÀ-Þ])")
WORD = re.compile(r"\w+")
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
OF_ADDRESSES = frozenset(["addressLocality", "addressRegion", "addressCountry"])
MOST_OBJECTS = 20_000
LEAST_BODY = 400  # characters: what is shorter may be a teaser
SHINGLE = 4
LEAST_SHOWN = 0.5  # of the article, where the page itself shows it
SAME = 0.6  # of a line's words, where another holds it


class LinkedData(NamedTuple):
    """The article's text, where there is one of one article; the names of organisations and of places in their addresses."""

    body: str = ""
    organisations: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def linked_data(html: str) -> LinkedData:
    """What the scripts of a page say; those that are broken say nothing."""
    bodies: set[str] = set()
    names: set[str] = set()
    places: set[str] = set()
    for found in islice(_objects(html), MOST_OBJECTS):
        body = found.get("articleBody")
        if isinstance(body, str) and len(body) >= LEAST_BODY:
            bodies.add(body)
        publisher = found.get("publisher")
        names |= _names(publisher if isinstance(publisher, dict) and "Person" not in _kinds(publisher) else None)
        kinds = _kinds(found)
        is_organisation = any("Organization" in kind for kind in kinds) and "Person" not in kinds  # a page of one's own is both
        names |= _names(found if is_organisation else None)
        for field in OF_ADDRESSES & found.keys():
            places |= _names(found[field])
    return LinkedData(bodies.pop() if len(bodies) == 1 else "", frozenset(names), frozenset(places))


def _kinds(found: dict[str, Any]) -> list[str]:
    kinds = found.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _names(value: Any) -> set[str]:
    name = value.get("name") if isinstance(value, dict) else value
    return {name} if isinstance(name, str) else set()


def _objects(html: str) -> Iterator[dict[str, Any]]:
    end = 0
    while (script := SCRIPT.search(html, end)) and (end := html.find("</script", script.end())) >= 0:
        try:
            waiting = [json.loads(html[script.end() : end], strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                yield value
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value


def with_article(page: PageText, body: str) -> PageText:
    """The page with the article of its data, if it shows less than half of that: a wall or a script keeps it from readers. It
    stands below what is shown of it, or below the headline."""
    lines = _lines(body)
    shown = _shingles(page.raw)
    whole = _shingles("\n".join(lines))
    if not whole or len(whole & shown) >= LEAST_SHOWN * len(whole):
        return page
    lines = [line for line in lines if not _is_held(line, shown)]
    texts = [page.raw[hint.start : hint.end] for hint in page.hints]
    held = [at for at, text in enumerate(texts) if _is_held(text, whole)]
    headlines = [at for at, hint in enumerate(page.hints) if hint.heading == 1]
    below = held[-1:] or headlines[:1] or [len(texts) - 1]
    return _inserted(page, below[0] + 1, lines)


def _inserted(page: PageText, at: int, lines: list[str]) -> PageText:
    """The page with paragraphs more above its line `at`."""
    start = page.hints[at].start if at < len(page.hints) else len(page.raw) + 2
    before, after = page.raw[:start].rstrip("\n"), page.raw[start:]
    hints = list(page.hints[:at])
    raw = before
    for line in lines:
        raw += f"\n\n{line}" if raw else line
        hints.append(Hint(len(raw) - len(line), len(raw), "p"))
    by = len(raw) + 2 - start
    hints += [hint._replace(start=hint.start + by, end=hint.end + by) for hint in page.hints[at:]]
    return page._replace(raw=f"{raw}\n\n{after}" if after else raw, hints=tuple(hints))


def _lines(body: str) -> list[str]:
    """The paragraphs of a text that may be one of HTML, whose marks may be escaped, once or twice."""
    text = unescape(unescape(body))
    if TAG.search(text):
        text = page_blocks(f"<body>{text}</body>").raw
    elif "\n" not in text.strip():
        text = GLUED.sub("\n", text)
    return list(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(UNSEEN.sub("", normalize("NFC", text)).casefold())
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def _is_held(line: str, known: set[tuple[str, ...]]) -> bool:
    own = _shingles(line)
    return bool(own) and len(own & known) >= SAME * len(own)
