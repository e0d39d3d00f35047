"""Writes to the terminal beside the program, which never waits for a slow one."""

from __future__ import annotations

import os
import select
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
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
        self._file, self._written = file, written
        self._queue: deque[tuple[str, bool]] = deque()
        self._changed = threading.Condition()
        self._writing = self._asked = self._leaves = self._stops = self._gone = False
        self._size = PIECE

    def put(self, text: str, *, frame: bool = False) -> None:
        """Have this written."""
        with self._changed:
            if not self._gone:
                self._queue.append((text, frame))
                self._changed.notify()

    def is_behind(self) -> bool:
        """Whether something is still to be written."""
        with self._changed:
            self._asked = self._writing or bool(self._queue)
            return self._asked

    def leave_frames(self) -> None:
        """What is still to be shown isn't any more. All else is written."""
        with self._changed:
            self._queue = deque((text, frame) for text, frame in self._queue if not frame)
            self._leaves = self._writing

    def stop(self) -> None:
        """End when all is written, but wait for no terminal that takes nothing."""
        with self._changed:
            self._stops = True
            self._changed.notify()
        self.join(PATIENCE)

    def run(self) -> None:
        """Until it is stopped, or the terminal is gone."""
        try:
            while True:
                with self._changed:
                    told = self._is_done()
                if told:
                    self._written()
                with self._changed:
                    while not self._queue:
                        if self._stops:
                            return
                        self._changed.wait()
                    text, frame = self._queue.popleft()
                    self._writing = True
                self._write(text, frame)
        except OSError:
            pass  # who waits for the end of the terminal hears of it
        finally:
            with self._changed:
                self._gone = True
                self._is_done()
                self._queue.clear()

    def _is_done(self) -> bool:
        """One is written; whether that was the last and somebody wants to know."""
        self._writing = self._leaves = False
        told, self._asked = self._asked and not self._queue, self._asked and bool(self._queue)
        return told

    def _write(self, text: str, frame: bool) -> None:
        start = 0
        while start < len(text):
            if frame and self._leaves:
                self._write_all(END if text.startswith(BEGIN) else "")
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
