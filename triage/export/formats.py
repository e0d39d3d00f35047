"""The formats, each a writer of a stream of rows. None holds more than a batch in memory."""

from __future__ import annotations

import csv
import importlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from triage.errors import FileError
from triage.export.encode import harmless, joined, json_text, plain, plain_name
from triage.export.rows import FIELDS, LISTS

Row = Mapping[str, Any]
EXTRA = "extra"  # formats with fixed columns hold what documents brought along as JSON in one column
COLUMNS = (*FIELDS, EXTRA)
_BATCH = 1000
_MARKS = re.compile(r"[\\`*_\[\]<>~|$]")
_AT_START = re.compile(r"([#+=\-]|\d+[.)])")


def write_jsonl(rows: Iterable[Row], stream: BinaryIO) -> int:
    """A JSON object a line."""
    count = 0
    for row in rows:
        stream.write(json_text(row).encode() + b"\n")
        count += 1
    return count


def write_csv(rows: Iterable[Row], stream: BinaryIO) -> int:
    """UTF-8, comma, LF, a line of names. No cell starts a formula in a spreadsheet."""
    count = 0
    buffer = io.StringIO(newline="")
    # Everything in quotes: Python before 3.13 leaves a lone carriage return bare, and readers would end the row there.
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([cell(row, name) for name in COLUMNS])
        count += 1
        if buffer.tell() > 1 << 16:
            _drain(buffer, stream)
    _drain(buffer, stream)
    return count


def _drain(buffer: io.StringIO, stream: BinaryIO) -> None:
    stream.write(buffer.getvalue().encode())
    buffer.seek(0)
    buffer.truncate()


def cell(row: Row, name: str) -> str:
    """What stands in the column `name`."""
    if name == EXTRA:
        extra = {key: value for key, value in row.items() if key not in FIELDS}
        return json_text(extra) if extra else ""
    value = row.get(name)
    if value is None:
        return ""
    text = joined(value) if name in LISTS else str(value)
    return harmless(plain(text) if name == "text" else plain_name(text))


def write_markdown(rows: Iterable[Row], stream: BinaryIO) -> int:
    """A section a document: heading, what is known about it, its text. Nothing in the text acts as Markdown or HTML."""
    count = 0
    for row in rows:
        parts = [f"# {_one_line(row['title'] or row['id'])}", "\n".join(_facts(row)), *_paragraphs(row["text"])]
        rule = "---\n\n" if count else ""
        stream.write((rule + "\n\n".join(parts) + "\n\n").encode())
        count += 1
    return count


def _facts(row: Row) -> Iterator[str]:
    for name, value in row.items():
        if name in ("title", "text") or value in (None, "", [], ()):
            continue
        text = joined(value) if name in LISTS else value if isinstance(value, str) else json_text(value)
        yield f"- {_one_line(name)}: {_one_line(text)}"


def _one_line(text: str) -> str:
    return escape_markdown(plain_name(" ".join(text.split())))


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            yield escape_markdown(line.strip())


def escape_markdown(line: str) -> str:
    """One line of text that Markdown prints as it is."""
    marked = _MARKS.sub(lambda m: "\\" + m[0], plain(line).replace("&", "&amp;"))
    start = _AT_START.match(marked)
    if start is None:
        return marked
    at = start.end() - 1  # the sign itself, which after a number is its last character
    return f"{marked[:at]}\\{marked[at:]}"


def write_parquet(rows: Iterable[Row], stream: BinaryIO) -> int:
    """Parquet with typed columns, a row group a batch."""
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise FileError('Parquet needs pyarrow, which is not installed: pip install "triage[parquet]"') from error
    text, texts = arrow.string(), arrow.list_(arrow.string())
    schema = arrow.schema([(name, texts if name in LISTS else text) for name in COLUMNS])
    count, source = 0, iter(rows)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := list(islice(source, _BATCH)):
            columns = {name: [_arrow_value(row, name) for row in batch] for name in COLUMNS}
            writer.write_table(arrow.table(columns, schema=schema))
            count += len(batch)
    return count


def _arrow_value(row: Row, name: str) -> Any:
    if name == EXTRA:
        return cell(row, EXTRA) or None
    value = row.get(name)
    if name in LISTS:
        return [_encodable(item) for item in value or ()]
    return None if value is None else _encodable(str(value))


def _encodable(text: str) -> str:
    # Parquet holds any character, but lone surrogates have no UTF-8.
    return text.encode("utf-8", "backslashreplace").decode()
