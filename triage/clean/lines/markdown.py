"""Markdown as the text that a reader sees: without addresses and marks, which say nothing of whether a line is the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from triage.paragraphs import is_sentence
from triage.scripts import IDEOGRAPHS, as_set

_TO = r'\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+"[^"]*")?\)'
_LINK = re.compile(f"!?{_TO}")
_PICTURE = re.compile(f"!{_TO}")
_ADDRESS = re.compile(r"https?://\S+")
_MARK = re.compile(r"\s*(?:#{1,6}\s+|[-*+]\s+|>\s+|\d{1,3}[.)]\s+)+")
_EMPHASIS = re.compile(r"\*\*|__")
_WIDE = re.compile(as_set(IDEOGRAPHS))
_WIDE_SAYS = 2.5  # Latin letters
_LINKED = "]("
_LEAST_LINKS = 3
_MENU = 0.8  # of a line's text, from which on it is there to lead elsewhere
_MOST_MENU = 0.2  # of the lines of a text that somebody wrote
_PARAGRAPH, _LONG = 80, 200  # Latin letters


class Shown(NamedTuple):
    """The lines of a page as they are read: `texts`, the places of those with something to read, and among all places those
    of `paragraphs` on a page that was written so, where few lines are links and nothing else. On a page of a site many are."""

    texts: Sequence[str]
    legible: Sequence[int] | None = None
    paragraphs: Sequence[int] = ()


def shown(lines: Sequence[str]) -> Shown:
    """The lines as they are where they aren't Markdown with links."""
    if sum(line.count(_LINKED) for line in lines) < _LEAST_LINKS:
        return Shown(lines)
    texts = [_read(line) for line in lines]
    legible = [at for at, text in enumerate(texts) if any(map(str.isalnum, text))]
    menu = sum(_linked(lines[at]) >= _MENU * _size(texts[at]) for at in legible)
    if menu < _MOST_MENU * len(legible):
        return Shown(lines, paragraphs=[at for at in legible if _is_paragraph(texts[at])])
    return Shown(texts, legible if len(legible) < len(lines) else None)


def _read(line: str) -> str:
    """What is left of a line."""
    text = _PICTURE.sub("", line) if "![" in line else line
    text = _ADDRESS.sub("", _LINK.sub(r"\1", text))
    mark = _MARK.match(text)
    return _EMPHASIS.sub("", text[mark.end() :] if mark else text)


def _linked(line: str) -> float:
    return sum(_size(found) for found in _LINK.findall(line)) if _LINKED in line else 0.0


def _size(text: str) -> float:
    """How much a text says, in Latin letters."""
    return len(text) if text.isascii() else len(text) + (_WIDE_SAYS - 1) * len(_WIDE.findall(text))


def _is_paragraph(text: str) -> bool:
    size = _size(text)
    return size >= _LONG or (size >= _PARAGRAPH and is_sentence(text.rstrip("*_ ")))
