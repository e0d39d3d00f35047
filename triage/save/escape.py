r"""Lone surrogates in TOML, which can hold none.

A lone surrogate U+DC80 is written as the six characters `\udc80`. A backslash of the text that would be read back as the
start of such an escape is written as `\u005c`. Everything else stands for itself, so texts without surrogates are unchanged.
"""

from __future__ import annotations

import re

SURROGATE = re.compile("[\ud800-\udfff]")
_CODE = r"d[89a-f][0-9a-f]{2}"
AMBIGUOUS = re.compile(rf"\\(?=u(?:{_CODE}|005cu(?:005c|{_CODE})))")
ESCAPED = re.compile(rf"\\u(?:({_CODE})|005c(?=u(?:005c|{_CODE})))")


def escape(text: str) -> str:
    """The text without lone surrogates; `unescape` gives it back."""
    if text.isascii() and "\\" not in text:
        return text
    text = AMBIGUOUS.sub(r"\\u005c", text)
    return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def unescape(text: str) -> str:
    """The inverse of `escape`."""
    if "\\u" not in text:
        return text
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\\", text)


def unescape_tree(value: object) -> object:
    """`unescape` in all keys and strings of a parsed TOML value."""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, dict):
        return {unescape(key): unescape_tree(item) for key, item in value.items()}
    if isinstance(value, list):
        return [unescape_tree(item) for item in value]
    return value
