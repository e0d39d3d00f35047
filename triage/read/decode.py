"""Bytes to text: the encoding that is declared, marked, UTF-8, or else guessed. Never raises, never gives a lone surrogate."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from triage.read.alphabets import LETTERS, encoding_of
from triage.read.kinds import wide_encoding

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under these names; pages that say Latin-1 hold curly quotes of Windows.
WEB_NAMES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
NO_TEXT = re.compile("utf-7|idna|punycode|undefined|.*-escape")  # utf-7 smuggles
JAPANESE = (b"\x1b$B", b"\x1b$@")  # what turns seven bits to Japanese signs
SURROGATE = re.compile("[\ud800-\udfff]")
HIGH = re.compile(rb"[\x80-\xff]")
GUESS_BYTES = 32_768
# What pages and files are really in; the rest of the list only wins by accident.
LIKELY = (  # noqa: SIM905 - a list of words
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_7 koi8_r koi8_u cp866 iso8859_5 "
    "gb18030 big5 cp932 euc_jp cp949"
).split()
OF_TWO_BYTES = frozenset(["gb18030", "big5", "big5hkscs", "cp950", "cp932", "shift_jis", "euc_jp", "cp949", "johab"])
FEW_SIGNS = 4
BEFORE = 64  # bytes: what stands before the first high one says little
FEW_HIGH = 0.08  # below this share of high bytes, text is Latin letters with some accents


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, with the encoding by which it was read; `assumed` says that nothing in the bytes proves it."""

    text: str
    encoding: str
    assumed: bool = False


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode by BOM, declaration, UTF-8, or a guess. Newlines stay as they are; a BOM isn't part of the text."""
    for bom, name in BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(name, "replace"), name)
    named = known(declared)
    if named:
        try:
            if named != "utf-8" and _is_utf8(data, named):
                return Decoded(data.decode("utf-8"), "utf-8")
            return Decoded(without_surrogates(data.decode(named)), named)
        except (UnicodeError, ValueError):
            pass  # the declaration is wrong; the bytes are asked
    wide = wide_encoding(data[:4096])
    if wide:
        return Decoded(data.decode(wide, "replace"), wide, assumed=True)
    if b"\x1b" in data and data.isascii() and any(mark in data for mark in JAPANESE):
        return Decoded(data.decode("iso2022_jp", "replace"), "iso2022_jp", assumed=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _undeclared(data)


def _is_utf8(data: bytes, declared: str) -> bool:
    """Whether bytes that declare another encoding are UTF-8: many programs save a page so and leave in it what it declared. By
    accident no text is, but for a few signs where two bytes make one."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    signs = len(text) - len(text.encode("ascii", "ignore"))
    return signs >= (FEW_SIGNS if declared in OF_TWO_BYTES else 1)


def known(name: str) -> str:
    """Python's name of a text encoding, empty if there is none."""
    try:
        info = codecs.lookup(name.strip()) if name.strip() else None
    except (LookupError, ValueError):
        return ""
    # rot13, base64 and their like are codecs too, but no encodings of text; no page is in those of names and program text
    if info is None or not getattr(info, "_is_text_encoding", True) or NO_TEXT.fullmatch(info.name):
        return ""
    return WEB_NAMES.get(info.name, info.name)


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate, which no file can hold, replaced by U+FFFD."""
    return SURROGATE.sub("\ufffd", text)


def _undeclared(data: bytes) -> Decoded:
    """Bytes that aren't UTF-8: UTF-8 with some damage, or another encoding."""
    patched = data.decode("utf-8", "replace")
    bad = patched.count("\ufffd")
    valid = len(patched.encode()) - len(patched) - 2 * bad
    # damage is rare beside letters that are whole; in other encodings whole ones are accidents
    if valid > 2 * bad:
        return Decoded(patched, "utf-8", assumed=True)
    name = _guess(_sample(data))
    return Decoded(without_surrogates(data.decode(name, "replace")), name, assumed=True)


def _sample(data: bytes) -> bytes:
    """The part to guess by: from the line with the first high byte on, since plain ASCII tells nothing."""
    first = HIGH.search(data)
    at = first.start() if first else 0
    start = max(data.rfind(b"\n", max(0, at - BEFORE), at) + 1, at - BEFORE, 0)
    return data[start : start + GUESS_BYTES]


def _guess(sample: bytes) -> str:
    """The likeliest encoding. Few high bytes are Latin letters with some accents."""
    if len(HIGH.findall(sample)) < len(sample) * FEW_HIGH:
        return _latin(sample)
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=LIKELY, enable_fallback=False).best()
    name = known(best.encoding) if best is not None else ""
    # Which Latin one, the letters tell better.
    return _latin(sample) if not name or name in LETTERS or name.startswith("utf") else name


def _latin(sample: bytes) -> str:
    name = encoding_of(sample)
    try:
        sample.decode(name)
    except UnicodeDecodeError:
        return "latin-1"
    return name
