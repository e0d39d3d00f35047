"""Text as full-text search takes it: scripts without spaces are cut into characters, so that a part of a run is found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage.scripts import UNSPACED, as_set

_UNSPACED = f"({as_set(UNSPACED)})"
_WORD = re.compile(r"\w+")
_SPACE = ord(" ")
_ASCII_WORDS = bytes(code if chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(128)).ljust(256)


def spread(text: str) -> str:
    """`text` with each character of such scripts as a word of its own, and nothing that SQLite can't take."""
    clean = text.replace("\0", " ")
    # Compiled when it is asked for: that takes milliseconds, and `re` remembers it.
    return clean if clean.isascii() else re.sub(_UNSPACED, r" \1 ", clean.encode("utf-8", "replace").decode())


def word_count(text: str) -> int:
    """How many words a text has; in scripts without spaces, characters."""
    if text.isascii():
        return len(text.encode().translate(_ASCII_WORDS).split())
    return len(_WORD.findall(spread(text)))


def word_counts(texts: Sequence[str]) -> list[int]:
    """As `word_count`, for many at once: their words aren't made."""
    import numpy as np

    plain = [text if text.isascii() else "" for text in texts]
    ends = np.cumsum([len(text) + 1 for text in plain])
    codes = np.frombuffer(" ".join(["", *plain]).encode().translate(_ASCII_WORDS), np.uint8)
    begins = np.flatnonzero((codes[1:] != _SPACE) & (codes[:-1] == _SPACE))
    counts = np.diff(np.searchsorted(begins, ends), prepend=0).tolist()
    return [count if text.isascii() else word_count(text) for text, count in zip(texts, counts, strict=True)]


def matching(text: str, prefix: bool) -> str | None:
    """An FTS5 expression for `text` as a phrase, its last word a beginning if `prefix`; None where it has no words."""
    found = _WORD.findall(spread(text).replace("_", " "))
    if not found:
        return None
    joined = " ".join(found)
    return f'"{joined}"*' if prefix else f'"{joined}"'
