"""Queue, completion and staleness."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.decide import after_deciding, complete, next_undecided, previous_undecided, staleness
from triage.model import CleanStamp, Sidecar, Source, Staleness


@given(st.lists(st.booleans(), max_size=12), st.integers(-2, 14), st.sets(st.integers(0, 11), max_size=4))
def test_the_next_is_undecided_not_skipped_and_the_nearest(decided, position, skipped):
    order = [f"d{n}" for n in range(len(decided))]
    skip = {f"d{n}" for n in skipped}
    done = {id for id, yes in zip(order, decided, strict=True) if yes}
    fit = [n for n, id in enumerate(order) if id not in done | skip and n != position]
    found = next_undecided(order, position, done.__contains__, skip)
    assert found == min(fit, key=lambda n: (n <= position, n), default=None)
    back = previous_undecided(order, position, done.__contains__, skip)
    assert back == max(fit, key=lambda n: (n < position, n), default=None)
    ahead = next_undecided(order, position, done.__contains__, skip, wrap=False)
    assert ahead == min((n for n in fit if n > position), default=None)
    behind = previous_undecided(order, position, done.__contains__, skip, wrap=False)
    assert behind == max((n for n in fit if n < position), default=None)


def test_after_the_last_the_cursor_stays():
    assert after_deciding(["a", "b"], 1, ("a", "b"), {"a", "b"}.__contains__) == 1
    assert after_deciding(["a", "b", "c"], 0, ("a", "b"), set().__contains__) == 2


def test_completion_ranks_whole_start_part_then_likeness():
    used = {"sport": 9, "transport": 2, "asia": 1}
    assert complete("sport", ["port", "sports"], used)[:3] == ["sport", "sports", "transport"]
    assert complete("", ["z", "asia"], used) == ["z", "asia", "sport", "transport"]
    assert complete("trnsport", [], used)[0] == "transport"
    assert complete("qqqq", [], used) == []
    assert complete("s", [], used, limit=1) == ["sport"]


def test_staleness_by_hashes():
    sidecar = Sidecar(Source("a", "raw"), clean=CleanStamp("text", "rules"))
    assert staleness(sidecar, None, None, "rules") is Staleness.ORPHAN
    assert staleness(sidecar, "new", "text", "rules") is Staleness.SOURCE_CHANGED
    assert staleness(sidecar, "raw", "text", "rules", "b") is Staleness.MOVED
    assert staleness(sidecar, "raw", "new", "rules") is Staleness.CLEAN_CHANGED
    assert staleness(sidecar, "raw", "text", "new rules", "a") is Staleness.CURRENT
    assert staleness(sidecar, "raw", None, "new rules") is Staleness.CLEAN_CHANGED
    assert staleness(sidecar, "raw", None, "rules") is Staleness.CURRENT
    assert staleness(Sidecar(Source("a")), "raw", "x", "y") is Staleness.CURRENT
