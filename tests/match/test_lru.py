"""What is kept of what was asked for latest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.match.lru import LruCache


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    kept: LruCache[str] = LruCache(10)
    for number in (1, 2, 3):
        kept.put(number, str(number), 3)
    assert kept.get(1) == "1"
    kept.put(4, "4", 3)
    assert [number for number in range(5) if number in kept] == [1, 3, 4]
    kept.put(5, "large", 50)
    assert [number for number in range(6) if number in kept] == [5]
    assert kept.get(4) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 8))))
def test_never_more_than_fits_and_the_last_one_always(puts: list[tuple[int, int]]) -> None:
    kept: LruCache[int] = LruCache(12)
    last: dict[int, int] = {}
    for number, weight in puts:
        kept.put(number, weight, weight)
        last[number] = weight
        found = [at for at in range(10) if at in kept]
        assert number in found
        assert sum(last[at] for at in found) <= 12
        assert all(kept.get(at) == last[at] for at in found)
