"""Lends the terminal to the reviewer's editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile


def show_in_editor(text: str) -> str:
    """Show a text, in a copy that is thrown away; what went wrong, or nothing."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", errors="surrogatepass", suffix=".txt") as copy:
        copy.write(text)
        copy.flush()
        try:
            subprocess.call([*command, copy.name])
        except OSError as error:
            return f"{command[0]} can't be started ({error.strerror}); set EDITOR"
    return ""
