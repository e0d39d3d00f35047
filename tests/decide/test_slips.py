"""Slips and decisions, told apart by when keys come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.decide.slips import FASTEST, FIRST_PAUSE, Press, Slips


def verdicts(presses: list[tuple[str, float]]) -> list[Press]:
    slips = Slips()
    return [slips.press(key, at) for key, at in presses]


def decided(presses: list[tuple[str, float]]) -> int:
    """How many decisions stand in the end."""
    found = verdicts(presses)
    return found.count(Press.TAKEN) - found.count(Press.HELD_ALL_ALONG)


@pytest.mark.parametrize(
    ("pause", "interval"),
    [(0.0, 0.02), (0.0, 0.04), (0.225, 0.02), (0.225, 0.09), (0.5, 0.033), (0.5, 0.09), (1.0, 0.04), (1.0, 0.09)],
)
@pytest.mark.parametrize("count", [3, 30])
def test_a_held_key_decides_once(pause, interval, count):
    held = [("a", 0.0), *(("a", (pause or interval) + n * interval) for n in range(count))]
    assert decided(held) == 1


def test_a_held_key_counts_again_once_it_was_let_go():
    held = [("a", n * 0.033) for n in range(10)]
    assert decided([*held, ("a", 0.9)]) == 2
    assert decided([*held, ("x", 0.5)]) == 2


@given(st.lists(st.sampled_from("axd"), min_size=1, max_size=30), st.floats(0, 0.045))
def test_a_burst_decides_once_whatever_its_keys(keys, interval):
    assert decided([(key, n * interval) for n, key in enumerate(keys)]) == 1


@given(st.lists(st.tuples(st.sampled_from("axdA"), st.floats(0.15, 3.0)), min_size=1, max_size=30))
def test_a_quick_editor_is_never_stopped(presses):
    at, timed = 0.0, []
    for key, pause in presses:
        at += pause
        timed.append((key, at))
    assert decided(timed) == len(presses)


@given(st.floats(0.06, 0.5), st.integers(2, 20))
def test_an_even_pace_that_a_screen_can_follow_is_taken(interval, count):
    assert decided([("a", n * interval) for n in range(count)]) == count


def test_five_a_second_with_one_key_are_taken_and_a_double_hit_is_one():
    assert decided([("A", n * 0.2) for n in range(20)]) == 20
    assert decided([("a", 0.0), ("a", 0.3), ("a", 0.36)]) == 2


def test_the_limits_leave_room_for_each_other():
    assert FASTEST < 0.2 < FIRST_PAUSE
