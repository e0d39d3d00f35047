"""Keys in a real terminal: over a slow line, after Escape, and those that are none."""

from __future__ import annotations

import os
import select
import shutil
import time
from pathlib import Path

import pytest

from tests.terminal.emulator import Terminal, triage

SEEDS = Path(__file__).parents[2] / "sample_seeds"
STRANGE = ("\x1bO2P", "\x1bO1;2P", "\x1bOE", "\x1b[2^", "\x1b[?62;22c", "\x1b]11;rgb:0000/axad/0000\x1b\\", "\x1bP1+raxd\x1b\\")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return shutil.copytree(SEEDS, tmp_path / "corpus")


def slowly(terminal: Terminal, rate: float, seconds: float) -> bool:
    """Take so many bytes a second; whether the program has ended."""
    end, budget, last = time.monotonic() + seconds, 0.0, time.monotonic()
    while (now := time.monotonic()) < end:
        budget, last = min(budget + (now - last) * rate, 2048), now
        if budget >= 1 and select.select([terminal.handle], [], [], 0.002)[0]:
            try:
                data = os.read(terminal.handle, int(budget))
            except OSError:
                data = b""
            terminal.output += data
            terminal.stream.feed(data)
            budget -= len(data)
        else:
            time.sleep(0.002)
        pid, status = os.waitpid(terminal.pid, os.WNOHANG)
        if pid:
            terminal.status = status
            return True
    return False


def test_over_a_slow_line_one_sees_where_one_is_and_leaves_at_once(corpus: Path) -> None:
    with Terminal(triage(corpus), 120, 40) as terminal:
        terminal.wait(" 0 of 26 decided")
        terminal.settle(0.5)
        before = len(terminal.output)
        for at in range(40):
            os.write(terminal.handle, b"kj"[at % 2 : at % 2 + 1])
            slowly(terminal, 20_000, 0.03)
        os.write(terminal.handle, b"G")
        slowly(terminal, 20_000, 3.0)
        assert "Documents 26 of 26" in terminal.text
        assert len(terminal.output) - before < 90_000
        os.write(terminal.handle, b"gGgGgGgGjq")
        assert slowly(terminal, 4_000, 3.0)
        assert os.waitstatus_to_exitcode(terminal.status or 0) == 0
        terminal.settle()
        for restored in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l"):
            assert restored in terminal.output


def test_what_is_typed_right_after_escape_is_what_it_would_be_later(corpus: Path) -> None:
    with Terminal(triage(corpus)) as terminal:
        terminal.wait(" 0 of 26 decided")
        terminal.settle(0.5)
        terminal.press("?\x1b/cr\x1bj")
        terminal.wait("Documents 2 of 26")
        assert "crj" not in terminal.text
        terminal.press("\x01", "x")
        terminal.wait("Reject 26 documents?")
        terminal.press("\x1b\r")
        terminal.gone("Reject 26 documents?")
        assert " 0 of 26 decided" in terminal.text


def test_what_is_no_key_does_nothing(corpus: Path) -> None:
    with Terminal(triage(corpus), VISUAL="touch", EDITOR="touch") as terminal:
        terminal.wait(" 0 of 26 decided")
        terminal.settle(0.5)
        for sent in STRANGE:
            terminal.press(sent, "j")
        terminal.press("\x1b[<0;10", ";3M", "j")
        assert "╭" not in terminal.text
        assert " 0 of 26 decided" in terminal.text
        terminal.press("q")
        assert terminal.finish() == 0
    assert not list(corpus.rglob("*.triage.toml"))
