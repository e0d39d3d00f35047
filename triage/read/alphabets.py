"""Which of the one-byte encodings of Latin letters text is in: read rightly, its accented letters are those of one language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

_CENTRAL = ("ąćęłńóśźżé", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţé", "čćđšžé", "äöüß")
LETTERS = {
    "cp1252": (
        *("àâæçéèêëîïôœùûüÿ", "äöüß", "áéíóúüñ¿¡", "áàâãçéêíóôõúü", "àèéìíîòóùú", "äåöéü"),
        *("æøåéö", "éëïöüáóíè", "áðéíóúýþæö", "àáçèéíïòóúü·"),
    ),
    "cp1250": _CENTRAL,
    "iso8859-2": _CENTRAL,
    "cp1254": ("âçğıîöşüûİ",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž"),
}
"""By encoding, the most widely used first, the letters and signs of each language that is written in it."""

_PROOF = {"áðéíóúýþæö": "áéíóúæ"}
"""What no text of a language lacks: without it, what looks Icelandic is Turkish."""

_MORE = 2
"""How many more characters another encoding than the most widely used must explain: a stray one tells nothing."""
_OF_ALL = 0.8
_MEASURE = re.compile(rb"[\xb0-\xb3\xb5\xb9](?![A-Za-z\x80-\xff])")
"""What stands behind numbers and measures (20 °C, m³), and in other encodings is a letter."""


def encoding_of(sample: bytes) -> str:
    """The encoding of mostly ASCII bytes; the most widely used where they don't tell."""
    counts = Counter(byte for byte in _MEASURE.sub(b"", sample) if byte >= 0x80)
    explained = {name: max(_explained(counts, name, letters) for letters in LETTERS[name]) for name in LETTERS}
    usual = next(iter(LETTERS))
    best = max(explained, key=lambda name: explained[name])
    convincing = explained[best] >= max(explained[usual] + _MORE, _OF_ALL * counts.total())
    return best if convincing else usual


def _explained(counts: Mapping[int, int], encoding: str, letters: str) -> int:
    """How many of the bytes are letters of this language, or signs of any."""
    known = {*letters, *letters.upper()}
    texts = [(bytes([byte]).decode(encoding, "ignore"), times) for byte, times in counts.items()]
    if letters in _PROOF and not any(text in _PROOF[letters] for text, _ in texts if text):
        return 0
    return sum(times for text, times in texts if text in known or (text and _is_sign(text)))


def _is_sign(text: str) -> bool:
    """Quotes, dashes, spaces and currencies, which all languages use."""
    return unicodedata.category(text) in ("Pi", "Pf", "Ps", "Pd", "Zs", "Sc", "So") or text in "…·•"
