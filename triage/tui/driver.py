"""What is read from the terminal: a paste stays whole, whatever it holds, and a key is the same however it was sent."""

from __future__ import annotations

import os
import re
import select
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import BRACKETED_PASTE_END as END
from textual._xterm_parser import BRACKETED_PASTE_START as START
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.keys import Keys
from textual.message import Message

if TYPE_CHECKING:
    from triage.tui.app import TriageApp

POLL = 0.1  # seconds after which an Escape is no longer taken for the beginning of something else
_DROPPED = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {*b"\t\n\r"})
_FINER = re.compile(r"(?<=\d):[\d:]*")
"""What the kitty protocol may add to a key and its modifiers: other keys on it, pressed or let go."""
_LET_GO = re.compile(r"\x1b\[[\d:]*;\d*:3(;[\d:]*)?[u~A-S]")


POINTER = "\x1b]22;"
"""How a terminal is told what shape the mouse's pointer has."""


class PasteParser(XTermParser):
    """Drops the control characters of a paste, but for tabs and ends of lines: Textual's takes an escape character in it for a
    key, and what follows for further keys. A key that can't be read is none, where Textual's ends the program."""

    _pasting = False
    _tail = ""
    """The end of what was read, as far as a mark may begin with it. Outside of a paste it was handed on already."""

    def feed(self, data: str) -> Iterable[Message]:
        """As Textual's."""
        if self._awaiting.timeout is None and not self._pasting:
            self._tail = ""  # an Escape that was a key
        harmless = "".join(self._harmless(data))
        return () if data and not harmless else super().feed(harmless)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        if _LET_GO.fullmatch(sequence):
            return [Key(Keys.Ignore, sequence)]
        parts = sequence.split(";", 2)
        parts[:2] = [_FINER.sub("", part) for part in parts[:2]]
        try:
            return [_capital(key) for key in super()._sequence_to_key_events(";".join(parts), alt)]
        except (ValueError, OverflowError):  # a number that no character has
            return [Key(Keys.Ignore, sequence)]

    def _harmless(self, data: str) -> Iterator[str]:
        while data:
            mark, text = END if self._pasting else START, self._tail + data
            before, found, data = text.partition(mark)
            begun = 0 if found else _begun(text, mark)
            if self._pasting:
                yield before[: len(before) - begun].translate(_DROPPED) + found
            else:
                yield (before + found)[len(self._tail) :]
            self._tail = text[len(text) - begun :]
            if found:
                self._pasting = not self._pasting


def _capital(key: Key) -> Key:
    """Shift and a letter is the capital letter, also where the terminal doesn't say which character it gives."""
    modifier, _, letter = key.key.rpartition("+")
    capital = letter.upper()
    if modifier == "shift" and letter.isalpha() and len(letter) == len(capital) == 1:
        return Key(capital, capital)
    return key


def _begun(text: str, mark: str) -> int:
    """How many of the last characters of `text` may be the beginning of `mark`."""
    return next((n for n in range(min(len(text), len(mark) - 1), 0, -1) if mark.startswith(text[-n:])), 0)


class TerminalDriver(LinuxDriver):
    """Textual's, but for how a paste is read, that bytes which are no UTF-8 end nothing, and that a program at rest is silent."""

    def __init__(self, app: TriageApp, *given: Any, **named: Any) -> None:
        super().__init__(app, *given, **named)
        self._pointer = f"{POINTER}default\a"
        self._end_with = app.end_with

    def write(self, data: str) -> None:
        """As Textual's, which says with each screen that is made, seen or not, what shape the pointer has."""
        if data.startswith(POINTER):
            if data == self._pointer:
                return
            self._pointer = data
        super().write(data)

    def _run_input_thread(self) -> None:
        # Textual's would print what was raised, and end the program as one that is done.
        try:
            self.run_input_thread()
        except Exception as error:
            self._end_with(error)

    def run_input_thread(self) -> None:
        """Hand on what is typed until the program ends."""
        parser, decode = PasteParser(self._debug), getincrementaldecoder("utf-8")("replace").decode
        going = True
        while going:
            going = not self.exit_event.is_set()
            readable, _, _ = select.select([self.fileno], [], [], POLL)
            for message in parser.feed(text) if readable and (text := decode(os.read(self.fileno, 4096))) else ():
                self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
        for _ in parser.feed(""):
            pass
