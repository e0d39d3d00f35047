"""Which of many texts stand in which of many lines: no work a line in Python, and none for a text that stands in none."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from triage.arrays import Array
from triage.clean.catalogue.prefilter import DIGIT, keyed

_WINDOW = 4  # bytes, of which a processor makes one number
_TABLE_BITS = 16
_TABLE_SHIFT = np.uint32(32 - _TABLE_BITS)
_SPREAD = np.uint32(0x9E3779B1)
_AT_ONCE = 1 << 15  # bytes: what is computed of them stays in the processor's cache
_END = b"\n"
_DIGITS = bytes.maketrans(b"123456789", DIGIT.encode() * 9)
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")


class Sieve:
    """Texts that are `keyed`, none of them empty, looked for by four bytes of each, or by all of shorter ones."""

    def __init__(self, texts: Iterable[str]) -> None:
        encoded = {text: _encoded(text) for text in texts}
        met = Counter(b"".join(encoded.values()))
        by_part: dict[bytes, list[tuple[bytes, str]]] = {}
        for text, whole in encoded.items():
            parts = {whole[at : at + _WINDOW] for at in range(max(1, len(whole) - _WINDOW + 1))}
            rarest = min(parts, key=lambda part: (math.prod(met[byte] for byte in part), part))
            by_part.setdefault(rarest, []).append((whole, text))
        sizes = sorted({len(part) for part in by_part})
        self._parts = [_Parts({part: found for part, found in by_part.items() if len(part) == size}, size) for size in sizes]

    def found_in(self, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Each line's place with each of the texts that it has, digits aside. The lines have no line breaks."""
        if not lines or not self._parts:
            return
        data = _encoded("\n".join(map(_ascii_digits, lines)) + "\n" * _WINDOW).translate(_DIGITS)
        windows = np.ndarray((len(data) - _WINDOW + 1,), "<u4", data, strides=(1,))
        ends = np.flatnonzero(np.frombuffer(data, np.uint8) == _END[0])
        whole = data.split(_END)
        for parts in self._parts:
            places, numbers = parts.places_in(windows)
            owners = np.searchsorted(ends, places)
            new = np.flatnonzero((np.diff(owners, prepend=-1) != 0) | (np.diff(numbers, prepend=-1) != 0))
            for at, number in zip(owners[new].tolist(), numbers[new].tolist(), strict=True):
                for wanted, text in parts.texts[number]:
                    if wanted in whole[at]:
                        yield at, text


class _Parts:
    """Runs of `size` bytes, each with the texts that are looked for by it."""

    def __init__(self, texts: dict[bytes, list[tuple[bytes, str]]], size: int) -> None:
        numbered = sorted((int.from_bytes(part, "little"), found) for part, found in texts.items())
        self.texts = [found for _, found in numbered]
        self._codes = np.array([code for code, _ in numbered], np.uint32)
        self._mask = np.uint32((1 << 8 * size) - 1)
        self._table = np.zeros(1 << _TABLE_BITS, bool)
        self._table[self._codes * _SPREAD >> _TABLE_SHIFT] = True

    def places_in(self, windows: Array) -> tuple[Array, Array]:
        """Where one of them stands, and the number of its texts, in order."""
        begins = range(0, len(windows), _AT_ONCE)
        places = np.concatenate([begin + self._likely(windows[begin : begin + _AT_ONCE]) for begin in begins])
        codes = windows[places] & self._mask
        numbers = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        same = self._codes[numbers] == codes
        return places[same], numbers[same]

    def _likely(self, windows: Array) -> Array:
        """Nearly all places are left out by this alone."""
        ranks = (windows & self._mask) * _SPREAD >> _TABLE_SHIFT
        return np.flatnonzero(self._table.take(ranks.astype(np.intp), mode="clip"))  # numpy's own kind of index


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _ascii_digits(line: str) -> str:
    return line if line.isascii() or _FOREIGN_DIGIT.search(line) is None else keyed(line)
