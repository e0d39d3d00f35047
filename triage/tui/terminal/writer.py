"""Writes to the terminal beside the program, which never waits for a slow one."""

from __future__ import annotations

import os
import select
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import TextIO

PIECE, SLOW_PIECE = 4096, 512
"""Characters that are written at once; fewer where the terminal takes its time, since what is being written can't be left."""
SLOW = 0.005
"""Seconds that a piece takes on a slow terminal."""
PATIENCE = 5.0
"""Seconds for a terminal to take what restores it."""
BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"
"""Around a frame, where the terminal shows no half ones."""


class Writer(threading.Thread):
    """Writes in the order in which it is told to. A frame is left in the middle once it doesn't matter any more."""

    def __init__(self, file: TextIO, written: Callable[[], object]) -> None:
        """`written` is called, from this thread, when all is, if `is_behind` found that it wasn't."""
        super().__init__(daemon=True, name="triage-output")
        self._file, self._on_drained = file, written
        self._queue: SimpleQueue[tuple[str, int | None] | None] = SimpleQueue()
        self._put = self._written = 0
        self._frames = 0  # a frame that was put under another number doesn't matter any more
        self._asked = self._gone = False
        self._size = PIECE

    def put(self, text: str, *, frame: bool = False) -> None:
        """Have this written."""
        if not self._gone:
            self._put += 1
            self._queue.put((text, self._frames if frame else None))

    def is_behind(self) -> bool:
        """Whether something is still to be written."""
        self._asked = True  # first: what is written in between is told for nothing, but never missed
        self._asked = not self._gone and self._put != self._written
        return self._asked

    def leave_frames(self) -> None:
        """What is still to be shown isn't any more. All else is written."""
        self._frames += 1

    def stop(self) -> None:
        """End when all is written, but wait for no terminal that takes nothing."""
        self._queue.put(None)
        self.join(PATIENCE)

    def run(self) -> None:
        """Until it is stopped, or the terminal is gone."""
        try:
            while (job := self._queue.get()) is not None:
                self._write(*job)
                self._written += 1
                if self._asked and self._written == self._put:
                    self._asked = False
                    self._on_drained()
        except OSError:
            pass  # who waits for the end of the terminal hears of it
        finally:
            self._gone = True

    def _write(self, text: str, frame: int | None) -> None:
        start = 0
        while start < len(text):
            if frame not in (None, self._frames):
                self._write_all(END if start and text.startswith(BEGIN) else "")
                return
            end = _cut(text, start, self._size)
            began = time.monotonic()
            self._write_all(text[start:end])
            self._size = PIECE if time.monotonic() - began < SLOW else SLOW_PIECE
            start = end

    def _write_all(self, text: str) -> None:
        handle = self._file.fileno()
        data = text.encode(self._file.encoding, self._file.errors or "strict")
        while data:
            with suppress(BlockingIOError):
                data = data[os.write(handle, data) :]
                continue
            select.select([], [handle], [])  # the shell's terminal, and not to be waited for


def _cut(text: str, start: int, size: int) -> int:
    """Where a piece ends that parts no escape sequence."""
    if len(text) - start <= size:
        return len(text)
    escape = text.rfind("\x1b", start + 1, start + size)
    return escape if escape > 0 else start + size
