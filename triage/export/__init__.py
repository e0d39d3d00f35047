"""Decided documents in the formats that people use. Rows stream through; a file is there whole or not at all.

format_of(out, format)           which format a name asks for
export_row(document, …)          one row
check_place(target, documents)   documents are never written over
write_export(rows, out, format)  writes them, and says how many there were
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from triage.atomic import clean_folder, remove_left
from triage.errors import FileError, UsageError, shown
from triage.export.encode import escaped, json_text, plain
from triage.export.files import check_place, holds, is_replaced, output, text_name
from triage.export.formats import Row, write_csv, write_jsonl, write_markdown, write_parquet
from triage.export.rows import export_row, timestamp

__all__ = [
    "FORMATS",
    "check_place",
    "escaped",
    "export_row",
    "files_in",
    "format_of",
    "json_text",
    "make_folder",
    "timestamp",
    "write_export",
    "write_text",
]

FORMATS = ("jsonl", "csv", "md", "parquet", "txt")
_ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".md": "md", ".markdown": "md", ".parquet": "parquet"}
_WRITERS = {"jsonl": write_jsonl, "csv": write_csv, "md": write_markdown, "parquet": write_parquet}
# Documents with these endings, or others that readers take for text, keep their name; these are read as something else.
_NOT_TEXT = {".html", ".htm", ".xhtml", ".gz"}


def format_of(out: str, format: str | None) -> str:
    """The format for `--out` and `--format`. `txt` is a folder of texts. Raises `UsageError` when nothing tells."""
    if format:
        return format
    if out == "-":
        return "jsonl"
    ending = PurePosixPath(out).suffix.lower()
    if out.endswith("/") or Path(out).is_dir():
        return "txt"
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    raise UsageError(
        f"--out {shown(out)}: its ending names no format; end it in .jsonl, .csv, .md, .parquet or / (a folder of texts), "
        "or add --format"
    )


def write_export(rows: Iterable[Row], out: str, format: str, documents: Path | None = None) -> int:
    """Writes `rows` to the file or folder `out` (`-` is standard output); the number of rows. `documents`: the folder that the
    documents lie in, see `check_place`. Raises FileError, UsageError."""
    if documents is not None and out != "-":
        check_place(Path(out), documents)
    if format == "txt":
        return _write_texts(rows, out, documents)
    if format == "parquet" and out == "-" and sys.stdout.isatty():
        raise UsageError("Parquet is binary: name a file with --out, or send standard output to one")
    if out != "-" and is_replaced(Path(out)):
        clean_folder(Path(os.path.realpath(out)).parent)
    with output(None if out == "-" else Path(out)) as stream:
        return _WRITERS[format](rows, stream)


def _is_text_name(id: str) -> bool:
    """Whether a document is a text file by its name, so that its cleaned text can bear the same."""
    name = id.rsplit("/", 1)[-1]
    ending = PurePosixPath(name).suffix.lower()
    return ".jsonl" not in name and ".ndjson" not in name and ending not in _NOT_TEXT


def write_text(folder: Path, id: str, text: str, taken: set[str], documents: Path | None = None) -> Path:
    """Writes one document's text below `folder`, under its own name, and notes the name in `taken`; a file that has this text
    already stays as it is. `documents`: as for `write_export`."""
    name = text_name(id, is_text=_is_text_name(id))
    while name in taken:  # a.html gives a.html.txt, which may be another document's own name
        name = text_name(name, is_text=False)
    taken.add(name)
    target = folder / name
    if documents is not None:
        check_place(target, documents)
    data = plain(text).encode() + (b"" if not text or text.endswith("\n") else b"\n")
    if not holds(target, data):
        make_folder(target.parent)
        with output(target, sync=False) as stream:  # to wait for the disk takes longer than to make a text again
            stream.write(data)
    return target


def _write_texts(rows: Iterable[Row], out: str, documents: Path | None) -> int:
    if out == "-":
        raise UsageError("a folder of texts can't go to standard output; name a folder with --out")
    folder, taken = Path(out), set[str]()
    if folder.exists() and not folder.is_dir():
        raise FileError(f"{shown(out)}: is no folder; name another with --out")
    for row in rows:
        write_text(folder, row["id"], row["text"], taken, documents)
    make_folder(folder)  # one without texts says that there were none
    return len(taken)


def files_in(folder: Path) -> int:
    """How many files are in a folder that texts went to, once what killed processes left there is cleared away."""
    return sum(len(names) - remove_left(Path(inside), names) for inside, _, names in os.walk(folder))


def make_folder(folder: Path) -> None:
    """Makes the folder that texts go to. Raises FileError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"{shown(folder)}: can't be made ({error.strerror}); choose another --out") from error
