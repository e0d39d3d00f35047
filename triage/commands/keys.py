"""How keys are written, and what terminals send for them."""

from __future__ import annotations

import re

NAMED_KEYS = frozenset(
    ["enter", "escape", "tab", "space", "backspace", "delete", "insert", "up", "down", "left", "right"]
    + ["home", "end", "pageup", "pagedown"]
    + [f"f{number}" for number in range(1, 13)]
)
_KEY = re.compile(r"(?P<modifiers>((ctrl|shift|alt)\+)*)(?P<base>\S|[a-z0-9]{2,})")
_SENT_FOR = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+[": "escape", "shift+tab": ""}
_UNALTERED = ("enter", "escape", "space", "tab", "backspace")
"""Most terminals send the same for these, whether Shift or Ctrl is held or not."""


def spelled(key: str) -> str | None:
    """The spelling in which a key is heard: `A` for `shift+a`, `alt+ctrl+x` for `ctrl+alt+x`; None where no key is named so."""
    found = _parts(key)
    if found is None:
        return None
    modifiers, base = found
    if len(base) == 1 and base.isalpha():
        if modifiers == {"shift"} and len(base.upper()) == 1:
            return base.upper()
        if modifiers and base != base.lower():
            modifiers, base = modifiers | {"shift"}, base.lower()
    return "+".join([*sorted(modifiers), base])


def sent_for(key: str) -> str:
    """What most terminals send for a key, in the spelling of `spelled`, and by which the screen can't tell it apart. Empty where
    that is the key itself."""
    if key in _SENT_FOR:
        return _SENT_FOR[key]
    modifiers, base = _parts(key) or (frozenset(), key)
    if len(base) > 1:
        return base if base in _UNALTERED and modifiers and "alt" not in modifiers else ""
    if base.isalpha():
        return f"ctrl+{base}" if {"ctrl", "shift"} <= modifiers else ""
    if "shift" in modifiers:
        return "the sign on the upper half of the key"
    return base if base.isdigit() and "ctrl" in modifiers else ""


def _parts(key: str) -> tuple[frozenset[str], str] | None:
    """The modifiers of a key and what they are held with."""
    match = _KEY.fullmatch(key)
    if match is None or (len(match["base"]) > 1 and match["base"] not in NAMED_KEYS):
        return None
    return frozenset(match["modifiers"].split("+")) - {""}, match["base"]
