"""Values made fit for a format: JSON that any terminal may print, text without characters that act, cells that don't run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from triage.scripts import UNSPACED, as_set

# What json.dumps leaves as it is though a terminal, a line reader or UTF-8 would stumble over it.
_JSON_RISKY = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Beside a name or a title it would reorder or hide what stands there. Joiners and marks of direction are in words, and so is the
# space without width where words are written without spaces.
_HIDDEN = re.compile(f"[\u2028-\u202e\u2060-\u2069\ufeff]|\u200b(?!{as_set(UNSPACED)})|(?<!{as_set(UNSPACED)})\u200b")
# Spreadsheets skip blanks, and some take the full-width signs too. A tab or line break at the start is as bad (OWASP).
_FORMULA = re.compile("'*(?:[\t\r\n]|[\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20])")


def json_text(value: Any) -> str:
    """`value` as JSON that can be encoded in UTF-8 and holds no character that acts on a terminal."""
    return escaped(json.dumps(value, ensure_ascii=False, default=str))


def escaped(json: str) -> str:
    """JSON, or lines of it, as `json_text` has them."""
    if json.isascii() and "\x7f" not in json:
        return json
    return _JSON_RISKY.sub(_spelt, json)


def plain(text: str) -> str:
    """`text` for formats without an escape of their own: control characters as pictures, lone surrogates spelt out."""
    return _SURROGATE.sub(_spelt, _CONTROL.sub(_picture, text))


def plain_name(text: str) -> str:
    """As `plain`, for all but the text itself: what reorders or hides its neighbours is spelt out, too."""
    return _HIDDEN.sub(_spelt, plain(text))


def _spelt(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def harmless(cell: str) -> str:
    """`cell` with an apostrophe before it where a spreadsheet would run it. Who reads such a file takes it off again where
    what follows would get one."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def joined(values: Iterable[str]) -> str:
    """A list in one cell, parted by semicolons; those within a value get a backslash."""
    return ";".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)
