"""What is read from the terminal, and written to it."""

from __future__ import annotations

import os
import select
import socket
from codecs import getincrementaldecoder
from contextlib import suppress
from math import isfinite
from threading import Event
from typing import TYPE_CHECKING, Any

from triage.tui.frame_output import OutputDrained
from triage.tui.terminal.input_parser import InputParser
from triage.tui.terminal.writer import Writer
from triage.tui.textual_internals.terminal import HookedDriver

if TYPE_CHECKING:
    from triage.tui.app import TriageApp

POINTER = "\x1b]22;"
"""How a terminal is told what shape the mouse's pointer has."""


class Ending(Event):
    """Set, it ends a wait for input, too: `told` can be read from then on until it is cleared."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self._teller = socket.socketpair()
        for end in (self.told, self._teller):
            end.setblocking(False)

    def set(self) -> None:
        """As the base does."""
        was_set = self.is_set()
        super().set()
        if not was_set:
            with suppress(OSError):  # it was closed: nobody waits any more
                self._teller.send(b"\0")

    def clear(self) -> None:
        """As the base does."""
        super().clear()
        with suppress(OSError):  # it wasn't set
            self.told.recv(64)

    def close(self) -> None:
        """Nobody waits for it any more."""
        self.told.close()
        self._teller.close()


class TerminalDriver(HookedDriver):
    """Textual's, but for how a paste is read, that bytes which are no UTF-8 end nothing, and that a program at rest is silent
    and sleeps: Textual's asks ten times a second whether it has ended."""

    exit_event: Ending

    def __init__(self, app: TriageApp, *given: Any, **named: Any) -> None:
        super().__init__(app, *given, **named)
        self._pointer = f"{POINTER}default\a"
        self._end_with = app.end_with
        self._writer: Writer | None = None
        self._frame: list[str] | None = None
        app.terminal_driver = self

    def start_application_mode(self) -> None:
        """As Textual's, whose own writer stays idle: it has the program wait for the terminal."""
        self.exit_event = Ending()
        self._writer = Writer(self.terminal_file, self._all_written)
        self._writer.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """As Textual's; it isn't waited for that the last frames are shown."""
        if self._writer is not None:
            self._writer.leave_frames()
        super().stop_application_mode()

    def close(self) -> None:
        """As Textual's."""
        super().close()
        if self._writer is not None:
            self.exit_event.close()
            self._writer.stop()
            self._writer = None

    def write(self, data: str) -> None:
        """As Textual's, which says with each screen that is made, seen or not, what shape the pointer has."""
        if data.startswith(POINTER):
            if data == self._pointer:
                return
            self._pointer = data
        if self._frame is not None:
            self._frame.append(data)
        elif self._writer is not None:
            self._writer.put(data)

    def begin_frame(self) -> None:
        """What is written until `end_frame` is one frame."""
        self._frame = []

    def end_frame(self) -> None:
        """It is whole."""
        frame, self._frame = self._frame, None
        if frame and self._writer is not None:
            self._writer.put("".join(frame), frame=True)

    def is_behind(self) -> bool:
        """Whether the terminal has yet to take something. When it has taken all, the program is told."""
        return self._writer is not None and self._writer.is_behind()

    def _all_written(self) -> None:
        self.send_message(OutputDrained())

    def read_input(self) -> None:
        """As Textual's; what is raised ends the program as if a key had done it."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._end_with(error)

    def run_input_thread(self) -> None:
        """Hand on what is typed until the program ends."""
        received, decode = InputParser(self.is_debugging), getincrementaldecoder("utf-8")("replace").decode
        going = True
        while going:
            going = not self.exit_event.is_set()
            wait = max(0.0, received.wait) if going else 0.0
            readable, _, _ = select.select([self.fileno, self.exit_event.told], [], [], wait if isfinite(wait) else None)
            for message in received.feed(decode(os.read(self.fileno, 4096))) if self.fileno in readable else received.tick():
                self.process_message(message)
