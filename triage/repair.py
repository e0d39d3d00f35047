"""Repair of text: mojibake, HTML entities, invisible characters, white space. Cheap where there is nothing to repair."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

# One set of first characters, so that the search skips over all others at once.
_MOJIBAKE = re.compile(
    r"[\x80-\x9fÂÃâåæçðÐÑØÙÎÏÅÄ](?:(?<=[\x80-\x9f])|["
    r"\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Each alternative stops at the next ESC, so that the search is linear whatever the text. What the eight-bit controls would begin
# is no sequence here: they are halves of broken quotation marks far more often, and what stands between two of them is text.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]"
    r"|\x1b[]PX^_][^\x07\x1b\x9c\n\r]{0,4096}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]{0,8}[0-Z\\^-~]?"
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f"
    r"\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_MARKS = re.compile(r"[\u200e\u200f]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACE = re.compile(r"[^\S ]|  ")
_SPACES = re.compile(r"\s+")
_WIDE = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_WIDE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])\s*(?=[{_WIDE}])")


def repair(text: str) -> str:
    """`text` as it was meant, on one line."""
    if text.isprintable() and "  " not in text and not _is_mangled(text):
        return text.strip()  # nothing below would change it
    text = legible(text)
    if _ESCAPES.search(text):
        text = _ESCAPES.sub("", text)
    text = _CONTROL.sub("", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _MARKS.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    if _SPACE.search(text):
        text = _SPACES.sub(" ", _WIDE_BREAK.sub("", text))
    return text.strip()


def legible(text: str) -> str:
    """`text` with its letters as they were meant, so that words are known: entities read, mojibake undone."""
    if "&" in text:
        text = _entities(_entities(text))
    return _unmangled(text) if _is_mojibake(text) else text


def all_legible(texts: Sequence[str]) -> Sequence[str]:
    """As `legible`, for each of `texts`; `texts` themselves where nothing is mangled, as nearly always."""
    if not _is_mangled("\n".join(texts)):
        return texts
    return [text if text.isascii() and "&" not in text else legible(text) for text in texts]


def _is_mangled(text: str) -> bool:
    return "&" in text or _is_mojibake(text)


def _is_mojibake(text: str) -> bool:
    return not text.isascii() and _MOJIBAKE.search(text) is not None


def _entities(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def _unmangled(text: str) -> str:
    """Mojibake undone. The library is asked only where it may be needed: it takes time to load and to run."""
    import ftfy

    return str(ftfy.fix_encoding(text))
