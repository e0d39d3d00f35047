"""Blocks that rules know as a whole: by their characters, or by their words whatever case and digits. At any length."""

from __future__ import annotations

from collections.abc import Iterable

from triage.paragraphs import flat

EXACT, FOLDED = "exact", "folded"
REASONS = {EXACT: "the same characters", FOLDED: "the same words"}


def whole(kind: str, text: str) -> str:
    """What a block is looked up by. The folded form is that of `block_fingerprints`, so that an index of these finds it."""
    if kind == EXACT:
        return " ".join(text.split())
    from triage.clean.lines.line_text import fold_line

    return fold_line(flat(text))


class Wholes:
    """Texts by number of their rule."""

    def __init__(self, texts: Iterable[tuple[int, str, str]]) -> None:
        """`texts` are (number, kind, text)."""
        self._numbers: dict[str, dict[str, list[int]]] = {}
        for number, kind, text in texts:
            self._numbers.setdefault(kind, {}).setdefault(whole(kind, text), []).append(number)

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def holding(self, text: str) -> dict[int, str]:
        """The rules that know the block, and how."""
        found: dict[int, str] = {}
        for kind, numbers in self._numbers.items():
            for number in numbers.get(whole(kind, text), ()):
                found.setdefault(number, REASONS[kind])
        return found
