"""JSONL, plain or gzipped: a document a line, `crawl.jsonl#17` for line 17. A broken line is a document with a problem."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
import zlib
from collections.abc import Iterator
from typing import IO

from triage.model import Document, Problem
from triage.read.decode import decode
from triage.read.files import open_file, sniff, too_large, unreadable
from triage.read.kinds import UTF_16, is_binary, is_zipped
from triage.read.line_index import line_at
from triage.read.options import ReadOptions
from triage.read.record import ONE_A_LINE, UTF_8, read_record
from triage.read.text import BINARY, EMPTY, failed, safely

BROKEN = (OSError, EOFError, zlib.error)
# What stands alone in the first line of JSON that isn't a record a line.
OPENINGS = {b"[": ONE_A_LINE, b"[{": ONE_A_LINE, b"{": "give each record a line, as `jq -c .` does"}
ZIPPED = b"\x1f\x8b"
NOT_ZIPPED = Problem("unreadable", "not gzipped in spite of its name: take `.gz` off that, or fetch it again")


def read_records(full: str, path: str, options: ReadOptions) -> Iterator[Document]:
    """All records of a container, in order. What follows a broken place in a gzip can't be read; that is one problem row."""
    number = 0
    empty = True
    start = b"" if is_zipped(full) else sniff(full)
    if isinstance(start, bytes) and start.startswith(UTF_16):
        yield failed(path, Problem("encoding", "JSON lines are UTF-8, and this is UTF-16: save it as UTF-8"))
        return
    if isinstance(start, bytes) and is_binary(start):
        yield failed(path, BINARY)
        return
    lines = open_lines(full)
    if isinstance(lines, Problem):
        yield failed(path, lines)
        return
    try:
        with lines as file:
            for number, line in numbered(file, options.max_bytes):
                if line.strip():
                    if empty and line.strip() in OPENINGS:
                        remedy = OPENINGS[line.strip()]
                        yield failed(path, Problem("malformed-record", f"JSON over several lines, not a record a line: {remedy}"))
                        return
                    empty = False
                    yield document_of(f"{path}#{number}", number, line, options)
    except BROKEN as error:
        yield failed(f"{path}#{number + 1}" if number else path, _broken(error, full))
        return
    if empty:
        yield failed(path, EMPTY, b"")


def read_one(full: str, path: str, number: int, options: ReadOptions) -> Document:
    """Record `number` alone. The lines before it aren't parsed, and the second time not even read."""
    id = f"{path}#{number}"
    handle = open_file(full)
    if isinstance(handle, Problem):
        return failed(id, handle)
    try:
        with os.fdopen(handle, "rb") as file:
            line = line_at(file, full, number, options.max_bytes)
    except BROKEN as error:
        return failed(id, _broken(error, full))
    if line and number == 1:
        line = line.removeprefix(codecs.BOM_UTF8)
    if line and line.strip():
        return document_of(id, number, line, options)
    return failed(id, Problem("unreadable", f"no record in line {number}: scan the folder again", number))


def _broken(error: Exception, full: str) -> Problem:
    """The problem of a container that can't be read on. What is no gzip from its first bytes on is told from a damaged one."""
    if isinstance(error, OSError) and error.errno is not None:
        return unreadable(error)
    start = sniff(full)
    if isinstance(start, bytes) and not start.startswith(ZIPPED):
        return NOT_ZIPPED
    return Problem("unreadable", f"damaged, or not all there ({' '.join(str(error).split())}): fetch it again")


def open_lines(full: str) -> IO[bytes] | Problem:
    """The lines of a container, or why it can't be opened."""
    handle = open_file(full)
    if isinstance(handle, Problem):
        return handle
    file = os.fdopen(handle, "rb")
    if not is_zipped(full):
        return file
    try:
        return io.BufferedReader(_Unzipped(file))
    except BaseException:
        file.close()
        raise


class _Unzipped(gzip.GzipFile):
    """A gzip reader that closes the file below it."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(fileobj=file)
        self._below = file

    def close(self) -> None:
        """Close both."""
        super().close()
        self._below.close()


def numbered(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers from 1. An overlong line is cut to `limit + 1` bytes, so that no bomb fills the memory."""
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
        yield number, line


def document_of(id: str, number: int, line: bytes, options: ReadOptions) -> Document:
    """The document of one line."""
    if len(line) > options.max_bytes:
        return failed(id, too_large(options.max_bytes))
    data = line.rstrip(b"\r\n")
    read = UTF_8
    try:
        try:
            record = json.loads(data)
        except UnicodeDecodeError:
            read = decode(data)
            record = json.loads(read.text)
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        return failed(
            id, Problem("malformed-record", f"line {number} is not JSON ({reason[:120]}): mend or remove it", number), data
        )
    return safely(id, lambda: read_record(id, number, data, record, options, read))
