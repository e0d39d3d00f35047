"""A real pseudo-terminal with an emulated screen: what a user of the program would see and type."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "ctrl+s": "\x13",
}
# What a program may ask of a terminal, and what this one answers: no synchronised output, plain attributes.
ANSWERS = ((b"\x1b[c", b"\x1b[?62;22c"), (b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[?2026$p", b"\x1b[?2026;0$y"))
# What paints a screen: cursor and modes (CSI), character sets, keypad, shape of the pointer (OSC 22).
# Titles, clipboard and links (other OSC, DCS) are not painting.
PAINTING = re.compile(rb"\x1b\[[0-9;?>=<$:]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>78M]|\x1b\]22;[a-z-]*\x07")


def work_of(pid: int) -> float:
    """Seconds that a process and its children have worked or waited for a processor, where `/proc` tells; NaN if they do now."""
    seconds = 0.0
    try:
        tasks = [*Path(f"/proc/{pid}/task").iterdir()]
    except OSError:  # it has just ended, or there is no `/proc`
        return seconds
    for task in tasks:
        try:
            state = (task / "stat").read_text().rpartition(") ")[2][0]
            ran, waited, _ = (task / "schedstat").read_text().split()
            children = (task / "children").read_text().split()
        except OSError:  # it has just ended
            continue
        seconds += float("nan") if state in "RD" else (int(ran) + int(waited)) / 1e9
        seconds += sum(work_of(int(child)) for child in children)
    return seconds


class Terminal:
    """Runs a command in a terminal of `columns` × `rows`. Use it as a context manager; what is left at the end is killed."""

    def __init__(self, command: Sequence[str], columns: int = 80, rows: int = 24, cwd: Path | None = None, **env: str) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.output = bytearray()
        self.status: int | None = None
        self.pid, self.handle = pty.fork()
        if self.pid == 0:  # pragma: no cover - the child
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            if cwd:
                os.chdir(cwd)
            kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES") and not k.startswith("COV")}
            kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **env}
            for ignored in (signal.SIGINT, signal.SIGHUP):  # where the tests run in the background of a shell, or by `nohup`
                signal.signal(ignored, signal.SIG_DFL)
            os.execvpe(command[0], list(command), kept)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        os.close(self.handle)
        self.handle = -1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self.status = os.waitpid(self.pid, 0)[1]
        if self.handle >= 0:
            os.close(self.handle)

    @property
    def text(self) -> str:
        """The screen, a line a row."""
        # Not `screen.display`, which fails where half of a wide character was overwritten.
        rows = ([self.screen.buffer[y][x].data for x in range(self.screen.columns)] for y in range(self.screen.lines))
        return "\n".join("".join(row).rstrip() for row in rows)

    def read(self, seconds: float) -> bool:
        """Take what comes within that time; whether anything came."""
        ready, _, _ = select.select([self.handle], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.handle, 65536)
        except OSError:
            return False
        self.output += data
        for asked, answer in ANSWERS:
            if asked in data:
                os.write(self.handle, answer)
        self.stream.feed(data)
        return bool(data)

    def settle(self, quiet: float = 0.12, limit: float = 30.0) -> None:
        """Read until nothing has come for `quiet` seconds, in which the program had next to nothing to do either.

        Silence alone says nothing: a machine that has too much to do leaves a program silent in the middle of its work.
        """
        end = time.monotonic() + limit
        while time.monotonic() < end:
            before = work_of(self.pid)
            if not self.read(quiet) and work_of(self.pid) - before < quiet / 10:
                return

    def wait(self, text: str, limit: float = 30.0) -> None:
        """Read until `text` stands on the screen."""
        end = time.monotonic() + limit
        while text not in self.text:
            assert time.monotonic() < end, f"{text!r} didn't come up:\n{self.text}"
            self.read(0.1)

    def becomes(self, screen: str, limit: float = 30.0) -> None:
        """Read until the whole screen is `screen`."""
        end = time.monotonic() + limit
        while self.text != screen:
            if time.monotonic() > end:
                assert self.text == screen
            self.read(0.1)

    def gone(self, text: str, limit: float = 30.0) -> None:
        """Read until the screen is quiet and `text` doesn't stand on it."""
        end = time.monotonic() + limit
        self.settle()
        while text in self.text:
            assert time.monotonic() < end, f"{text!r} stayed:\n{self.text}"
            self.settle(0.3)

    def press(self, *keys: str) -> None:
        """Type keys one by one, each time until the screen is quiet."""
        for key in keys:
            os.write(self.handle, KEYS.get(key, key).encode())
            self.settle()

    def type(self, text: str) -> None:
        """Type a text, character by character."""
        self.press(*text)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal, which loses what it showed."""
        self.screen.resize(rows, columns)
        self.screen.reset()
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def finish(self, limit: float = 15.0) -> int:
        """Wait for the end; the exit code, or minus the signal."""
        end = time.monotonic() + limit
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
                return os.waitstatus_to_exitcode(status)
            assert time.monotonic() < end, f"still running:\n{self.text}"
            self.read(0.05) if self.handle >= 0 else time.sleep(0.05)

    def not_painting(self) -> list[bytes]:
        """Escape sequences and control characters in the output that do more than paint."""
        rest = PAINTING.sub(b"", bytes(self.output))
        decoded = rest.decode("utf-8", "replace")
        found = re.findall(
            r"\x1b.{0,12}|[\x00-\x06\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", decoded, re.DOTALL
        )
        return [text.encode() for text in found]


def triage(*arguments: str | Path) -> list[str]:
    """The command line of the program under test."""
    return [sys.executable, "-m", "triage", *map(str, arguments)]
