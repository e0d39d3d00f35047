"""Work between the keys is shown slice by slice, and its end once."""

from __future__ import annotations

import pytest

from triage.tui import time_slices


async def shown(*urged: bool) -> list[int]:
    asked = iter(urged)
    return [item async for item in time_slices.in_slices(range(4), lambda: next(asked))]


async def test_each_slice_gives_the_step_it_ends_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_slices, "REST", 0.0)
    monkeypatch.setattr(time_slices, "WORK", 60.0)
    assert await shown(False) == [3]
    assert await shown(True, True, True, True, True) == [0, 1, 2, 3]
    assert await shown(True, False) == [0, 3]
