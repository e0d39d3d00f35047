"""The words of texts: what fuzzy matching and the search for repeats compare."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice

import numpy as np

from triage.arrays import Array

# `\w` knows no vowel signs, so that words would end at them. Blocks of India's scripts hold hardly anything else.
_SIGNS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0df3"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u1056-\u1059\u17b4-\u17d3"
)
_WORDS = re.compile(rf"[\w{_SIGNS}]+")
_SPACE, _END = ord(" "), ord("\n")
_NARROW, _WIDE = "cp1252", "utf-32-le"
_LINES_AT_ONCE = 2048  # what is computed of them stays in the processor's cache
_TRIED_AT_ONCE = 16  # lines: of so many often none needs the slower way
_MICRO = "µ".encode(_NARROW)  # its compatible form is a Greek letter, which the alphabet hasn't


def plain(text: str) -> str:
    """`text` with compatible characters and cases made one."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def words_of(text: str) -> str:
    """The words of `text` with single spaces."""
    return " ".join(_WORDS.findall(plain(text)))


def words_of_lines(lines: Sequence[str]) -> list[str]:
    """As `words_of`, for texts without line breaks, all at once: nothing is paid for each."""
    return _words_form().of_lines(lines)


class LineForm:
    """What functions make of lines, with single spaces between what they keep: `whole` of a line, which may make several
    characters of one, and then `each` of every character another one, or a space where it isn't kept.

    The letters of western Europe and the signs of its typography, most text of the web, are a byte each, and of each it is known
    what comes of it. Of other characters that is learned as they turn up.
    """

    def __init__(self, whole: Callable[[str], str], each: Callable[[str], str]) -> None:
        self._whole, self._each = whole, each
        self._narrow, self._wider = bytearray(range(256)), list[tuple[bytes, bytes]]()
        for code in (*range(_END), *range(_END + 1, 256)):
            kept = "".join(map(each, whole(bytes([code]).decode(_NARROW, "replace"))))
            made = kept.encode(_NARROW, "replace") if kept.strip(" ") else b" "
            if len(made) == 1:
                self._narrow[code] = made[0]
            else:
                self._wider.append((bytes([code]), made))
        self._wide = np.zeros(sys.maxunicode + 1, np.uint32)  # takes no memory where nothing is written
        self._wide[_END] = _END

    def of_lines(self, lines: Sequence[str]) -> list[str]:
        """Of each of `lines`, in their order."""
        begins = range(0, len(lines), _LINES_AT_ONCE)
        return [line for begin in begins for line in self._of_some(lines[begin : begin + _LINES_AT_ONCE])]

    def _of_some(self, lines: Sequence[str]) -> Iterator[str]:
        """Of each line. A few go together: the quick way, where all are a byte a character."""
        few = [lines[begin : begin + _TRIED_AT_ONCE] for begin in range(0, len(lines), _TRIED_AT_ONCE)]
        encoded = [_encoded("\n".join(group)) for group in few]
        narrow = iter(self._of_narrow([one for one in encoded if one is not None]))
        wide = iter(self._of_wide([line for group, one in zip(few, encoded, strict=True) if one is None for line in group]))
        for group, one in zip(few, encoded, strict=True):
            yield from islice(wide if one is None else narrow, len(group))

    def _of_narrow(self, lines: Sequence[bytes]) -> list[str]:
        """Of each line; `lines` may be several each."""
        text = b"\n".join(lines)
        for character, made in self._wider:
            text = text.replace(character, made)
        codes = np.frombuffer(text.translate(self._narrow), np.uint8)
        return _squeezed(codes).tobytes().decode(_NARROW).strip(" ").split("\n") if lines else []

    def _of_wide(self, lines: Sequence[str]) -> list[str]:
        """Of each line."""
        text = "\n".join(map(self._whole, lines))
        codes = np.frombuffer(text.encode(_WIDE, "surrogatepass"), np.uint32)
        for code in np.unique(codes[self._wide[codes] == 0]).tolist():
            self._wide[code] = ord(self._each(chr(code)))
        return _squeezed(self._wide[codes]).tobytes().decode(_WIDE, "surrogatepass").strip(" ").split("\n") if lines else []


def _squeezed(codes: Array) -> Array:
    """Without the spaces that follow another or a line's begin, and those before a line's end."""
    kept = np.ones(len(codes), bool)
    kept[1:] = (codes[1:] != _SPACE) | (codes[:-1] > _SPACE)
    codes = codes[kept]
    kept = np.ones(len(codes), bool)
    kept[:-1] = (codes[:-1] != _SPACE) | (codes[1:] != _END)
    return codes[kept]


def _encoded(line: str) -> bytes | None:
    if line.isascii():
        return line.encode()
    try:
        encoded = line.encode(_NARROW)
    except UnicodeEncodeError:
        return None
    return encoded if _MICRO not in encoded else None


@cache
def _words_form() -> LineForm:
    return LineForm(plain, lambda character: character if _WORDS.match(character) else " ")
