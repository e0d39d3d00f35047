"""What reaches the streams. Text of documents and names of files are made printable; JSON escapes what would act."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

# Widths are taken from the first rows only, so that a list of a million starts at once.
_MEASURED = 200
_GAP = "  "


def fit_streams() -> None:
    """UTF-8 for data and narration, whatever the locale; what can't be encoded is spelt out, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def narrate(text: str) -> None:
    """One line to stderr."""
    print(f"triage: {safe(text)}", file=sys.stderr)


def safe(text: str) -> str:
    """One line that any terminal may print."""
    from triage.view import printable

    return printable(text).replace("\n", " ")


def emit_json(value: Any) -> None:
    """One JSON value on a line."""
    from triage.session import json_text

    print(json_text(value))


def emit_text(text: str) -> None:
    """A text alone: as it is into a pipe or file, printable on a terminal."""
    from triage.view import printable

    text = printable(text) if sys.stdout.isatty() else text
    sys.stdout.flush()
    # Not through the text layer: it would turn line ends about on some systems.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    if text and not text.endswith("\n") and sys.stdout.isatty():
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()


def emit_table(head: Sequence[str], rows: Iterable[Sequence[str]], right: frozenset[str] = frozenset()) -> None:
    """An aligned table; the last column is as wide as it likes."""
    source: Iterator[list[str]] = ([safe(cell) for cell in row] for row in rows)
    first = list(islice(source, _MEASURED))
    if not first:
        return
    widths = [max(cells(row[n]) for row in (head, *first)) for n in range(len(head))]
    for row in chain([list(head)], first, source):
        line = _GAP.join(_padded(row[n], widths[n], name in right, n == len(head) - 1) for n, name in enumerate(head))
        print(line.rstrip())


def cells(text: str) -> int:
    """The columns that a printable text takes."""
    if text.isascii():
        return len(text)
    from triage.view import cells as measured

    return measured(text)


def clipped(text: str, width: int) -> str:
    """Not more than so many columns."""
    if cells(text) <= width:
        return text
    while cells(text) > width - 1:
        text = text[: max(0, min(len(text) - 1, width - 1))]
    return f"{text}…"


def _padded(text: str, width: int, right: bool, last: bool) -> str:
    blank = " " * (width - cells(text))
    return blank + text if right else text if last else text + blank


def known(value: Any) -> Any:
    """For JSON: null for what is unknown, plain values for enums and dates."""
    if value is None or value == "":
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
