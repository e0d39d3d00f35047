"""Days are those of the reviewer's clock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from triage.view.days import local_day


@pytest.fixture
def in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "EST5")
        time.tzset()
        yield
    time.tzset()


def test_a_day_is_that_of_the_place(in_new_york: None) -> None:
    assert local_day(datetime(2026, 1, 2, 3, tzinfo=UTC)) == "2026-01-01"
    assert local_day(None) == ""
