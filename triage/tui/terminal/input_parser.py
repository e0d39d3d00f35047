"""What the terminal sends, as keys, pastes and clicks: a paste stays whole, whatever it holds, a key is the same however it was
sent, and a sequence that nobody knows does nothing."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator

from textual.constants import ESCAPE_DELAY
from textual.events import Key, Paste
from textual.keys import Keys
from textual.message import Message

from triage.tui.key_queue import EscapedKey
from triage.tui.terminal.escape_sequences import ESC, KEYED, length
from triage.tui.textual_internals.terminal import (
    PASTE_BEGINS,
    PASTE_ENDS,
    SequenceParser,
    is_functional_key,
    is_report,
    known_keys,
)

INTRODUCED, BEGUN, LONGEST = 0.5, 1.0, 3.0
"""Seconds of silence after which a bracket that follows an escape character was a key, after which a sequence that began will
not end, and seconds that it may take at all."""
BY_HAND = 0.015
"""Seconds between an escape character and a bracket that comes alone, above which somebody typed them: a terminal sends what it
has to say at once, and where it comes in pieces, not each character by itself."""
_DROPPED = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {*b"\t\n\r"})
_FINER = re.compile(r"(?<=\d):[\d:]*")
"""What the kitty protocol may add to a key and its modifiers: other keys on it, pressed or let go."""
_LET_GO = re.compile(r"\x1b\[[\d:]*;\d*:3(;[\d:]*)?[u~A-S]")
_NUMBERED = re.compile(r"\x1b\[(\d+)[\d:;]*([~A-Z])")
_OTHER_KEY = re.compile(r"\x1b\[27;\d+;\d+~")
"""What xterm sends for keys that have no sequence. In others, the number is no character, as Textual takes it to be."""
_SS3 = re.compile(r"\x1bO(?:1;)?(\d*)([A-S])")
_RXVT = re.compile(r"\x1b\[(\d+)([$^@])")
_RXVT_MODIFIERS = {"$": 2, "^": 5, "@": 6}
TYPED = 6
"""Characters of a sequence that nobody types at once."""
_LONG = 32
"""Characters after which Textual's parser takes a sequence for none."""


class InputParser:
    """Reads what comes in any pieces. Textual's parser is asked about whole sequences only: by itself it takes one that it
    doesn't know, or that comes in two pieces, for the keys that its characters are."""

    def __init__(self, debug: bool = False) -> None:
        self._known = KnownSequences(debug)
        self._held = ""
        """What began with an escape character and hasn't ended."""
        self._since = self._last = 0.0
        self._escaped = False
        """Whether an escape character was taken for a key, which it wasn't if what follows comes too late."""
        self._pasting = False
        self._pasted: list[str] = []

    def feed(self, data: str) -> Iterator[Message]:
        """What came, and is whole by now."""
        if data:
            self._last, late = time.monotonic(), self._last
            if self._escaped and data[0] in KEYED and self._last - late < BEGUN and self._is_torn(ESC + data):
                data = ESC + data
            self._escaped = False
            if self._held == ESC and data in (*KEYED,) and self._last - late >= BY_HAND:
                yield from self._whole(ESC + data)
                self._held = data = ""
        while data:
            if self._pasting:
                yield from self._paste(data)
                return
            if not self._held:
                plain, escape, data = data.partition(ESC)
                for character in plain:
                    yield from self._known.keys(character)
                if not escape:
                    return
                self._held, self._since = escape, self._last
            self._held, data = self._held + data, ""
            while self._held and (size := length(self._held)):
                whole, self._held = self._held[:size], self._held[size:]
                if whole == PASTE_BEGINS:
                    data, self._held, self._pasting = self._held, "", True
                    break
                yield from self._whole(whole)
                if not self._held.startswith(ESC):
                    data, self._held = self._held, ""
                self._since = self._last

    def tick(self) -> Iterator[Message]:
        """What was to be waited for, and didn't come."""
        if self._pasting or self.wait > 0:
            return
        held, self._held = self._held, ""
        while held.startswith(ESC * 2):
            yield from self._known.keys(ESC)
            held = held[1:]
        self._escaped = held == ESC
        if len(held) <= 2:
            yield from self._whole(held)
        elif held == f"{ESC}[[":
            yield from self._whole(held[:2])
            yield from self._known.keys("[")

    @property
    def wait(self) -> float:
        """Seconds until `tick` has to be called; endless where nothing is waited for."""
        if not self._held or self._pasting:
            return float("inf")
        bare = self._held.lstrip(ESC)
        silence = ESCAPE_DELAY if not bare else INTRODUCED if len(bare) == 1 else BEGUN
        return min(self._last + silence, self._since + LONGEST) - time.monotonic()

    def _is_torn(self, text: str) -> bool:
        """Whether this is a sequence that nobody types so fast: a key that is known, a click, a paste."""
        whole = text[: length(text)]
        return is_report(whole) or len(whole) >= TYPED or (len(whole) > 2 and bool(self._known.keys(whole)))

    def _paste(self, data: str) -> Iterator[Message]:
        """The end of a paste may itself come in pieces."""
        tail = self._pasted.pop() if self._pasted else ""
        text, found, rest = (tail + data).partition(PASTE_ENDS)
        if found:
            pasted, self._pasted, self._pasting = "".join([*self._pasted, text]), [], False
            yield Paste(pasted.translate(_DROPPED))
            yield from self.feed(rest)
        else:
            cut = max(len(text) - len(PASTE_ENDS), 0)
            self._pasted += [text[:cut], text[cut:]]

    def _whole(self, text: str) -> Iterable[Message]:
        """One sequence, or a key with an escape character before it."""
        if not text:
            return
        if text == ESC:
            yield from self._known.keys(ESC)
        elif len(text) == 2:
            yield from (EscapedKey(key, _with_escape(text)) for key in self._known.keys(text[1]))
        elif text.startswith(ESC * 2):
            found = list(self._whole(text[1:]))
            if len(found) == 1 and isinstance(key := found[0], Key) and "+" not in key.key:
                yield EscapedKey(key)
            else:
                yield from (*self._known.keys(ESC), *found)
        elif text[1] in KEYED:
            yield from self._known.messages(text) or self._known.keys(_as_xterm(text))


