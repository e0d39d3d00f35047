"""Work between the keys."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from typing import TypeVar

WORK, REST = 0.008, 0.004  # seconds of work, and for the keys in between

Item = TypeVar("Item")


async def in_slices(steps: Iterable[Item], is_urged: Callable[[], bool] = lambda: False) -> AsyncIterator[Item]:
    """Goes through steps with rests for the keys. Gives the item with which a slice of work ends, before the rest, and the last
    one of all. While `is_urged`, a slice is a single step."""
    until = _end(is_urged())
    last: list[Item] = []
    for item in steps:
        if time.monotonic() > until:
            last = []
            yield item
            await asyncio.sleep(REST)
            until = _end(is_urged())
        else:
            last = [item]
    for item in last:
        yield item


def _end(urged: bool) -> float:
    return time.monotonic() + (0 if urged else WORK)
