"""The pace: over active time, with a range that narrows, and never slower to ask after more decisions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.decide.pace import IDLE, Pace

START = datetime(2026, 1, 2, 9, tzinfo=UTC)


def paced(*steps: tuple[float, int]) -> Pace:
    pace, at = Pace(), START
    for seconds, decided in steps:
        at += timedelta(seconds=seconds)
        pace.add(at, decided)
    return pace


def test_steady_work_has_one_rate_and_no_spread() -> None:
    pace = paced(*[(120, 1)] * 41)
    assert pace.decided == 40
    assert pace.per_hour == pytest.approx(30)
    assert pace.hours_left(60) == pytest.approx((2, 2))


def test_pauses_are_left_out_but_other_work_is_not() -> None:
    steady = paced(*[(60, 1)] * 20)
    paused = paced(*[(60, 1)] * 10, (IDLE.total_seconds() + 1, 1), *[(60, 1)] * 10)
    assert paused.per_hour == pytest.approx(steady.per_hour)
    tagging = paced((60, 1), *[step for _ in range(19) for step in ((30, 0), (30, 1))])
    assert tagging.per_hour == pytest.approx(steady.per_hour)


def test_what_is_taken_back_was_work_for_nothing() -> None:
    assert paced(*[(60, 1)] * 11, (60, -1)).per_hour == pytest.approx(60 * 9 / 11)


def test_too_few_to_tell() -> None:
    assert Pace().per_hour is None
    assert paced(*[(60, 1)] * 5).hours_left(10) is None
    assert paced(*[(60, -1)] * 9).per_hour is None
    assert paced(*[(0, 1)] * 9).per_hour is None


def test_a_range_that_says_nothing_is_not_told() -> None:
    uneven = paced(*[(1, 1)] * 7, (290, 1), *[(1, 1)] * 7, (280, 1))
    assert uneven.per_hour is not None
    assert uneven.hours_left(1000) is None


def test_the_range_narrows_with_more_of_the_same() -> None:
    few, many = (paced(*[(20, 1), (100, 1)] * n) for n in (5, 50))
    for pace in (few, many):
        low, high = pace.hours_left(100) or (0, 0)
        assert low < 100 * 60 / 3600 < high * 1.1
    assert width(many) < width(few) / 2


def width(pace: Pace) -> float:
    low, high = pace.hours_left(100) or (0, 0)
    return high - low


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1000), st.integers(-3, 50), st.booleans()), max_size=40), st.integers(0, 10_000))
def test_whatever_happens_the_figures_make_sense(steps: list[tuple[float, int, bool]], left: int) -> None:
    pace, at = Pace(), START
    for seconds, decided, again in steps:
        at += timedelta(seconds=seconds)
        pace.add(at, decided, again=again)
    assert pace.per_hour is None or pace.per_hour > 0
    found = pace.hours_left(left)
    assert found is None or 0 <= found[0] <= found[1]
