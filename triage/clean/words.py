"""The words of texts: what fuzzy matching and the search for repeats compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import compress
from typing import TypeAlias

import numpy as np

_Way: TypeAlias = Callable[[Sequence[str]], list[str]]

_WORDS = re.compile(r"\w+")
_SPACE = ord(" ")
_BETWEEN = re.compile(r"[^\w\n]+")
_ASCII = bytes(code if chr(code) == "\n" or _WORDS.match(chr(code)) else ord(" ") for code in range(128)).lower().ljust(256)


def plain(text: str) -> str:
    """`text` with compatible characters and cases made one."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def words_of(text: str) -> str:
    """The words of `text` with single spaces."""
    return " ".join(_WORDS.findall(plain(text)))


def words_of_lines(lines: Sequence[str]) -> list[str]:
    """As `words_of`, for texts without line breaks, all at once: nothing is paid for each."""
    return by_alphabet(lines, _ascii_words, _words)


def by_alphabet(lines: Sequence[str], quick_way: _Way, slow_way: _Way) -> list[str]:
    """What becomes of `lines`, in their order: those of ASCII alone go the quick way, the others the slow one."""
    is_ascii = list(map(str.isascii, lines))
    if all(is_ascii):
        return quick_way(lines) if lines else []
    slow = iter(slow_way([line for line, quickly in zip(lines, is_ascii, strict=True) if not quickly]))
    quick = iter(quick_way([*compress(lines, is_ascii)]) if any(is_ascii) else ())
    return [next(quick if quickly else slow) for quickly in is_ascii]


def ascii_lines(lines: Sequence[str], table: bytes) -> list[str]:
    """`lines` of ASCII alone with their bytes translated, of which only spaces and line breaks come before the printable ones,
    and single spaces between what is left."""
    codes = np.frombuffer("\n".join(lines).encode("ascii").translate(table), np.uint8)
    kept = np.ones(len(codes), bool)
    kept[1:] = (codes[1:] != _SPACE) | (codes[:-1] > _SPACE)
    return [line.strip(" ") for line in codes[kept].tobytes().decode("ascii").split("\n")]


def _ascii_words(lines: Sequence[str]) -> list[str]:
    return ascii_lines(lines, _ASCII)


def _words(lines: Sequence[str]) -> list[str]:
    return [line.strip(" ") for line in _BETWEEN.sub(" ", plain("\n".join(lines))).split("\n")]
