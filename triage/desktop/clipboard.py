"""Copying: by the terminal (OSC 52), or where it is known not to listen, by the desktop's own command.

A terminal doesn't say whether it took the text, so that what is known of it decides, and the echo says which way was gone.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from triage.errors import UsageError

MOST = 74_994
"""Bytes, as base64, that xterm and those that follow it take in one OSC 52."""

_BY_TERMINAL = "by the terminal (OSC 52)"
_SECONDS = 5.0
_WINDOWS = "clip.exe"  # which takes bytes for the system's code page, unless they are UTF-16
# The variable that shows that the command has something to talk to, and the command; a local clipboard only.
_COMMANDS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("", (_WINDOWS,)),
)
_DEAF_TERMINALS = ("Apple_Terminal",)
_DEAF_TERM = (None, "", "dumb", "linux")


@dataclass(frozen=True, slots=True)
class Copied:
    """Which way a text goes: `how` is for the echo; where `by_terminal`, the caller has still to write it there as OSC 52."""

    how: str
    by_terminal: bool = False


class Clipboard:
    """Copies with what the environment has. `find` tells where a command is, `run` runs it with its input."""

    def __init__(
        self,
        environment: Mapping[str, str],
        find: Callable[[str], str | None] = shutil.which,
        run: Callable[[tuple[str, ...], bytes], None] | None = None,
    ) -> None:
        self._environment, self._find = environment, find
        self._run = run or _run

    def copy(self, text: str) -> Copied:
        """Find the way for `text`, and go it where it is a command's. Raises `UsageError` where there is none."""
        data = text.encode("utf-8", "replace")
        length = 4 * (len(data) // 3 + 1)
        if self._listens and not self._doubtful and length <= MOST:
            return Copied(_BY_TERMINAL, True)
        tried = []
        for command in self._commands():
            try:
                self._run(command, data if command[0] != _WINDOWS else text.encode("utf-16-le", "replace"))
            except (OSError, subprocess.SubprocessError):
                tried.append(command[0])
            else:
                return Copied(f"by {command[0]}")
        if self._listens:
            return Copied(f"{_BY_TERMINAL}, if it takes it", True)
        if tried:
            raise UsageError(f"{', '.join(tried)} failed; nothing was copied")
        raise UsageError("this terminal takes no OSC 52; install wl-copy, xclip or xsel to copy")

    @property
    def _listens(self) -> bool:
        """Whether the terminal may know OSC 52: all but a few that are known not to."""
        return self._environment.get("TERM_PROGRAM") not in _DEAF_TERMINALS and self._environment.get("TERM") not in _DEAF_TERM

    @property
    def _doubtful(self) -> bool:
        """Whether it depends on its version or its settings: a command of the desktop is the surer way."""
        return bool(self._environment.get("VTE_VERSION") or self._environment.get("STY"))

    def _commands(self) -> list[tuple[str, ...]]:
        # Over SSH these would fill a clipboard that nobody sits in front of.
        if self._environment.get("SSH_CONNECTION") or self._environment.get("SSH_TTY"):
            return []
        return [
            command
            for variable, command in _COMMANDS
            if (not variable or self._environment.get(variable)) and self._find(command[0]) is not None
        ]


def _run(command: tuple[str, ...], data: bytes) -> None:
    # xclip stays to serve the clipboard: with its output open to a pipe it would be waited for.
    subprocess.run(command, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_SECONDS, check=True)
