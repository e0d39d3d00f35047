"""Words of lists, found in a text whatever their case, whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


class Keywords:
    """Finds the words of several lists; where two begin at one place, the longer one holds."""

    def __init__(self, lists: Iterable[Sequence[str]]) -> None:
        words: dict[str, int] = {}
        for number, one in enumerate(lists):
            for word in one:
                words.setdefault(" ".join(word.split()).casefold(), number)
        self._lists = {word: number for word, number in words.items() if word}
        ranked = sorted(self._lists, key=len, reverse=True)
        phrases = "|".join(r"\s+".join(map(re.escape, word.split())) for word in ranked)
        self._pattern = re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE) if phrases else None
        self._longest = max(map(len, ranked), default=0)

    def __bool__(self) -> bool:
        return self._pattern is not None

    def spans(self, text: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """(start, end, number of the list) of all that reach into `text[start:end]`. A phrase may be broken by white space."""
        if self._pattern is None:
            return []
        # As much as a phrase may reach over the edges, and twice as much for the white space in it.
        first, last = max(0, start - 2 * self._longest), min(len(text), end + 2 * self._longest)
        found = []
        for match in self._pattern.finditer(text, first, last):
            if match.end() > start and match.start() < end:
                found.append((match.start(), match.end(), self._lists.get(" ".join(match[0].split()).casefold(), 0)))
        return found
