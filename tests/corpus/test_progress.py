"""How far a scan is, how fast it goes, and how long the rest of it will take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.corpus.scan.progress import Meter
from triage.model.scan import Phase, Progress


class Scan:
    """A scan that is told step by step, by a clock of its own."""

    def __init__(self) -> None:
        self.now = 100.0
        self.told: list[Progress] = []
        self.meter = Meter(self.told.append, lambda: self.now)

    def step(self, after: float, phase: Phase, done: int, total: int, bytes: int = 0) -> None:
        self.now += after
        self.meter(phase, done, total, bytes)

    @property
    def left(self) -> float | None:
        return self.told[-1].left


def test_nothing_is_foretold_from_next_to_nothing() -> None:
    scan = Scan()
    scan.step(0, Phase.READ, 0, 1000)
    scan.step(0.3, Phase.READ, 100, 1000, 500_000)
    assert (scan.left, scan.told[-1].rate) == (None, 0)
    scan.step(0.7, Phase.READ, 10, 1000, 500_000)
    assert (scan.left, scan.told[-1].rate) == (None, 500_000)


def test_the_rest_takes_what_a_first_scan_takes_until_it_is_known() -> None:
    scan = Scan()
    scan.step(0, Phase.READ, 0, 1000)
    scan.step(3, Phase.READ, 500, 1000, 6_000_000)
    assert scan.left == pytest.approx(3 + 10 + 4)
    assert scan.told[-1].rate == 2_000_000
    scan.step(3, Phase.READ, 1000, 1000, 12_000_000)
    scan.step(0, Phase.CLEAN, 0, 1000)
    assert scan.left == pytest.approx(10 + 4)
    scan.step(10, Phase.CLEAN, 500, 1000, 6_000_000)
    assert scan.told[-1].rate == 600_000, "of this phase alone"
    assert scan.left is not None
    assert 5 + 4 < scan.left < 10 + 8, "it is slower than it was expected to be"
    scan.step(10, Phase.CLEAN, 1000, 1000)
    scan.step(0, Phase.MATCH, 0, 1000)
    scan.step(4, Phase.MATCH, 1000, 1000)
    assert scan.left == 0


def test_reports_are_few_but_the_last_of_a_phase() -> None:
    scan = Scan()
    for step in range(1000):
        scan.step(0.001, Phase.READ, step + 1, 1000)
    assert 9 <= len(scan.told) <= 11
    assert scan.told[-1].done == 1000
    assert scan.meter.seconds == pytest.approx(1)


PHASES = st.sampled_from([Phase.READ, Phase.CLEAN, Phase.MATCH])
STEPS = st.lists(st.tuples(st.floats(0, 100), PHASES, st.integers(0, 9), st.integers(0, 9)))


@given(STEPS)
def test_whatever_is_told_what_is_left_is_no_nonsense(steps: list[tuple[float, Phase, int, int]]) -> None:
    scan = Scan()
    for after, phase, done, total in steps:
        scan.step(after, phase, min(done, total), total, done)
    assert all(one.left is None or 0 <= one.left < 1e9 for one in scan.told)
    assert all(one.rate >= 0 for one in scan.told)
