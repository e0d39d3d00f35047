"""Which way a text goes to the clipboard."""

from __future__ import annotations

import subprocess

import pytest

from triage.desktop import Clipboard
from triage.desktop.clipboard import MOST
from triage.errors import UsageError


class Commands:
    """The commands of a desktop; those in `broken` fail."""

    def __init__(self, *there: str, broken: tuple[str, ...] = ()) -> None:
        self.there, self.broken, self.ran = there, broken, []

    def find(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.there else None

    def run(self, command: tuple[str, ...], data: bytes) -> None:
        if command[0] in self.broken:
            raise subprocess.CalledProcessError(1, command)
        self.ran.append((command[0], data))


def clipboard(commands: Commands, **environment: str) -> Clipboard:
    return Clipboard({"TERM": "xterm-256color", **environment}, commands.find, commands.run)


def test_the_terminal_is_asked_first():
    commands = Commands("xclip")
    copied = clipboard(commands, DISPLAY=":0").copy("hé")
    assert copied.by_terminal
    assert "OSC 52" in copied.how
    assert commands.ran == []


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"TERM_PROGRAM": "Apple_Terminal"}, "pbcopy"),
        ({"TERM": "linux", "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "wl-copy"),
        ({"VTE_VERSION": "7200", "DISPLAY": ":0"}, "xclip"),
    ],
)
def test_where_the_terminal_is_deaf_or_doubtful_a_command_does_it(environment, command):
    commands = Commands("pbcopy" if command == "pbcopy" else "", "wl-copy", "xclip", "xsel")
    copied = clipboard(commands, **environment).copy("hé")
    assert not copied.by_terminal
    assert copied.how == f"by {command}"
    assert commands.ran == [(command, "hé".encode())]


def test_a_long_text_goes_by_command_where_there_is_one():
    long = "x" * MOST
    commands = Commands("xsel")
    assert clipboard(commands, DISPLAY=":0").copy(long).how == "by xsel"
    assert clipboard(Commands()).copy(long).by_terminal
    assert "if it takes it" in clipboard(Commands()).copy(long).how


def test_a_command_that_fails_is_followed_by_the_next():
    commands = Commands("xclip", "xsel", broken=("xclip",))
    assert clipboard(commands, VTE_VERSION="7200", DISPLAY=":0").copy("a").how == "by xsel"
    with pytest.raises(UsageError, match="xclip failed"):
        clipboard(Commands("xclip", broken=("xclip",)), TERM="linux", DISPLAY=":0").copy("a")


def test_over_ssh_no_distant_clipboard_is_filled():
    commands = Commands("xclip")
    with pytest.raises(UsageError, match="install wl-copy"):
        clipboard(commands, TERM="linux", DISPLAY=":0", SSH_TTY="/dev/pts/1").copy("a")
    assert commands.ran == []


def test_windows_reads_two_bytes_a_character():
    commands = Commands("clip.exe")
    assert clipboard(commands, TERM="linux").copy("hé 北\udcff").how == "by clip.exe"
    assert commands.ran == [("clip.exe", "hé 北?".encode("utf-16-le"))]
