"""Where an escape sequence that a terminal sends ends (ECMA-48, and what terminals make of it)."""

from __future__ import annotations

import re

ESC = "\x1b"
KEYED = "[O"
"""What begins a sequence that may be a key (CSI, SS3), where it follows an escape character."""
_STRINGS = {"]": re.compile(r"[\dlL]"), "P": re.compile(r"[ -?]"), "_": re.compile(r"[ -~]"), "^": re.compile(r"[ -~]")}
"""What begins one that tells something (OSC, DCS, APC, PM), and how it goes on. Else the two were keys."""
LONGEST = 4096
"""Characters after which what has no end isn't one."""

_CSI = re.compile(r"[0-?]*[ -/]*")
_SS3 = re.compile(r"[\d;]*")
_FINAL = re.compile(r"[@-~]")
_SS3_FINAL = re.compile(r"[ -~]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x9c]")
_SHIFTED = re.compile(r"[1-9]\d?\$")
"""What rxvt sends with Shift ends where others would have a final character."""


def length(text: str) -> int:
    """How many characters at the beginning of `text`, which is an escape character and more, belong together: a sequence, whether
    whole or broken off by what follows, the two of a key after an escape character, or that one alone; 0 where more may come."""
    kind = text[1:2]
    if not kind:
        return 0
    if kind == ESC:
        return _twice(text)
    if kind not in KEYED and kind not in _STRINGS:
        return 2
    if len(text) == 2:
        return 0
    end = _csi(text) if kind == "[" else _ss3(text) if kind == "O" else _string(text)
    return end or (len(text) if len(text) >= LONGEST else 0)


def _twice(text: str) -> int:
    """Alt and an arrow, as some terminals send it, or two Escapes."""
    if len(text) == 2:
        return 0
    if text[2] not in KEYED:
        return 1
    rest = length(text[1:])
    return rest and rest + 1


def _csi(text: str) -> int:
    if text[2] == "[":  # a function key of the Linux console
        return 0 if len(text) == 3 else 4 if text[3] in "ABCDE" else 2
    if text[2] == "M":  # the mouse, as of old
        return 6 if len(text) >= 6 else 0
    shifted = _SHIFTED.match(text, 2)
    return shifted.end() if shifted else _ended(text, _CSI, _FINAL)


def _ss3(text: str) -> int:
    return _ended(text, _SS3, _SS3_FINAL)


def _ended(text: str, parameters: re.Pattern[str], final: re.Pattern[str]) -> int:
    found = parameters.match(text, 2)
    end = found.end() if found else 2
    if end == len(text):
        return 0
    return end + 1 if final.match(text, end) else end


def _string(text: str) -> int:
    if not _STRINGS[text[1]].match(text, 2):
        return 2
    found = _CONTROL.search(text, 2)
    if found is None:
        return 0
    at = found.start()
    if text[at] in "\x07\x9c":
        return at + 1
    if text[at] != ESC:
        return at
    return 0 if at + 1 == len(text) else at + 2 if text[at + 1] == "\\" else at
