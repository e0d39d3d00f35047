"""The language of a text, told by its script and its commonest words; empty where that isn't enough to be sure.

What is asked is whether a document is in another language than its folder, and which documents are in one. For that the commonest
words do as well as a trained model, and cost no library: lingua brings 100 MB, py3langid a tenth of a second at every start.
Each document of a scan is asked, so a text is looked at for some twenty microseconds: its bytes are cut at what isn't a letter.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

LOOKED_AT = 1000  # characters
FEWEST = 15  # words
SHARE = 0.1  # of the words, that must be common ones of the language
LEAD = 1.4  # times the share of the language that comes second
MAJORITY = 0.7
TELLING = 100  # characters: of shorter texts it isn't always told

_STEP = 7  # characters, of which one is asked for its script
_FOREIGN = 5  # a text is Latin where not one character of so many is beyond ASCII
_SPACES = bytes(code if code > 127 or chr(code).isalpha() else 32 for code in range(256))
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
    "it": "di che il la del un per in è una sono non della si dei con alla nel ha gli al più anche dal le",
    "ca": "de la i que el en a els les del per amb un una és no es al com més va aquest han dels són",
    "gl": "de que e o a do da en un unha os por con para as non máis ao como polo pola foi son dos",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als door naar bij uit werd nog",
    "sv": "och att det som en på är av för med till den har de inte om ett han men var jag från vi så kan",
    "da": "og at det er en af til på med for der den har de ikke et om han men var fra vi kan jeg efter sig bliver siger mod",
    "no": "og det er en av til på med for som den har de ikke et om han men var fra vi kan jeg etter seg ble blir sier mot",
    "fi": "ja on oli että se ei hän kun mutta myös joka sen ovat mukaan sekä jos niin kuin ole vuoden noin",
    "pl": "w i na się z do nie jest to że o za od po jak przez dla ma oraz są był jego które także tym",
    "cs": "a v na se je že o s z do i za by ale pro jsou byl po od jako podle které jeho když",
    "sk": "a v na sa je že o s z do i za by ale pre sú bol po od ako podľa ktoré jeho keď",
    "hr": "i u je na se da za od su s o kao koji to ne iz bi što će nije po ali koja sve",
    "sl": "in je v na za se da so ki z pa bi od kot tudi bo po s iz pri ne ali še bil",
    "hu": "a az és hogy nem egy is ez volt meg csak de van már még mint el ki azt ha szerint amely",
    "ro": "de și în a la cu din o pe care nu un că pentru au mai este fost ce sunt prin după lui",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi en sonra kadar ise ne var olduğu dedi",
    "id": "yang dan di dari ini untuk dengan pada itu tidak dalam akan adalah ke oleh juga telah ada tersebut bisa",
    "tl": "ang ng sa na mga at ay para ni si ito kung hindi may siya nang isang ayon",
    "vi": "của và là có được cho trong với các một không này những người đã khi để ở về ra",
    "ru": "и в не на что с по он как это из его за от но у к же для был так о того все года",
    "uk": "і в не на що з до у як та за це від для його про або є був але років також ще які",
    "be": "і ў не на што з да у як за гэта ад для яго пра або быў але год таксама яшчэ якія ён",
    "bg": "на и да за се в от е че с не по са като до бе това ще към си той които през",
    "sr": "и у је на се да за од су са о као који то не из би што ће није по али која све",
}  # fmt: skip


def _known() -> dict[bytes, tuple[str, ...]]:
    """Each common word with the languages in which it is one."""
    found: dict[bytes, tuple[str, ...]] = {}
    for code, words in _COMMON.items():
        for word in words.split():
            found[word.encode()] = (*found.get(word.encode(), ()), code)
    return found


_KNOWN = _known()


def language_of(text: str) -> str:
    """The code of the language (ISO 639-1), or nothing."""
    text = text[:LOOKED_AT]
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
    if len(words) < FEWEST:
        return ""
    shares: dict[str, int] = {}
    for word in filter(_KNOWN.__contains__, words):
        for code in _KNOWN[word]:
            shares[code] = shares.get(code, 0) + 1
    first = max(shares, key=shares.__getitem__, default="")
    most = shares.pop(first, 0)
    return first if most >= max(SHARE * len(words), LEAD * max(shares.values(), default=0)) else ""


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
