"""The words of texts: what fuzzy matching and the search for repeats compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

# `\w` knows no vowel signs, so that words would end at them. Blocks of India's scripts hold hardly anything else.
_SIGNS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0df3"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u1056-\u1059\u17b4-\u17d3"
)
_WORDS = re.compile(rf"[\w{_SIGNS}]+")
_SPACE = ord(" ")
_BETWEEN = re.compile(rf"[^\w\n{_SIGNS}]+")
_NARROW = "cp1252"
_TRIED_AT_ONCE = 32  # lines: of so many often none needs the slow way
_MICRO = "µ".encode(_NARROW)  # its compatible form is a Greek letter, which the alphabet hasn't


def plain(text: str) -> str:
    """`text` with compatible characters and cases made one."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def words_of(text: str) -> str:
    """The words of `text` with single spaces."""
    return " ".join(_WORDS.findall(plain(text)))


def words_of_lines(lines: Sequence[str]) -> list[str]:
    """As `words_of`, for texts without line breaks, all at once: nothing is paid for each."""
    return by_alphabet(lines, _NARROW_WORDS, _words)


@dataclass(frozen=True)
class NarrowForm:
    """What a function that works character by character makes of the letters of western Europe and the signs of its typography,
    one byte each: most text of the web. `wider`: the characters that become several."""

    table: bytes
    wider: tuple[tuple[bytes, bytes], ...]

    @classmethod
    def of(cls, form: Callable[[str], str]) -> NarrowForm:
        """The form of each character; what isn't kept becomes a space."""
        table, wider = bytearray(range(256)), []
        for code in range(256):
            made = form(bytes([code]).decode(_NARROW, "replace")).encode(_NARROW, "replace") or b" "
            table[code] = made[0] if len(made) == 1 else code
            wider += [(bytes([code]), made)] if len(made) > 1 else []
        return cls(bytes(table), tuple(wider))

    def of_lines(self, lines: Sequence[bytes]) -> list[str]:
        """Of each line, with single spaces between what is kept. `lines` may be several each."""
        text = b"\n".join(lines)
        for character, made in self.wider:
            text = text.replace(character, made)
        codes = np.frombuffer(text.translate(self.table), np.uint8)
        kept = np.ones(len(codes), bool)
        kept[1:] = (codes[1:] != _SPACE) | (codes[:-1] > _SPACE)
        made = codes[kept].tobytes().replace(b" \n", b"\n").strip(b" ")
        return made.decode(_NARROW).split("\n") if lines else []


def by_alphabet(lines: Sequence[str], narrow: NarrowForm, slow_way: Callable[[Sequence[str]], list[str]]) -> list[str]:
    """What becomes of `lines`, in their order: those of a byte a character go the quick way, the others the slow one."""
    quick: list[bytes] = []
    wide: list[int] = []
    for begin in range(0, len(lines), _TRIED_AT_ONCE):
        group = lines[begin : begin + _TRIED_AT_ONCE]
        encoded = _encoded("\n".join(group))
        if encoded is not None:
            quick.append(encoded)
            continue
        for at, line in enumerate(group, begin):
            if (encoded := _encoded(line)) is not None:
                quick.append(encoded)
            else:
                wide.append(at)
    made = narrow.of_lines(quick)
    if not wide:
        return made
    found, slow = iter(made), dict(zip(wide, slow_way([lines[at] for at in wide]), strict=True))
    return [slow[at] if at in slow else next(found) for at in range(len(lines))]


def _encoded(line: str) -> bytes | None:
    if line.isascii():
        return line.encode()
    try:
        encoded = line.encode(_NARROW)
    except UnicodeEncodeError:
        return None
    return encoded if _MICRO not in encoded else None


def _words(lines: Sequence[str]) -> list[str]:
    return [line.strip(" ") for line in _BETWEEN.sub(" ", plain("\n".join(lines))).split("\n")]


_NARROW_WORDS = NarrowForm.of(lambda character: _BETWEEN.sub(" ", plain(character)))
