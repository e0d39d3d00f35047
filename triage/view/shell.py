"""A command for a shell, to be shown and pasted."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from triage.printable import one_line


def shell_line(words: Iterable[str]) -> str:
    """The words as bash, zsh and ksh read them. What couldn't be shown as it is stands there spelt out, so that the line is
    printable and still means the same."""
    return " ".join(shlex.quote(word) if one_line(word) == word else f"$'{''.join(map(_spelt, word))}'" for word in words)


def _spelt(character: str) -> str:
    if character in "'\\":
        return f"\\{character}"
    if one_line(character) == character:
        return character
    # A lone surrogate is a byte of a name that isn't UTF-8.
    raw = character.encode("utf-8", "surrogateescape" if "\udc80" <= character <= "\udcff" else "surrogatepass")
    return "\\n" if character == "\n" else "".join(f"\\{byte:03o}" for byte in raw)
