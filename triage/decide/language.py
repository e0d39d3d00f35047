"""The language of a text, told by its script and its commonest words; empty where that isn't enough to be sure.

All that is asked is whether a document is in another language than its folder. For that the commonest words do as well as a
trained model, and cost no library: lingua brings 100 MB, py3langid a tenth of a second at every start.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

LOOKED_AT = 2000  # characters
FEWEST = 15  # words
SHARE = 0.1  # of the words, that must be common ones of the language
LEAD = 1.4  # times the share of the language that comes second
MAJORITY = 0.7
TELLING = 100  # characters: of shorter texts it isn't always told

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "GREEK": "el", "ARABIC": "ar", "HEBREW": "he", "HANGUL": "ko", "THAI": "th", "DEVANAGARI": "hi", "ARMENIAN": "hy",
    "GEORGIAN": "ka", "BENGALI": "bn", "TAMIL": "ta", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh",
}  # fmt: skip
_COMMON = {
    "en": "the of and to in that is was for on with as by at from his are were which this have has had not but they",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat",
    "fr": "de la le et les des en un du une est pour qui dans que sur par plus au ne pas ce il sont avec se",
    "es": "de la que el en y los se del las un por con una su para es al lo como más pero sus fue este",
    "pt": "de que do da em um para os com uma no se na por mais as dos não como foi ao ele das seu sua",
    "it": "di che il la del un per in è una sono non della le si dei con alla nel ha gli al più anche dal",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als door naar bij uit werd nog",
    "sv": "och att det som en på är av för med till den har de inte om ett han men var jag från vi så kan",
    "da": "og at det er en af til på med for der den har de ikke et om han som men var fra vi kan jeg",
    "no": "og det er en av til på med for som den har de ikke et om han men var fra vi kan jeg seg ble",
    "fi": "ja on oli että se ei hän kun mutta myös joka sen ovat mukaan sekä jos niin kuin ole vuoden noin",
    "pl": "w i na się z do nie jest to że o po za od jak przez dla ma oraz są był jego które także tym",
    "cs": "a v se na je že o s z do i to za by ale pro jsou byl po od jako podle které jeho když",
    "hu": "a az és hogy nem egy is ez volt meg csak de van már még mint el ki azt ha szerint amely",
    "ro": "de și în a la cu din o pe care nu un că pentru au mai este fost ce sunt prin după lui",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi en sonra kadar ise ne var olduğu dedi",
    "ru": "и в не на что с по он как это из его за от но у к же для был так о того все года",
    "uk": "і в не на що з до у як та за це від для його про або є був але років також ще які",
    "bg": "на и да за се в от е че с не по са като до бе това ще към си той които през",
}  # fmt: skip
_LATIN = [code for code in _COMMON if code not in ("ru", "uk", "bg")]
_CYRILLIC = ["ru", "uk", "bg"]
_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}


def language_of(text: str) -> str:
    """The code of the language (ISO 639-1), or nothing."""
    text = text[:LOOKED_AT]
    script = _script(text)
    if script == "ARABIC" and sum(map(text.count, "یکپچگ")) > sum(map(text.count, "يكةى")):
        return "ur" if any(letter in text for letter in "ٹڈڑں") else "fa"
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < FEWEST or script not in ("LATIN", "CYRILLIC"):
        return ""
    counts = Counter(words)
    shares = {
        code: sum(counts[word] for word in _WORDS[code]) / len(words) for code in (_LATIN if script == "LATIN" else _CYRILLIC)
    }
    first, second = sorted(shares, key=lambda code: -shares[code])[:2]
    return first if shares[first] >= max(SHARE, LEAD * shares[second]) else ""


def _script(text: str) -> str:
    """The script of most letters. Japanese is mostly Chinese characters, but no Chinese text holds kana."""
    scripts = Counter(unicodedata.name(char, "").split(" ")[0] for char in text[:LOOKED_AT:7] if char.isalpha())
    if not scripts:
        return ""
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    return "HIRAGANA" if kana * 10 > scripts.total() else scripts.most_common(1)[0][0]


def common_language(texts: Iterable[str]) -> str:
    """The language that most texts are in; nothing where they are mixed."""
    found = Counter(language_of(text) for text in texts if len(text) >= TELLING)
    code, count = found.most_common(1)[0] if found else ("", 0)
    return code if count >= MAJORITY * found.total() else ""
