"""The driver, and the parser of what the terminal sends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, SPECIAL_SEQUENCES, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

PASTE_BEGINS, PASTE_ENDS = BRACKETED_PASTE_START, BRACKETED_PASTE_END


def known_keys(sequence: str) -> list[str]:
    """The keys that Textual's table has for a sequence; none where it has text for it."""
    known = ANSI_SEQUENCES_KEYS.get(sequence)
    return [key.value for key in known] if isinstance(known, tuple) else []


def is_functional_key(code: str) -> bool:
    """Whether a number and a final character are a key of the kitty protocol that gives no character."""
    return code in FUNCTIONAL_KEYS


def is_report(sequence: str) -> bool:
    """Whether a sequence is what the terminal tells of itself: that its window gained or lost the focus, and the like."""
    return sequence in SPECIAL_SEQUENCES


class SequenceParser(XTermParser):
    """Textual's parser, asked about one whole sequence at a time."""

    def key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        """Hook: the keys that a sequence is."""
        return super()._sequence_to_key_events(sequence, alt)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        return self.key_events(sequence, alt)

    def whole(self, sequence: str) -> list[Message]:
        """What a whole sequence is; nothing where it isn't one, or is only the beginning of one, which is forgotten."""
        early = list(self.feed(sequence[:-1]))
        found = list(self.feed(sequence[-1]))
        if early or self._awaiting.timeout is not None:
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)
            return []
        return found


class HookedDriver(LinuxDriver):
    """Textual's driver for terminals."""

    @property
    def terminal_file(self) -> TextIO:
        """What it writes to."""
        assert self._file is not None
        return self._file

    @property
    def is_debugging(self) -> bool:
        """Whether what is read is logged."""
        return self._debug

    def read_input(self) -> None:
        """Hook: the whole life of the thread that reads the terminal. Textual's would print what was raised, and end the program
        as one that is done."""
        super()._run_input_thread()

    def _run_input_thread(self) -> None:
        self.read_input()
