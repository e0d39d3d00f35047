"""Ways out of the screen that nobody plans: suspended and back, a fault of the program, keys that end it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.terminal.emulator import Terminal, triage

SEEDS = Path(__file__).parents[2] / "sample_seeds"
FAULT = """
import sys
from triage.tui.screens.parts.display import DisplayCommands
def fail(self):
    raise ZeroDivisionError("\\x1b]0;PWNED\\x07 of a document")
DisplayCommands.do_view_theme = fail
from triage.cli import main
sys.exit(main(sys.argv[1:]))
"""
FAULT_IN_READING = """
import sys
from triage.tui.terminal.input_parser import InputParser
def feed(self, data, feed=InputParser.feed):
    if "Z" in data:
        raise ZeroDivisionError("\\x1b]0;PWNED\\x07 of a document")
    return feed(self, data)
InputParser.feed = feed
from triage.cli import main
sys.exit(main(sys.argv[1:]))
"""
DRAWN_FAULT = FAULT.replace(
    "def fail", "class DrawnZeroDivisionError(ZeroDivisionError):\n    def __rich__(self):\n        return 'Traceback'\ndef fail"
).replace("raise ZeroDivisionError", "raise DrawnZeroDivisionError")


FULL = """
import sys
from triage.errors import FileError
from triage.save import files
def full(path, *_):
    raise FileError(f"{path}: can't be written (No space left on device); check permissions and space")
files._write_temporary = full
from triage.cli import main
sys.exit(main(sys.argv[1:]))
"""
STUCK = """
import os, signal, time
from triage.tui.terminal import device
signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the program's handler is as stuck as all else
device.GRACE = 0.2
device.when_gone(lambda: None, 129)
os.write(1, b"ready")  # at once: a line feed written apart may find the terminal gone
time.sleep(60)
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("clean.txt", "harbour-wall.txt", "share-bar.txt"):
        shutil.copy(SEEDS / name, folder)
    return folder


def is_cooked(terminal: Terminal) -> bool:
    """Whether the terminal echoes and edits lines, as a shell wants it."""
    local = termios.tcgetattr(terminal.handle)[3]
    return bool(local & termios.ECHO and local & termios.ICANON)


def at_rest(terminal: Terminal) -> str:
    """The screen once the folder is scanned."""
    terminal.wait(" 0 of 3 decided")
    terminal.wait(" blocks")  # the text is shown, and can be decided
    terminal.gone("scan")
    terminal.gone("cleaning")
    return terminal.text


@pytest.mark.parametrize(("editor", "told"), [("no-such-editor", "can't be started"), ("false", "ended with code 1")])
def test_an_editor_that_fails_gives_the_screen_back(corpus: Path, editor: str, told: str) -> None:
    with Terminal(triage(corpus), VISUAL=editor) as terminal:
        at_rest(terminal)
        for key in ("e", "E"):
            terminal.press(key)
            terminal.wait(told)
            assert not is_cooked(terminal)
            terminal.press("H")
            terminal.wait("No words to highlight")
        terminal.press("q")
        assert terminal.finish() == 0


