"""How much is given to a process at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

FILES_PER_BATCH = 256
_BYTES_PER_BATCH = 4 << 20
_Item = TypeVar("_Item", bound=tuple[Any, ...])


def is_large(size: int) -> bool:
    """Whether so many bytes are more than a batch."""
    return size > _BYTES_PER_BATCH


def batches(items: Iterable[_Item], size_at: int = 1) -> Iterator[list[_Item]]:
    """Runs of at most so many items and, but for single large ones, so many bytes; the size of an item is its part `size_at`."""
    batch: list[_Item] = []
    size = 0
    for item in items:
        if batch and (len(batch) >= FILES_PER_BATCH or is_large(size + max(0, item[size_at]))):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += max(0, item[size_at])
    if batch:
        yield batch
