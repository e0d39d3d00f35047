"""What is written to a terminal that takes its time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

import pytest

from triage.tui.terminal import writer
from triage.tui.terminal.writer import BEGIN, END, Writer

FRAME = BEGIN + "".join(f"\x1b[{n};1H{'é' * 60}" for n in range(1, 3000)) + END
Pipe = tuple[int, TextIO]


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    reads, writes = os.pipe()
    with open(writes, "w", encoding="utf-8") as file:
        yield reads, file
        with suppress(OSError):
            os.close(reads)


def taken(reads: int, file: TextIO) -> bytes:
    file.close()
    found = b""
    while piece := os.read(reads, 65536):
        found += piece
    return found


def test_all_is_written_in_order_and_told_to_who_asks(pipe: Pipe) -> None:
    reads, file = pipe
    told = threading.Event()
    thread = Writer(file, told.set)
    thread.put("one ")
    thread.put("two ", frame=True)
    assert thread.is_behind()
    thread.start()
    assert told.wait(5)
    assert not thread.is_behind()
    thread.put("three")
    thread.stop()
    assert taken(reads, file) == b"one two three"


def test_a_frame_that_is_left_ends_between_two_sequences(pipe: Pipe) -> None:
    reads, file = pipe
    thread = Writer(file, lambda: None)
    thread.start()
    thread.put(FRAME, frame=True)
    found = os.read(reads, 1)
    thread.put("never seen", frame=True)
    thread.put("\x1b]52;c;YQ==\a")
    thread.leave_frames()
    thread.put("\x1b[?1049l")
    while not found.endswith(b"\x1b[?1049l"):
        found += os.read(reads, 65536)
    thread.stop()
    text = found.decode()
    frame, end, rest = text.partition(END)
    assert end
    assert rest == "\x1b]52;c;YQ==\a\x1b[?1049l"
    assert FRAME.startswith(frame)
    assert len(frame) < len(FRAME) / 2
    assert FRAME[len(frame)] == "\x1b"


def test_a_terminal_that_takes_nothing_is_not_waited_for_for_ever(pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "PATIENCE", 0.1)
    thread = Writer(pipe[1], lambda: None)
    thread.start()
    thread.put(FRAME)
    thread.stop()
    assert thread.is_alive()
    os.close(pipe[0])
    thread.join(5)
    assert not thread.is_alive()


def test_a_terminal_that_is_gone_is_written_to_no_more(pipe: Pipe) -> None:
    os.close(pipe[0])
    thread = Writer(pipe[1], lambda: None)
    thread.put("one")
    thread.start()
    thread.join(5)
    thread.put("two")
    assert not thread.is_behind()


def test_what_is_not_to_be_waited_for_is_written_all_the_same(pipe: Pipe) -> None:
    reads, file = pipe
    os.set_blocking(file.fileno(), False)
    thread = Writer(file, lambda: None)
    thread.start()
    thread.put(FRAME)
    found = b""
    while len(found) < len(FRAME.encode()):
        found += os.read(reads, 65536)
    thread.stop()
    assert found.decode() == FRAME
