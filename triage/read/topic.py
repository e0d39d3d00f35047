"""The words of a text that carry meaning, and how many of a line's it takes up."""

from __future__ import annotations

import re
from itertools import pairwise

from triage.read.line_patterns import DENSE

LEAST_LETTERS = 4
LETTER = r"[^\W\d_]"
WORD = re.compile(rf"{LETTER}{{{LEAST_LETTERS},}}")
NARROW = "cp1252"
FEW_ASKED = 8  # lines: of more it is quicker to take up all words of the text


class Topic:
    """The words with which an article begins, of which `lines` are asked. Of few lines they are looked for one by one, where a
    letter is a byte: a headline has few words, the text hundreds."""

    def __init__(self, text: str, lines: int) -> None:
        spaced = _spaced(text) if lines <= FEW_ASKED else None
        self._spaced = f" {spaced} " if spaced is not None else ""
        self._words = set() if self._spaced else words(text)

    def shared(self, own: set[str]) -> int:
        """How many of a line's words are among them."""
        if not self._spaced:
            return len(own & self._words)
        # The spaces come second: there are so many that looking for them takes long.
        return sum(word in self._spaced and f" {word} " in self._spaced for word in own)


def words(text: str) -> set[str]:
    """The words that carry meaning: those of four letters, and pairs of signs where words aren't spaced."""
    spaced = _spaced(text)
    if spaced is not None:
        return {word for word in spaced.split() if len(word) >= LEAST_LETTERS}
    return set(WORD.findall(text.casefold())) | {a + b for a, b in pairwise(DENSE.findall(text))}


def _spaced(text: str) -> str | None:
    """A text of western Europe in lower case, with spaces for all but its letters; None of others, and of the few that have
    letters of which folding makes others."""
    if text.isascii():
        return text.encode().translate(LETTERS).decode("ascii")
    try:
        encoded = text.encode(NARROW)
    except UnicodeEncodeError:
        return None
    return None if "ß" in text or "µ" in text else encoded.translate(LETTERS).decode(NARROW)


def _letter(code: int) -> int:
    """A byte of text as a byte of words."""
    character = bytes([code]).decode(NARROW, "replace")
    return character.lower().encode(NARROW)[0] if re.fullmatch(LETTER, character) else ord(" ")


LETTERS = bytes(map(_letter, range(256)))