def test_what_is_typed_while_an_editor_has_the_terminal_decides_nothing(corpus: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\ntouch "{tmp_path}/open"\nwhile [ ! -e "{tmp_path}/typed" ]; do sleep 0.05; done\n')
    editor.chmod(0o755)
    with Terminal(triage(corpus), VISUAL=str(editor)) as terminal:
        at_rest(terminal)
        terminal.press("E")
        while not (tmp_path / "open").exists():
            terminal.read(0.05)
        terminal.press("x")
        (tmp_path / "typed").touch()
        terminal.wait("the note is as it was")
        assert " 0 of 3 decided" in terminal.text
        terminal.press("q")
        assert terminal.finish() == 0
    assert not list(corpus.glob("*.toml"))


def test_a_terminal_without_a_size_gets_a_screen(corpus: Path) -> None:
    """As of `script` or `docker exec`: both dimensions are nought, and the libraries make different guesses."""
    with Terminal(triage(corpus), columns=0, rows=0) as terminal:
        terminal.screen.resize(24, 80)
        at_rest(terminal)
        terminal.settle()
        before = len(terminal.output)
        terminal.read(0.5)
        assert len(terminal.output) == before, "it draws for ever"
        terminal.press("a")
        terminal.wait(" 1 of 3 decided")
        terminal.press("q")
        assert terminal.finish() == 0


def test_a_program_that_waits_for_a_terminal_that_is_gone_is_ended() -> None:
    with Terminal([sys.executable, "-c", STUCK]) as terminal:
        terminal.wait("ready")
        terminal.hang_up()
        assert terminal.finish() == 129


def until_stopped(terminal: Terminal, times: int) -> None:
    """Read until the shell has told so often that its job is stopped."""
    end = time.monotonic() + 30
    while terminal.output.count(b"Stopped") < times:
        assert time.monotonic() < end, terminal.text
        terminal.read(0.1)


def test_suspended_and_back(corpus: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs a shell with job control")
    command = " ".join(map(str, [*triage(corpus)]))
    with Terminal([bash, "--norc", "--noprofile", "--noediting", "-i"], cwd=Path.cwd(), PS1="ready> ") as terminal:
        terminal.wait("ready>")
        os.write(terminal.handle, f"{command}\n".encode())
        at_rest(terminal)
        terminal.press("a")
        terminal.wait(" 1 of 3 decided")
        terminal.settle()
        before = terminal.text
        os.write(terminal.handle, b"\x1a")
        terminal.wait("Stopped")
        assert b"\x1b[?1049l" in terminal.output
        assert is_cooked(terminal)
        os.write(terminal.handle, b"fg\n")
        terminal.wait(" 1 of 3 decided")
        terminal.settle()
        assert terminal.text == before
        terminal.press("x")
        terminal.wait(" 2 of 3 decided")
        terminal.press("m")
        terminal.wait("Ctrl+S saves")
        terminal.type("half")
        stopped = terminal.output.count(b"Stopped")
        os.write(terminal.handle, b"\x1a")
        until_stopped(terminal, stopped + 1)
        os.write(terminal.handle, b"fg\n")
        terminal.wait("Ctrl+S saves")
        terminal.wait("half")
        terminal.type(" a thought")
        terminal.press("ctrl+s")
        terminal.wait("saved")
        terminal.press("q")
        terminal.wait("ready>")
        os.write(terminal.handle, b"echo code=$?\n")
        terminal.wait("code=0")
        os.write(terminal.handle, b"exit\n")
        terminal.finish()
    written = [path.read_text(encoding="utf-8") for path in corpus.rglob("*.triage.toml")]
    assert len(written) >= 2
    assert any("half a thought" in text for text in written)


@pytest.mark.parametrize(("program", "key"), [(FAULT, b"\x14"), (DRAWN_FAULT, b"\x14"), (FAULT_IN_READING, b"Z")])
def test_a_fault_restores_the_terminal_and_names_a_file(corpus: Path, tmp_path: Path, program: str, key: bytes) -> None:
    with Terminal([sys.executable, "-c", program, str(corpus)], columns=240, XDG_STATE_HOME=str(tmp_path / "state")) as terminal:
        terminal.wait(" 0 of 3 decided")
        terminal.wait(" blocks")  # the text is shown, and can be decided
        terminal.press("a")
        terminal.wait(" 1 of 3 decided")
        os.write(terminal.handle, key)
        assert terminal.finish() == 70
        terminal.settle()
        assert b"\x1b[?1049l" in terminal.output
        assert is_cooked(terminal)
        assert "every decision is saved" in terminal.text
        assert b"PWNED" not in terminal.output
        assert "Traceback" not in terminal.text
    assert len(list(corpus.rglob("*.triage.toml"))) == 1
    log = next((tmp_path / "state").rglob("fault-*.txt"))
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_ctrl_c_leaves_and_saves(corpus: Path) -> None:
    with Terminal(triage(corpus)) as terminal:
        terminal.wait(" 0 of 3 decided")
        terminal.wait(" blocks")  # the text is shown, and can be decided
        terminal.press("a")
        os.write(terminal.handle, b"\x03")
        assert terminal.finish() == 0
    assert len(list(corpus.rglob("*.triage.toml"))) == 1


def test_an_interrupt_from_elsewhere_leaves_and_saves(corpus: Path) -> None:
    with Terminal(triage(corpus)) as terminal:
        terminal.wait(" 0 of 3 decided")
        terminal.wait(" blocks")  # the text is shown, and can be decided
        terminal.settle(0.4)
        terminal.press("a")
        terminal.wait("kept: ")
        terminal.kill(signal.SIGINT)
        assert terminal.finish() == 130
        terminal.settle()
        assert is_cooked(terminal)
    assert len(list(corpus.rglob("*.triage.toml"))) == 1


def test_standard_error_may_go_to_a_file(corpus: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = ["sh", "-c", 'exec "$@" 2>"$0"', str(log), *map(str, triage(corpus))]
    with Terminal(command) as terminal:
        terminal.wait(" 0 of 3 decided")
        terminal.wait(" blocks")  # the text is shown, and can be decided
        terminal.press("a")
        terminal.wait(" 1 of 3 decided")
        terminal.press("q")
        assert terminal.finish() == 0
    assert log.read_text() == ""


def test_redraw_mends_what_another_program_wrote_over(corpus: Path) -> None:
    with Terminal(triage(corpus)) as terminal:
        before = at_rest(terminal)
        terminal.stream.feed(b"\x1b[2J\x1b[5;5HBroadcast message")
        os.write(terminal.handle, b"\x0c")
        terminal.becomes(before)


def test_a_terminal_that_changes_its_size_is_drawn_whole(corpus: Path) -> None:
    with Terminal(triage(corpus)) as terminal:
        before = at_rest(terminal)
        for columns, rows in ((60, 20), (100, 30), (80, 24)):
            terminal.resize(columns, rows)
            terminal.settle()
        terminal.becomes(before)


def test_a_terminal_that_has_another_size_for_a_moment_is_drawn_whole(corpus: Path) -> None:
    with Terminal(triage(corpus)) as terminal:
        before = at_rest(terminal)
        terminal.resize(60, 20)
        terminal.resize(80, 24)
        terminal.becomes(before)


@pytest.mark.parametrize("way", ["colour", "no colour", "ascii"])
def test_a_terminal_that_changes_its_size_under_a_dialog_is_drawn_whole(corpus: Path, way: str) -> None:
    command = triage("open", corpus, "--ascii") if way == "ascii" else triage(corpus)
    colourless = {"NO_COLOR": "1"} if way == "no colour" else {}
    with Terminal(command, **colourless) as terminal:
        at_rest(terminal)
        for key, title in (("t", "a part of a tag"), ("?", "/ finds"), ("m", "Ctrl+S saves")):
            terminal.press(key)
            terminal.wait(title)
            terminal.settle()
            before = terminal.text
            for columns, rows in ((81, 24), (120, 40), (60, 50), (60, 20), (80, 24)):
                terminal.resize(columns, rows)
                terminal.wait(title)
                terminal.settle()
            terminal.becomes(before)
            terminal.press("escape")
            terminal.gone(title)
        terminal.press("q")
        assert terminal.finish() == 0


def test_leaving_in_the_middle_of_many_keeps_what_was_made_as_one_step(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for n in range(900):
        (folder / f"{n:03d}.txt").write_text(f"The pier number {n} stays closed, the harbour authority of Sund said.\n", "utf-8")
    subprocess.run(triage("scan", folder), check=True, capture_output=True)
    with Terminal(triage(folder)) as terminal:
        terminal.wait(" 0 of 900 decided")
        terminal.settle(0.4)
        os.write(terminal.handle, b"\x01")
        terminal.wait("900 documents selected")
        terminal.settle(0.4)
        terminal.press("a")
        terminal.wait("Keep 900 documents?")
        terminal.settle(0.4)
        os.write(terminal.handle, b"\r")
        while not re.search(r" [1-9]\d+ of 900 decided", terminal.text):
            assert terminal.read(5)
        terminal.kill(signal.SIGTERM)
        assert terminal.finish() == 143
        terminal.settle()
        assert is_cooked(terminal)
    kept = len(list(folder.glob("*.triage.toml")))
    assert 0 < kept < 900
    assert f"kept: {kept} documents · stopped" in terminal.text
    done = subprocess.run(triage("undo", folder), check=True, capture_output=True, text=True)
    assert done.stdout == f"undone: decision of {kept} documents\n"
    assert list(folder.glob("*.triage.toml")) == []


def test_a_terminal_that_is_gone_ends_with_its_code_where_no_signal_tells(corpus: Path) -> None:
    deaf = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *map(str, triage(corpus, "--plain"))]
    with Terminal(deaf, rows=60) as terminal:
        terminal.wait("of them dropped")
        terminal.settle(0.4)
        terminal.hang_up()
        assert terminal.finish() == 129


@pytest.mark.parametrize("way", ["closed", "ctrl+c", "ctrl+d"])
def test_ways_out_without_a_screen(corpus: Path, way: str) -> None:
    with Terminal(triage(corpus, "--plain"), rows=60) as terminal:
        terminal.wait("of them dropped")
        terminal.settle(0.4)
        terminal.press("a", "enter")
        terminal.wait("kept: ")
        if way == "closed":
            terminal.hang_up()
        else:
            os.write(terminal.handle, b"\x03" if way == "ctrl+c" else b"\x04")
        assert terminal.finish() == {"closed": 129, "ctrl+c": 130, "ctrl+d": 0}[way]
        assert b"Traceback" not in terminal.output
    assert len(list(corpus.rglob("*.triage.toml"))) == 1


def test_what_is_not_saved_when_one_leaves_is_told_on_the_way_out(corpus: Path) -> None:
    with Terminal([sys.executable, "-c", FULL, str(corpus)]) as terminal:
        at_rest(terminal)
        for n in (1, 2):
            terminal.press("a")
            terminal.wait(f"{n} not saved")
        terminal.press("q")
        assert terminal.finish() == 3
        terminal.settle()
        told = terminal.output.partition(b"\x1b[?1049l")[2]
        assert b"2 decisions are in the journal, and not in their sidecars; make room" in told
        assert is_cooked(terminal)
    assert not list(corpus.rglob("*.triage.toml"))
    assert subprocess.run([sys.executable, "-m", "triage", "scan", str(corpus)], capture_output=True, check=False).returncode == 0
    assert len(list(corpus.rglob("*.triage.toml"))) == 2
