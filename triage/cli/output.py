"""What reaches the streams. Text of documents and names of files are made printable; JSON escapes what would act."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, TypeVar

from triage.printable import one_line, printable
from triage.widths import cells

if TYPE_CHECKING:
    from typing_extensions import Buffer

STDOUT = "standard output"
# Rows that are written at once. Widths are taken from the first of them, so that a list of a million starts at once.
_AT_ONCE = 200
_WIDEST = 80
_GAP = "  "
_PRINTABLE = bytes(range(32, 127))
_Item = TypeVar("_Item")


class _Output(io.FileIO):
    """A file that an error of writing names: of a stream it wouldn't say which."""

    def write(self, data: Buffer, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            error.filename = STDOUT
            raise


def fit_streams() -> None:
    """UTF-8 for data and narration, whatever the locale; what can't be encoded is spelt out, not an error. A stream that was
    closed is an empty one. An error of writing data has `STDOUT` for its file."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.stdout is sys.__stdout__ and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout = _named(sys.stdout)


def _named(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    """The stream with errors of writing that name it; a terminal is the screen's as it is."""
    below: object = stream.buffer  # with PYTHONUNBUFFERED the file itself
    if stream.isatty() or not isinstance(getattr(below, "raw", below), io.FileIO):
        return stream
    stream.flush()
    raw = _Output(stream.fileno(), "w", closefd=False)
    named = raw if isinstance(below, io.FileIO) else io.BufferedWriter(raw)
    return io.TextIOWrapper(named, stream.encoding, stream.errors, write_through=stream.write_through)


def narrate(text: str) -> None:
    """One line to stderr; where that is closed or full, nobody is told."""
    with suppress(OSError):
        print(f"triage: {one_line(text)}", file=sys.stderr)


def emit_json(value: Any) -> None:
    """One JSON value on a line."""
    from triage.session.exporting import json_text

    print(json_text(value))


def emit_jsons(values: Iterable[Any]) -> None:
    """A JSON value a line, some hundred written at once."""
    from triage.session.exporting import json_text

    for some in _batches(map(json_text, values)):
        print("\n".join(some))


def emit_json_lines(lines: Iterable[str]) -> None:
    """Lines of JSON that were made of texts as they are."""
    from triage.session.exporting import escaped

    for some in _batches(lines):
        print(escaped("\n".join(some)))


def emit_ids(ids: Iterable[str], *, null: bool) -> None:
    """Ids as they are, a line each, or with a NUL behind each. On lines, one that would be read as something else is spelt out in
    JSON; on a terminal, what would act there is made printable."""
    from triage.session.exporting import json_text

    sys.stdout.flush()
    shown, end = printable if sys.stdout.isatty() else str, "\0" if null else "\n"
    for some in _batches(ids):
        lines = [id if null or _is_a_line(id) else json_text({"id": id}) for id in some]
        sys.stdout.buffer.write("".join(f"{shown(line)}{end}" for line in lines).encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


def _is_a_line(id: str) -> bool:
    return not ("\n" in id or id.startswith("{") or id.endswith("\r") or not id.strip())


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    source = iter(items)
    while some := list(islice(source, _AT_ONCE)):
        yield some


def emit_text(text: str) -> None:
    """A text alone: as it is into a pipe or file, printable on a terminal."""
    text = printable(text) if sys.stdout.isatty() else text
    sys.stdout.flush()
    # Not through the text layer: it would turn line ends about on some systems.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    if text and not text.endswith("\n") and sys.stdout.isatty():
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()


def emit_table(head: Sequence[str], rows: Iterable[Sequence[str]], right: frozenset[str] = frozenset()) -> None:
    """An aligned table; the last column is as wide as it likes."""
    widths: list[int] = []
    for some in _batches(rows):
        if not widths:
            some = [head, *([one_line(cell) for cell in row] for row in some)]
            widths = [_fitting([cells(row[n]) for row in some]) for n in range(len(head))]
        text = _aligned(some, head, widths, right)
        if not _is_plain(text, len(some)):
            text = "".join([_line([one_line(cell) for cell in row], head, widths, right) for row in some])
        print("\n".join(line.rstrip(" ") for line in text.split("\n")) if " \n" in text else text, end="")


def _fitting(widths: Sequence[int]) -> int:
    """The width of a column: of its widest cell, but for a few that are out of all measure and would part the others widely."""
    return max((width for width in widths if width <= _WIDEST), default=min(widths))


def _is_plain(text: str, lines: int) -> bool:
    """Whether all of so many lines is ASCII that can be printed as it is: each character takes one column."""
    return text.isascii() and text.encode("ascii").translate(None, _PRINTABLE) == b"\n" * lines


def _aligned(rows: Sequence[Sequence[str]], head: Sequence[str], widths: Sequence[int], right: frozenset[str]) -> str:
    """Rows of cells that take a column a character: put together column by column, in half the time of row by row."""
    columns: list[Iterable[str]] = list(zip(*rows, strict=True))
    for n, (name, width) in enumerate(zip(head, widths, strict=True)):
        if name in right or n < len(head) - 1:
            columns[n] = map(str.rjust if name in right else str.ljust, columns[n], repeat(width))
    return "\n".join(map(_GAP.join, zip(*columns, strict=True))) + "\n"


def _line(row: Sequence[str], head: Sequence[str], widths: Sequence[int], right: frozenset[str]) -> str:
    padded = (_padded(row[n], widths[n], name in right, n == len(head) - 1) for n, name in enumerate(head))
    return _GAP.join(padded) + "\n"


def _padded(text: str, width: int, right: bool, last: bool) -> str:
    blank = " " * (width - cells(text))
    return blank + text if right else text if last else text + blank


def known(value: Any) -> Any:
    """For JSON: null for what is unknown, plain values for enums and dates."""
    if value is None or value == "":
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
