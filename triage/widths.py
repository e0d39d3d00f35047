"""The room that texts take on a terminal, in cells, and texts cut to what there is room for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate

ELLIPSIS = "…"
SHORT = 200
"""Characters up to which looking each one up is as quick as searching for odd ones."""


@cache
def odd() -> re.Pattern[str]:
    """Whatever may not be one cell wide; too much costs only speed. A test compares with `rich.cells` for every character.
    Made when a long text first asks for it, since making it would keep the first frame waiting."""
    return re.compile(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0600-\u061f\u064b-\u0670\u06d6-\u06ed"
        "\u070f-\u074a\u07a6-\u07fd\u0816-\u0fff\u1000-\u109f\u1100-\u11ff\u135d-\u135f\u1712-\u18a9\u1920-\u1cff\u1dc0-\u1dff"
        "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u231a-\u232a\u23e9-\u23f3\u25fd-\u27bf\u2b1b-\u2b55\u2cef-\u2cf1\u2d7f"
        "\u2de0-\u303f\u3041-\uabff\ud7b0-\ud7ff\uac00-\ud7a3\ud800-\udfff\uf900-\ufaff\ufb1e\ufe00-\ufe6f\ufeff-\uffff"
        "\U00010000-\U0010ffff]"
    )


def _is_plain(text: str) -> bool:
    """Whether each character of a text is one cell wide, as far as that can be told at once."""
    return text.isascii() or (len(text) > SHORT and odd().search(text) is None)


class _Widths(dict[str, int]):
    """The width of each character met so far."""

    def __missing__(self, char: str) -> int:
        from rich.cells import cell_len

        width = self[char] = cell_len(char)
        return width


_WIDTHS = _Widths()


def cells(text: str) -> int:
    """The number of terminal cells of a printable text."""
    if _is_plain(text):
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


def ends_of(text: str) -> list[int]:
    """In how many cells the text before each character stands, and last the whole of it."""
    return list(accumulate(map(_WIDTHS.__getitem__, text), initial=0))


def cut(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """The text in at most `width` cells, with an ellipsis where its end is cut."""
    if cells(text) <= width:
        return text
    begun, _ = _begun(text, width - len(ellipsis))
    return begun + ellipsis[: max(0, width)]


def fit(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """As `cut`, in exactly `width` cells: padded with blanks."""
    length = cells(text)
    if length <= width:
        return text + " " * (width - length)
    begun, used = _begun(text, width - len(ellipsis))
    return begun + ellipsis[: max(0, width)] + " " * (width - len(ellipsis) - used)


def _begun(text: str, room: int) -> tuple[str, int]:
    """As much of a text's beginning as there is room for, and the cells that it takes."""
    room = max(0, room)
    if _is_plain(text):
        return text[:room], room
    ends = ends_of(text)
    last = bisect_right(ends, room) - 1
    return text[:last], ends[last]


def cut_start(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """As `cut`, with the end of the text kept: what tells paths apart."""
    return cut(text[::-1], width, ellipsis[::-1])[::-1]


def shortened(text: str, most: int) -> str:
    """The first so many characters, and an ellipsis, of a text that isn't for a terminal alone."""
    return text if len(text) <= most else text[:most] + ELLIPSIS
