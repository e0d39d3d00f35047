"""Commands to be pasted: a shell reads the words that were meant, and nothing in them acts on a terminal."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess

import pytest

from triage.view import one_line, shell_line

NAMES = (
    *("news", "two words", "it's", "w\neird [x]", "tab\tbed", "\x1b[2J\x9b\x07", "a\u202eb", "❤\ufe0f", "\udcff"),
    "$HOME `id` \\n\n'",
)


def test_plain_words_are_quoted_as_ever() -> None:
    assert shell_line(["triage", "export", "two words"]) == shlex.join(["triage", "export", "two words"])
    assert shell_line(["w\neird [x]"]) == r"$'w\neird [x]'"


@pytest.mark.parametrize("shell", ["bash", "zsh", "ksh"])
def test_a_shell_reads_what_was_meant(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    line = shell_line(["printf", r"%s\0", *NAMES])
    assert one_line(line) == line
    done = subprocess.run([shell, "-c", line], capture_output=True, check=True)
    assert done.stdout.split(b"\0")[:-1] == [os.fsencode(name) for name in NAMES]
