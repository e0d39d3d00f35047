"""The words of texts: what fuzzy matching and the search for repeats compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_WORDS = re.compile(r"\w+")
_BETWEEN = re.compile(r"[^\w\n]+")


def plain(text: str) -> str:
    """`text` with compatible characters and cases made one."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def words_of(text: str) -> str:
    """The words of `text` with single spaces."""
    return " ".join(_WORDS.findall(plain(text)))


def words_of_lines(lines: Sequence[str]) -> list[str]:
    """As `words_of`, for texts without line breaks, all at once: nothing is paid for each."""
    if not lines:
        return []
    return [line.strip(" ") for line in _BETWEEN.sub(" ", plain("\n".join(lines))).split("\n")]
