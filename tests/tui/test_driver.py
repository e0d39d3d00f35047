"""What is typed is waited for without a clock: a program at rest is asleep, and its end wakes it."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread

import pytest
from textual.events import Key
from textual.message import Message

from triage.tui.terminal import driver
from triage.tui.terminal.driver import Ending, TerminalDriver


class Reading(TerminalDriver):
    """Reads from a pipe."""

    def __init__(self, fileno: int) -> None:
        self.fileno, self._debug = fileno, False
        self.exit_event = Ending()
        self.heard: SimpleQueue[Message] = SimpleQueue()

    def process_message(self, message: Message) -> None:
        self.heard.put(message)


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def test_keys_are_waited_for_as_long_as_it_takes_and_the_end_for_nothing(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float | None] = []
    wait = select.select

    def noting(reading: list[object], writing: list[object], others: list[object], timeout: float | None) -> object:
        waited.append(timeout)
        return wait(reading, writing, others, timeout)

    monkeypatch.setattr(driver.select, "select", noting)
    reading = Reading(pipe[0])
    for _ in range(2):  # as before and after an editor
        waited.clear()
        thread = Thread(target=reading.run_input_thread)
        thread.start()
        for typed, key in (("j", "j"), ("\x1b", "escape")):
            os.write(pipe[1], typed.encode())
            message = reading.heard.get(timeout=30)
            assert isinstance(message, Key)
            assert message.key == key
        reading.exit_event.set()
        thread.join(30)
        assert not thread.is_alive()
        reading.exit_event.clear()
        assert waited[0] is None, "what was told before is told no more"
        timed = [seconds for seconds in waited if seconds is not None]
        assert timed, "an escape character alone is a key after a while"
        assert timed[-1] == 0
    reading.exit_event.close()


def test_an_ending_is_told_as_long_as_it_is_set() -> None:
    ending = Ending()

    def is_told() -> bool:
        return bool(select.select([ending.told], [], [], 0)[0])

    ending.clear()
    assert not is_told()
    for _ in range(2):
        ending.set()
        ending.set()
        assert ending.is_set()
        assert is_told()
        ending.clear()
        assert not ending.is_set()
        assert not is_told()
    ending.close()
    ending.set()
    assert ending.is_set(), "after the end, too"
