"""Documents that were read and are yet to be cleaned, so that none is read, decoded and cut into blocks twice.

A file a batch, in a folder that lives as long as a scan. What isn't there any more, or was never put there, is read again.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from triage.errors import FileError
from triage.model import Document, Hint, Metadata, Source

SPOOL = "spool"


class Waiting(NamedTuple):
    """What cleaning needs of a document: `spans` are its blocks, `prints` their fingerprints."""

    id: str
    sha256: str
    raw: str
    title: str
    hints: tuple[tuple[object, ...], ...]
    extracted: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    prints: tuple[int, ...]
    header: int

    @property
    def document(self) -> Document:
        """As it was read, as far as cleaning goes."""
        hints = tuple(Hint(*hint) for hint in self.hints)  # type: ignore[arg-type]
        source = Source(self.id, self.sha256)
        return Document(self.id, self.raw, source, Metadata(self.title), hints, self.extracted, header=self.header)


def waiting(document: Document, spans: Iterable[tuple[int, int]], prints: Iterable[int]) -> Waiting:
    """A document that was read."""
    hints = tuple((h.start, h.end, h.tag, h.heading, h.list_item, h.link_share) for h in document.hints)
    return Waiting(
        document.id,
        document.source.sha256,
        document.raw,
        document.metadata.title,
        hints,
        document.extracted,
        tuple(spans),
        tuple(prints),
        document.header,
    )


def put(folder: Path, batch: int, documents: Iterable[Waiting]) -> None:
    """Keeps a batch. A full disk is no error: the batch is read again."""
    path = folder / str(batch)
    try:
        path.write_bytes(marshal.dumps([tuple(one) for one in documents]))
    except OSError:
        with suppress(OSError):
            path.unlink()


def take(folder: Path, batch: int) -> Iterator[Waiting]:
    """What was kept of a batch, and forgets it."""
    path = folder / str(batch)
    try:
        found = marshal.loads(path.read_bytes())
        path.unlink()
    except (OSError, ValueError, EOFError, TypeError):
        return
    for one in found:
        yield Waiting(*one)


def begin(folder: Path) -> None:
    """Makes the folder. Raises FileError where something else has its name, which isn't to be written into."""
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise FileError(f"{folder}: is in the way of what a scan keeps; move it away") from error
    except OSError:
        pass  # nothing can be kept: all is read again


def end(folder: Path) -> None:
    """Takes the folder away, with the batches in it; whatever else is there stays, and so does the folder then."""
    if folder.is_symlink():
        folder.unlink()  # a folder that came from elsewhere may hold links to anything
        return
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.isdigit():
                path.unlink()
        folder.rmdir()
