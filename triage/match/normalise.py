"""Text to comparable text: what is undone before words are compared, and how to find the way back.

A copy differs from its original in entities (`&rsquo;`), in mojibake (`â€™`), in compatibility forms (`ﬁ`, no-break
spaces) and in decomposed accents. `normalise` undoes these; case, apostrophes and punctuation are left to
`triage.match.tokens`, because verification wants to see capitals. `origins` gives the same text with the place in the
original that each character came from, so that what is found can be shown.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# UTF-8 read as Windows-1252: a lead byte of two or three bytes, then what Windows-1252 shows for 0x80-0xBF.
_TRAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
MOJIBAKE = re.compile(f"[ÂÃ][{_TRAIL}]|â[{_TRAIL}]{{2}}")
_REPAIRABLE = re.compile(f"{ENTITY.pattern}|{MOJIBAKE.pattern}")


def _repaired(match: re.Match[str]) -> str:
    """The character that an entity or a run of mojibake stands for; the match itself when it stands for none."""
    found = match.group()
    if found[0] == "&":
        return html.unescape(found)
    as_bytes = bytearray()
    for character in found:
        try:
            as_bytes += character.encode("cp1252")
        except UnicodeEncodeError:  # five bytes are unassigned in Windows-1252 and come through as themselves
            as_bytes.append(ord(character) & 0xFF)
    try:
        return as_bytes.decode("utf-8")
    except UnicodeDecodeError:
        return found


def normalise(text: str) -> str:
    """Text with entities and mojibake resolved, in Unicode's NFKC form. ASCII without `&` comes back as it is."""
    if "&" in text:
        text = ENTITY.sub(_repaired, text)
    if text.isascii():
        return text
    if "â" in text or "Ã" in text or "Â" in text:
        text = MOJIBAKE.sub(_repaired, text)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return text


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, replacement) for the stretches of `text` in order, each as long as its replacement or changed as one."""
    done = 0
    for match in _REPAIRABLE.finditer(text):
        if match.start() > done:
            yield from _composed(text, done, match.start())
        yield match.start(), match.end(), unicodedata.normalize("NFKC", _repaired(match))
        done = match.end()
    if done < len(text):
        yield from _composed(text, done, len(text))


def _composed(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """`text[start:end]` cut so that every part is either in NFKC form already or one base with its accents."""
    if unicodedata.is_normalized("NFKC", text[start:end]):
        yield start, end, text[start:end]
        return
    at = start
    while at < end:
        stop = at + 1
        while stop < end and unicodedata.combining(text[stop]):
            stop += 1
        yield at, stop, unicodedata.normalize("NFKC", text[at:stop])
        at = stop


def origins(text: str) -> tuple[str, NDArray[np.int64], NDArray[np.int64]]:
    """The normalised text with, for each of its characters, where in `text` its source starts and ends.

    Offsets are code points. Stretches are normalised one by one, so that in rare scripts (conjoining Hangul) the result
    may differ from `normalise(text)`; who needs both takes this one for both.
    """
    if text.isascii() and "&" not in text:
        starts = np.arange(len(text), dtype=np.int64)
        return text, starts, starts + 1
    parts, firsts, lasts = [], [], []
    for start, end, replacement in _pieces(text):
        parts.append(replacement)
        if len(replacement) == end - start:
            span = np.arange(start, end, dtype=np.int64)
            firsts.append(span)
            lasts.append(span + 1)
        else:
            firsts.append(np.full(len(replacement), start, np.int64))
            lasts.append(np.full(len(replacement), end, np.int64))
    if not parts:
        return "", np.zeros(0, np.int64), np.zeros(0, np.int64)
    return "".join(parts), np.concatenate(firsts), np.concatenate(lasts)
