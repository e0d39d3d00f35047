"""Where the lines of a container stand, so that opening one doesn't read all that lies above it a second time.

A container is gone through once, as far as needed, and every megabyte or so a mark is kept: how many lines ended before it,
and how to go on from there. For gzip that is a copy of the decompressor, as in zlib's own example `zran`.
"""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any

from triage.read.kinds import is_zipped

_CHUNK = 1 << 20
_ZIPPED_STEP = 4 << 20  # a mark in a gzip holds some 50 KB
_GZIP = 31  # zlib's number for: with gzip's header and checksum


@dataclass(frozen=True, slots=True)
class _Mark:
    """`lines` ended before byte `at` of the file; `inflate` is the state of the decompressor there."""

    lines: int
    at: int
    inflate: Any = None


class _Plain:
    """The bytes of a file from a mark on."""

    def __init__(self, file: IO[bytes], mark: _Mark) -> None:
        file.seek(mark.at)
        self._file = file

    def chunk(self) -> bytes:
        """The next bytes; empty at the end."""
        return self._file.read(_CHUNK)

    def mark(self, lines: int) -> _Mark:
        """Where the next chunk begins."""
        return _Mark(lines, self._file.tell())


class _Zipped:
    """What a gzip, of one member or several, holds from a mark on. Raises zlib.error and EOFError where it is broken."""

    def __init__(self, file: IO[bytes], mark: _Mark) -> None:
        file.seek(mark.at)
        self._file = file
        self._inflate = mark.inflate.copy() if mark.inflate is not None else None
        self._waiting = b""

    def chunk(self) -> bytes:
        """The next bytes; empty at the end."""
        while True:
            packed = self._waiting or self._file.read(_CHUNK // 8)
            if self._inflate is None:
                packed = packed.lstrip(b"\0")  # what pads a tape
                if not packed:
                    self._waiting = self._file.read(_CHUNK // 8)
                    if not self._waiting:
                        return b""
                    continue
                self._inflate = zlib.decompressobj(_GZIP)
            out: bytes = self._inflate.decompress(packed, _CHUNK)
            self._waiting = self._inflate.unconsumed_tail
            if self._inflate.eof:
                self._waiting, self._inflate = self._inflate.unused_data, None
            elif not packed and not out:
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
            if out:
                return out

    def mark(self, lines: int) -> _Mark:
        """Where the next chunk begins."""
        return _Mark(lines, self._file.tell() - len(self._waiting), self._inflate.copy() if self._inflate is not None else None)


class Places:
    """The marks of one container, in order. Several threads may ask."""

    def __init__(self, zipped: bool) -> None:
        self._open = _Zipped if zipped else _Plain
        self._step = _ZIPPED_STEP if zipped else _CHUNK
        self._marks = [_Mark(0, 0)]
        self._lock = threading.Lock()

    def line(self, file: IO[bytes], number: int, limit: int) -> bytes | None:
        """Line `number`, from 1, with its line end, cut to `limit + 1` bytes; None where there are fewer lines."""
        parts: list[bytes] = []
        size = 0
        for part in self._from(file, number - 1):
            end = part.find(b"\n") + 1
            parts.append(part[: end or len(part)])
            size += len(parts[-1])
            if end or size > limit:
                break
        return b"".join(parts)[: limit + 1] or None

    def _from(self, file: IO[bytes], skipped: int) -> Iterator[bytes]:
        """What follows the first `skipped` line ends."""
        with self._lock:
            # one that stands within the wanted line is of no use
            mark = next((mark for mark in reversed(self._marks) if mark.lines < skipped), self._marks[0])
        stream = self._open(file, mark)
        lines, since = mark.lines, 0
        while chunk := stream.chunk():
            ends = chunk.count(b"\n") if lines < skipped else 0
            if lines + ends >= skipped:
                yield chunk.split(b"\n", skipped - lines)[-1] if lines < skipped else chunk
                lines = skipped
                continue
            lines, since = lines + ends, since + len(chunk)
            if since >= self._step:
                self._remember(stream.mark(lines))
                since = 0

    def _remember(self, mark: _Mark) -> None:
        with self._lock:
            if mark.lines > self._marks[-1].lines:
                self._marks.append(mark)


@lru_cache(maxsize=8)
def _places(full: str, zipped: bool, stamp: tuple[int, ...]) -> Places:
    del full, stamp  # a container that was written anew has other marks
    return Places(zipped)


def line_at(file: IO[bytes], full: str, number: int, limit: int) -> bytes | None:
    """Line `number` of the open container `full`; what was learned of its lines is kept for the next time."""
    found = os.fstat(file.fileno())
    stamp = (found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev)
    return _places(full, is_zipped(full), stamp).line(file, number, limit)
