"""Hashes of runs are what their definition says, however long runs and texts are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.run_hashes import MOST_PLACES, run_hashes

BASE = 0x9E3779B97F4A7C15
LONG = 1 << 15
RUNS = st.lists(st.tuples(st.integers(0, 3), st.text(min_size=1, max_size=80)), max_size=12)


def by_definition(run: list[int], places: int | None = None) -> int:
    powers = (at + 1 if places is None else min(at + 1, places) for at in range(len(run)))
    return sum(code * pow(BASE, power, 1 << 64) for code, power in zip(run, powers, strict=True)) % (1 << 64)


def hashed(runs: list[tuple[int, str]], places: int | None = None) -> tuple[list[int], list[list[int]]]:
    """The hashes of texts that stand behind so many other characters each, and their codes."""
    texts = [[ord(character) for character in text] for _, text in runs]
    gaps = [gap for gap, _ in runs]
    lengths = np.array([len(text) for text in texts], np.int64)
    starts = np.cumsum(np.array(gaps, np.int64)) + np.cumsum(lengths) - lengths
    codes = np.array([code for gap, text in zip(gaps, texts, strict=True) for code in [7] * gap + text], np.uint32)
    return run_hashes(codes, starts, starts + lengths, places).tolist(), texts


@given(RUNS, st.none() | st.integers(1, MOST_PLACES))
def test_a_hash_is_that_of_the_run_alone(runs: list[tuple[int, str]], places: int | None) -> None:
    found, texts = hashed(runs, places)
    assert found == [by_definition(text, places) for text in texts]


@pytest.mark.parametrize("length", [LONG - 1, LONG, LONG + MOST_PLACES, LONG + MOST_PLACES + 1, 2 * LONG, 3 * LONG + 5])
@pytest.mark.parametrize("places", [None, MOST_PLACES])
def test_runs_longer_than_what_is_taken_at_a_time(length: int, places: int | None) -> None:
    long = "".join(chr(97 + at * at % 26) for at in range(length))
    found, texts = hashed([(0, "one"), (2, long), (1, "two"), (length, long), (0, "three")], places)
    assert found == [by_definition(text, places) for text in texts]
