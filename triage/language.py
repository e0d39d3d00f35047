"""The language of a text, told by its script and its commonest words; empty where that isn't enough to be sure.

What is asked is whether a document is in another language than its folder, and which documents are in one. For that the commonest
words do as well as a trained model, and cost no library: lingua brings 100 MB, py3langid a tenth of a second at every start.
Each document of a scan is asked, so a text is looked at for some twenty microseconds: its bytes are cut at what isn't a letter.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import repeat

from triage.common_words import COMMON_WORDS

LOOKED_AT = 1000  # characters
FEWEST = 15  # words
SHARE = 0.12  # of the words, that must be common ones of the language
# Related languages share common words: of two that a text may be in, only those are counted that one has and the other hasn't.
LEAD = 3  # times as many of its own must a text have as of the other's
LEAST_OWN = 2  # words
SHARED = 0.5  # of a related language's words, that may be its own
MAJORITY = 0.7
TELLING = 100  # characters: of shorter texts it isn't always told

_TAG = re.compile(r"<[A-Za-z/!][^<>]*(?:>|\Z)")
_TARGET = re.compile(r"\]\([^()]*\)?")  # of a link in Markdown
_ADDRESS = re.compile(r"//\S*")
_STEP = 7  # characters, of which one is asked for its script
_FOREIGN = 5  # a text is Latin where not one character of so many is beyond ASCII
_SPACES = bytes(code if code > 127 or chr(code).isalpha() else 32 for code in range(256))
_SCRIPTS = {
    "GREEK": "el", "ARABIC": "ar", "HEBREW": "he", "HANGUL": "ko", "THAI": "th", "DEVANAGARI": "hi", "ARMENIAN": "hy",
    "GEORGIAN": "ka", "BENGALI": "bn", "TAMIL": "ta", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh",
}  # fmt: skip
# Letters beyond a to z, or beyond those that all Cyrillic alphabets share: a text with many that a language hasn't isn't in it.
# Galician and Portuguese are told by words alone.
_LETTERS = {
    "en": "", "de": "äöüß",
    "fr": "àâæçéèêëîïôœùûü", "es": "áéíñóúü", "pt": "áâãàçéêíóôõú", "it": "àèéìíîòóùú", "ca": "àçèéíïòóúü",
    "nl": "áéëèïóöü", "sv": "åäöé", "da": "æøåé", "no": "æøåéòô", "fi": "åäö", "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hr": "čćđšž", "sl": "čšž", "hu": "áéíóöőúüű", "ro": "ăâîșțşţ",
    "tr": "çğıöşüâîû", "id": "é", "tl": "ñ", "ru": "ёйщъыьэюя", "uk": "єіїґйщьюя", "be": "ёіўйыьэюя", "bg": "йщъьюя",
    "mk": "ѓѕјљњќџ", "sr": "ђјљњћџ",
}  # fmt: skip
_SPECIAL = frozenset("".join(_LETTERS.values()))
_FOREIGN_LETTERS = 3  # so many in a text may be of names
_LANE = 16  # bits for each language: room for more words than two samples of a text can have


def _lanes(words: Mapping[str, frozenset[bytes]]) -> dict[bytes, int]:
    """For each common word a number with a one in the lane of each of its languages. Their sum over the words of a text counts
    for all languages at once, in a fraction of the time that it takes one by one."""
    found: dict[bytes, int] = {}
    for at, common in enumerate(words.values()):
        for word in common:
            found[word] = found.get(word, 0) | 1 << at * _LANE
    return found


_COMMON = {code: frozenset(words.encode().split()) for code, words in COMMON_WORDS.items()}
_CODES = tuple(_COMMON)
_COUNTED = _lanes(_COMMON)


def language_of(text: str) -> str:
    """The code of the language (ISO 639-1), or nothing. Addresses and markup aren't asked; where the beginning of a text doesn't
    tell, its middle is asked as well."""
    beginning = _prose(text[:LOOKED_AT])
    code = _told_by(beginning)
    if code or len(text) <= LOOKED_AT:
        return code
    middle = max(LOOKED_AT, len(text) // 2)
    return _told_by(f"{beginning}\n{_prose(text[middle : middle + LOOKED_AT])}")


def _prose(text: str) -> str:
    """A part of a text without what programs read in it: tags, and the addresses of links."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "](" in text:
        text = _TARGET.sub("] ", text)
    return _ADDRESS.sub(" ", text) if "//" in text else text


def _told_by(text: str) -> str:
    script = _script(text)
    if script == "ARABIC" and sum(map(text.count, "یکپچگ")) > sum(map(text.count, "يكةى")):
        return "ur" if any(letter in text for letter in "ٹڈڑں") else "fa"
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    if script not in ("LATIN", "CYRILLIC"):
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    words = text.lower().encode("utf-8", "replace").translate(_SPACES).split()
    return _by_words(words, text) if len(words) >= FEWEST else ""


def _by_words(words: list[bytes], text: str) -> str:
    """The language with most of its common words among these, where those that another doesn't share tell it from that one, or
    else its letters do."""
    counts = _counted(words)
    most = max(counts)
    if most < SHARE * len(words):
        return ""
    at = counts.index(most)
    rivals = [other for other, count in enumerate(counts) if count * LEAD > most and other != at]
    if rivals:
        shared = _counted(filter(_COMMON[_CODES[at]].__contains__, words))
        doubted = [other for other in rivals if most - shared[other] < max(LEAST_OWN, LEAD * (counts[other] - shared[other]))]
        # A text that is half in each of two languages has many words of either that the other hasn't.
        is_mixed = any(counts[other] - shared[other] > SHARED * counts[other] for other in doubted)
        if doubted and (is_mixed or not _is_written_in(_CODES[at], [_CODES[other] for other in doubted], text)):
            return ""
    return _CODES[at]


def _is_written_in(code: str, others: Iterable[str], text: str) -> bool:
    """Whether a text has letters enough that none of the other languages has, and hardly one that this one hasn't."""
    letters = Counter(filter(_SPECIAL.__contains__, text.lower()))

    def foreign(to: str) -> int:
        return sum(count for letter, count in letters.items() if letter not in _LETTERS.get(to, letter))

    return code in _LETTERS and foreign(code) == 0 and all(foreign(other) >= _FOREIGN_LETTERS for other in others)


def _counted(words: Iterable[bytes]) -> list[int]:
    """How many of the words are common ones, language by language."""
    lanes = sum(map(_COUNTED.get, words, repeat(0)))
    return memoryview(lanes.to_bytes(len(_CODES) * _LANE // 8, sys.byteorder)).cast("H").tolist()


def _script(text: str) -> str:
    """The script of most letters. Japanese is mostly Chinese characters, but no Chinese text holds kana."""
    sample = text[::_STEP]
    if len(sample) - len(sample.encode("ascii", "ignore")) < len(sample) / _FOREIGN:
        return "LATIN"
    scripts = Counter(map(_script_of, filter(str.isalpha, sample)))
    if not scripts:
        return ""
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    return "HIRAGANA" if kana * 10 > scripts.total() else scripts.most_common(1)[0][0]


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def common_language(texts: Iterable[str]) -> str:
    """The language that most texts are in; nothing where they are mixed."""
    found = Counter(language_of(text) for text in texts if len(text) >= TELLING)
    code, count = found.most_common(1)[0] if found else ("", 0)
    return code if count >= MAJORITY * found.total() else ""
