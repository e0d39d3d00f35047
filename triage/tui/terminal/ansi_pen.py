"""Draws pieces of lines with few bytes: of colours and attributes what changes, of the cursor's moves those that are needed, and
blanks by erasing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

Piece = Sequence[tuple[str, str]]
"""Texts, each with the codes of its look (SGR)."""
FEWEST = 12
"""Blanks that are worth being erased."""
_BLANKS = " " * FEWEST
_NOWHERE = -1

_DRIFTING = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a\u07a6-\u07f3"
    r"\u0816-\u082d\u0859-\u085b\u08d3-\u109f\u1100-\u11ff\u135d-\u135f\u1700-\u18af\u1900-\u1cff\u1dc0-\u1dff\u200b-\u200f"
    r"\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua66f-\ua67d\ua69e\ua69f\ua6f0\ua6f1\ua800-\uabff"
    r"\ud7b0-\ud7ff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\U00010376-\U0001037a\U00010a01-\U00016fff\U0001bc00-\U0001bcff"
    r"\U0001d165-\U0001d244\U0001da00-\U0001faff\U000e0000-\U000e0fff"
)
_DRIFT_MARK = re.compile(f"[{_DRIFTING}]")
_DRIFT = re.compile(f"(?:.?[{_DRIFTING}])+")
"""Characters of whose width a terminal may think otherwise: marks, vowel signs, what is joined, emoji; each with the one before,
which it may change. Whole blocks of them, since a move too many does no harm."""
_LINED = frozenset(["4", "5", "6", "7", "8", "9", "21", "51", "52", "53"])
"""Attributes that can be seen on a blank."""
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"}
_OFF |= {"51": "54", "52": "54", "53": "55"}


class Look(NamedTuple):
    """What codes mean."""

    attributes: frozenset[str]
    colour: str
    ground: str


class Pen:
    """Collects what a frame writes."""

    def __init__(self, *, erases: bool) -> None:
        """`erases`: erased cells get the colour of the ground."""
        self._erases = erases
        self._out: list[str] = []
        self._codes = ""
        self._at = _NOWHERE, _NOWHERE

    def text(self) -> str:
        """All of it; the terminal's own look is restored."""
        return "".join([*self._out, "\x1b[0m"] if self._codes else self._out)

    def draw(self, x: int, piece: Piece, y: int) -> None:
        """Draw this there."""
        put, at, last = self._out.append, self._at, self._codes
        for text, codes in piece:
            if at != (x, y):
                put(f"\x1b[{x + 1}G" if at[1] == y else f"\x1b[{y + 1};{x + 1}H")
            if codes != last:
                put(change(last, codes))
                last = codes
            plain = text.isascii()
            if text[-1] == " " and text.endswith(_BLANKS) and can_erase(codes, self._erases) and (plain or not can_drift(text)):
                kept = text.rstrip(" ")
                put(f"{kept}\x1b[{len(text) - len(kept)}X")
                x += len(text) if plain else cell_len(text)
                at = _NOWHERE, y
                continue
            if plain:
                put(text)
                x += len(text)
            elif can_drift(text):
                x = self._draw_drifting(x, text)
            else:
                put(text)
                x += cell_len(text)
            at = x, y
        self._at, self._codes = at, last

    def _draw_drifting(self, x: int, text: str) -> int:
        """Where the terminal may think otherwise of a width, what is to the right stands where it should all the same, and what
        was there before is gone."""
        put, start = self._out.append, 0
        for found in _DRIFT.finditer(text):
            before, drifting = text[start : found.start()], found[0]
            left = x + cell_len(before)
            x = left + cell_len(drifting)
            put(f"{before}{' ' * (x - left)}\x1b[{left + 1}G{drifting}\x1b[{x + 1}G")
            start = found.end()
        put(text[start:])
        return x + cell_len(text[start:])


def can_drift(text: str) -> bool:
    """Whether something in it may be wider or narrower than it is thought to be."""
    return _DRIFT_MARK.search(text) is not None


def changed(x: int, piece: Piece, before: Piece) -> tuple[int, Piece]:
    """The part of a piece, and its column, that isn't what stood there in the same cells."""
    first, last, old_last = 0, len(piece), len(before)
    while first < last and first < old_last and piece[first] == before[first]:
        x += _width(piece[first][0])
        first += 1
    while last > first and old_last > first and piece[last - 1] == before[old_last - 1]:
        last, old_last = last - 1, old_last - 1
    rest = list(piece[first:last])
    if not rest or first == old_last:
        return x, rest
    (text, codes), (old, old_codes) = rest[0], before[first]
    if codes == old_codes and text[0] == old[0] and (cut := _alike(text, old)):
        if old_last - 1 == first:
            before = [*before[:first], (old[cut:], codes)]
        x += cut
        rest[0] = text[cut:], codes
    (text, codes), (old, old_codes) = rest[-1], before[old_last - 1]
    if codes == old_codes and text.endswith(" ") and old.endswith(" "):
        cut = min(len(text) - len(text.rstrip(" ")), len(old) - len(old.rstrip(" ")))
        rest[-1] = text[: len(text) - cut], codes
    return x, [part for part in rest if part[0]]


def _alike(one: str, other: str) -> int:
    """How many characters both begin with, where each of them is a cell."""
    if not (_is_narrow(one) and _is_narrow(other)):
        return 0
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _is_narrow(text: str) -> bool:
    return text.isascii() or cell_len(text) == len(text)


def _width(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


@lru_cache(maxsize=4096)
def change(before: str, after: str) -> str:
    """From one look to another, whichever way is shorter."""
    if not after:
        return "\x1b[0m"
    whole = f"\x1b[0;{after}m" if before else f"\x1b[{after}m"
    if not before:
        return whole
    old, new = _look(before), _look(after)
    off = {_OFF[name] for name in old.attributes - new.attributes}
    codes = sorted(off)
    codes += sorted(name for name in new.attributes if name not in old.attributes or _OFF[name] in off)
    if new.colour != old.colour:
        codes.append(new.colour or "39")
    if new.ground != old.ground:
        codes.append(new.ground or "49")
    step = f"\x1b[{';'.join(codes)}m" if codes else ""
    return min(step, whole, key=len)


@lru_cache(maxsize=1024)
def _look(codes: str) -> Look:
    attributes, colour, ground = set(), "", ""
    parts = codes.split(";") if codes else []
    while parts:
        taken = 1 if parts[0] not in ("38", "48") else 5 if parts[1] == "2" else 3
        code, parts = ";".join(parts[:taken]), parts[taken:]
        if code in _OFF:
            attributes.add(code)
        elif code.startswith("4") or (len(code) == 3 and code.startswith("10")):
            ground = code
        else:
            colour = code
    return Look(frozenset(attributes), "" if colour == "39" else colour, "" if ground == "49" else ground)


@lru_cache(maxsize=1024)
def can_erase(codes: str, grounds: bool) -> bool:
    """Whether erased cells look as blanks do in this look; `grounds` if they get the colour of its ground."""
    look = _look(codes)
    return (grounds or not look.ground) and _LINED.isdisjoint(look.attributes)
