"""Labels, texts and block fingerprints as the index keeps them, most as compact bytes."""

from __future__ import annotations

import hashlib
import json
import threading
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from triage.model import COARSE_FROM, Block, By, Label, Override

_LABELS = tuple(Label)
_BY = tuple(By)
_LABEL_PLACES = {label: place for place, label in enumerate(_LABELS)}
_BY_PLACES = {by: place for place, by in enumerate(_BY)}
_AS_JSON = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_LEVEL = 1


class _Codec(threading.local):
    """What is set up once, since that takes longer than an article; no thread may use another's. It loads the library when
    something is to be packed or unpacked: a list of documents, the first that a reviewer sees, asks for neither."""

    @cached_property
    def pack(self) -> Callable[[bytes], bytes]:
        from zstandard import ZstdCompressor

        return ZstdCompressor(_LEVEL, write_checksum=False).compress

    @cached_property
    def unpack(self) -> Callable[[bytes], bytes]:
        from zstandard import ZstdDecompressor

        return ZstdDecompressor().decompress


_codec = _Codec()


def pack_blocks(blocks: Sequence[Block]) -> bytes:
    """Labels as compressed JSON; the number of a block is its place."""
    rows = [
        (start, end, _LABEL_PLACES[label], rule, score, _BY_PLACES[by], reasons, duplicate_of)
        for _, start, end, label, rule, score, by, reasons, duplicate_of, *_ in blocks
    ]
    return _codec.pack(_AS_JSON(rows).encode())


def unpack_blocks(packed: bytes) -> tuple[Block, ...]:
    """What `pack_blocks` packed."""
    rows: list[list[Any]] = json.loads(unpack_json(packed))
    return tuple(
        Block(n, start, end, _LABELS[label], rule, score, _BY[by], tuple(reasons), duplicate_of)
        for n, (start, end, label, rule, score, by, reasons, duplicate_of) in enumerate(rows, 1)
    )


def unpack_json(packed: bytes) -> bytes:
    """The labels that `pack_blocks` packed, as JSON: to look for the name of a rule in."""
    return _codec.unpack(packed)


def pack_overrides(blocks: Mapping[str, Override]) -> str:
    """The labels that a reviewer gave to blocks, as JSON; empty where there are none."""
    return _AS_JSON([(key, *one) for key, one in sorted(blocks.items())]) if blocks else ""


def unpack_overrides(packed: str) -> dict[str, Override]:
    """What `pack_overrides` packed."""
    rows: list[list[Any]] = json.loads(packed) if packed else []
    return {key: Override(start, end, exact, Label(label), Label(was), rule) for key, start, end, exact, label, was, rule in rows}


def digest_of(packed: str) -> str:
    """A short hash of what `pack_overrides` packed; empty where that is."""
    return hashlib.sha256(packed.encode()).hexdigest()[:16] if packed else ""


def pack_text(text: str) -> bytes:
    """A text, compressed."""
    return _codec.pack(text.encode("utf-8", "surrogatepass"))


def unpack_text(packed: bytes) -> str:
    """What `pack_text` packed."""
    return _codec.unpack(packed).decode("utf-8", "surrogatepass")


def pack_prints(prints: Iterable[int]) -> bytes:
    """The distinct fingerprints of a document's blocks, ascending."""
    return array("q", sorted(set(prints))).tobytes()


def unpack_prints(packed: bytes) -> array[int]:
    """What `pack_prints` packed."""
    found = array("q")
    found.frombytes(packed)
    return found


def bucket(count: int) -> int:
    """`count` coarsened to 0, 1, 2, 3, 5, 9, 17 …: the least number of its step. A document is cleaned again only when the
    evidence about it moves to another step, so one more copy of a common line doesn't clean a whole folder anew."""
    return count if count < COARSE_FROM else (1 << ((count - 1).bit_length() - 1)) + 1