class KnownSequences(SequenceParser):
    """Textual's parser, asked about one sequence at a time. A key that can't be read is none; Textual's ends the program."""

    def keys(self, sequence: str) -> list[Key]:
        """The keys that a character or a whole sequence is: one, or none."""
        return [key for key in self.key_events(sequence) if key.key != Keys.Ignore]

    def messages(self, sequence: str) -> list[Message]:
        """What a whole sequence is; nothing where it isn't known."""
        if len(sequence) >= _LONG:
            return [*self.keys(sequence)]
        return self.whole(sequence)

    def key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        """As Textual's, but for keys that are let go, and for numbers that no key has."""
        if _LET_GO.fullmatch(sequence):
            return [Key(Keys.Ignore, sequence)]
        numbered = _NUMBERED.fullmatch(sequence)
        if numbered and not is_functional_key(numbered[1] + numbered[2]) and not _OTHER_KEY.fullmatch(sequence):
            return [Key(key, None) for key in known_keys(sequence)]
        parts = sequence.split(";", 2)
        parts[:2] = [_FINER.sub("", part) for part in parts[:2]]
        try:
            return [_capital(key) for key in super().key_events(";".join(parts), alt)]
        except (ValueError, OverflowError):  # a number that no character has
            return [Key(Keys.Ignore, sequence)]


def _with_escape(text: str) -> str:
    """The key that Textual takes an escape character and a key for, such as a word to the left for alt+b; empty for most. A
    letter that another maker's keyboards have there is none, and a tab is one on the Linux console alone. Where text is typed,
    alt+d deletes a word, as in a shell."""
    if text == f"{ESC}d":
        return "alt+delete"
    if text == "\x1b\t" and not os.environ.get("TERM", "").startswith("linux"):
        return ""
    return next(iter(known_keys(text)), "")


def _as_xterm(sequence: str) -> str:
    """A function key held with another one, as konsole, gnome-terminal and rxvt send it, in the spelling of xterm."""
    if found := _SS3.fullmatch(sequence):
        return f"{ESC}[1;{found[1]}{found[2]}" if found[1] else f"{ESC}[1{found[2]}"
    if found := _RXVT.fullmatch(sequence):
        return f"{ESC}[{found[1]};{_RXVT_MODIFIERS[found[2]]}~"
    return sequence


def _capital(key: Key) -> Key:
    """Shift and a letter is the capital letter, also where the terminal doesn't say which character it gives."""
    modifier, _, letter = key.key.rpartition("+")
    capital = letter.upper()
    if modifier == "shift" and letter.isalpha() and len(letter) == len(capital) == 1:
        return Key(capital, capital)
    return key
