"""What arrays are sorted and grouped by."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from triage.arrays import sorted_within


@given(st.lists(st.tuples(st.integers(0, (1 << 31) - 1), st.integers(0, (1 << 31) - 1))))
def test_values_are_sorted_within_groups(pairs: list[tuple[int, int]]) -> None:
    groups, values = (np.array(column, np.int32) for column in (zip(*pairs, strict=True) if pairs else ([], [])))
    assert sorted_within(groups, values).tolist() == [value for _, value in sorted(pairs)]
