"""What is read from the terminal, and written to it."""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from triage.tui.received import Received

if TYPE_CHECKING:
    from triage.tui.app import TriageApp

POLL = 0.1
"""Seconds after which it is seen whether the program has ended."""

POINTER = "\x1b]22;"
"""How a terminal is told what shape the mouse's pointer has."""


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
        received, decode = Received(self._debug), getincrementaldecoder("utf-8")("replace").decode
        going = True
        while going:
            going = not self.exit_event.is_set()
            readable, _, _ = select.select([self.fileno], [], [], max(0.0, min(POLL, received.wait)))
            for message in received.feed(decode(os.read(self.fileno, 4096))) if readable else received.tick():
                self.process_message(message)
