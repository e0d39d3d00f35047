"""What looks like a line of a menu and is none: rows of a table, and lines that a mail quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

_NUMBER = re.compile(r"\s*[$€£¥+-]?\d[\d., ]*%?\s*")
_QUOTED = ">"
_REACH = 30  # lines
_GOES_ON = re.compile(r"[>\s]*+(?:[a-zß-ÿ].*|.*[.,;:!?…])\s*$", re.DOTALL)


def is_row(texts: Sequence[str], place: int) -> bool:
    """Whether a block is a row of a table: beside it stands one of as many cells, of which one is a number."""
    bars = texts[place].count("|")
    around = (texts[at] for at in (place - 1, place + 1) if 0 <= at < len(texts)) if bars > 1 else ()
    return any(text.count("|") == bars and any(_NUMBER.fullmatch(cell) for cell in text.split("|")) for text in around)


def is_quoted(texts: Sequence[str], place: int) -> bool:
    """Whether a block is a line of what a mail quotes: of the lines around it that begin with the same mark, one goes on from the
    line above or ends a sentence; or the line above them says who wrote that."""
    if not texts[place].startswith(_QUOTED):
        return False
    above = [*takewhile(_begins_quoted, (texts[at] for at in range(place - 1, max(-1, place - _REACH), -1)))]
    below = takewhile(_begins_quoted, islice(texts, place, place + _REACH))
    first = place - len(above) - 1
    return any(map(_GOES_ON.match, [*above, *below])) or (first >= 0 and texts[first].rstrip().endswith(":"))


def _begins_quoted(text: str) -> bool:
    return text.startswith(_QUOTED)
