"""Where the cursor goes: undecided documents, a place in a new list, places visited, blocks that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from triage.decide import (
    Place,
    Round,
    Visited,
    between,
    copies,
    flagged_beside,
    nearest,
    origin,
    same_rule,
    undecided_beside,
)
from triage.decide.queue import RUN
from triage.model import Answer, Block, By, Label, Row, Staleness


class Listing:
    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, start: int, stop: int) -> list[Row]:
        return self._rows[start:stop]

    def ids(self, start: int, stop: int) -> list[str]:
        return [row.id for row in self._rows[start:stop]]

    def position(self, name: str) -> int | None:
        return next((n for n, row in enumerate(self._rows) if row.id == name), None)


def listing(decided: Sequence[bool | None]) -> Listing:
    """A row for each; None stands for a document that is gone."""
    return Listing([Row("" if d is None else f"d{n}", answer=Answer.KEEP if d else None) for n, d in enumerate(decided)])


@given(st.lists(st.sampled_from([True, False, None]), max_size=12), st.integers(0, 14))
def test_the_next_is_undecided_there_and_the_nearest(decided, position):
    rows = listing(decided)
    fit = [n for n, done in enumerate(decided) if done is False and n != position]
    assert undecided_beside(rows, position, 1) == min(fit, key=lambda n: (n <= position, n), default=None)
    assert undecided_beside(rows, position, -1) == max(fit, key=lambda n: (n < position, n), default=None)


def test_it_is_found_across_runs_and_ends():
    rows = listing([n not in (5, RUN) for n in range(2 * RUN + 3)])
    assert [undecided_beside(rows, place, 1) for place in (0, 5, RUN - 1, RUN, 2 * RUN + 2)] == [5, RUN, RUN, 5, 5]
    assert [undecided_beside(rows, place, -1) for place in (0, 5, RUN - 1, RUN, 2 * RUN + 2)] == [RUN, RUN, 5, 5, RUN]


def is_left(round: Round, row: Row) -> bool:
    return round.next_beside(Listing([Row("before"), row]), 0) == 1


def test_a_first_round_is_about_the_undecided():
    round = Round()
    round.decided({"d0": Answer.KEEP})
    assert not round.is_second
    assert is_left(round, Row("d0"))
    assert not is_left(round, Row("d1", answer=Answer.DEFER))


def test_a_second_round_is_about_what_was_not_decided_since():
    round, rows = Round({"answer"}), listing([True, True, None, False])
    assert round.is_second
    assert round.next_beside(rows, 0) == 1
    round.decided({"d1": Answer.KEEP, "d3": Answer.KEEP})
    assert round.next_beside(rows, 0) == 3, "an answer that was taken back is to be given again"
    assert not is_left(round, Row("d1", answer=Answer.KEEP))
    assert is_left(round, Row("d1", answer=Answer.DEFER))
    assert not is_left(round, Row("d1", answer=Answer.KEEP, stale=Staleness.SOURCE_CHANGED))


def test_a_round_through_what_is_stale_is_over_when_nothing_is():
    round = Round({"stale"})
    round.decided({"d1": Answer.KEEP})
    assert not is_left(round, Row("d1", answer=Answer.KEEP))
    assert is_left(round, Row("d1", answer=Answer.KEEP, stale=Staleness.CLEAN_CHANGED))


@given(st.integers(0, 9), st.sets(st.integers(0, 9)))
def test_a_place_in_another_list_is_the_same_document_or_the_same_height(position, shown):
    rows = Listing([Row(f"d{n}") for n in sorted(shown)])
    found = nearest(rows, f"d{position}", position)
    if position in shown:
        assert rows.rows(found, found + 1)[0].id == f"d{position}"
    else:
        assert found == max(0, min(position, len(rows) - 1))


def test_back_and_forward():
    a, b, c = Place("a"), Place("b", 3), Place("c")
    visited = Visited()
    assert visited.back(a) is None
    visited.leave(a)
    visited.leave(b)
    assert visited.back(c) == b
    assert visited.back(b) == a
    assert visited.back(a) is None
    assert visited.forward(a) == b
    assert visited.forward(b) == c
    assert visited.forward(c) is None
    assert visited.back(c) == b
    visited.leave(b)
    assert visited.forward(a) is None, "a jump forgets what was ahead"


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_going_back_all_the_way_and_forward_again_ends_where_one_was(jumps):
    visited, here = Visited(), Place("start")
    for name in jumps:
        visited.leave(here)
        here = Place(name)
    last = here
    seen = [here]
    while (place := visited.back(here)) is not None:
        here = place
        seen.append(here)
    assert here == Place("start")
    again = [here]
    while (place := visited.forward(here)) is not None:
        here = place
        again.append(here)
    assert here == last
    assert again == seen[::-1]


BLOCKS = (
    Block(1, 0, 1, Label.BOILERPLATE, "header"),
    Block(2, 2, 3, Label.CONTENT, "title"),
    Block(3, 4, 5),
    Block(4, 6, 7, Label.DUPLICATE, "repeat-run", duplicate_of=3),
    Block(5, 8, 9, Label.BOILERPLATE, "header"),
    Block(6, 10, 11, Label.CONTENT, "yours", by=By.REVIEWER, was=Label.BOILERPLATE, was_rule="header"),
    Block(7, 12, 13, Label.DUPLICATE, "repeat-run", duplicate_of=3),
)


def test_blocks_that_belong_together():
    assert same_rule(BLOCKS, 1) == (1, 5)
    assert same_rule(BLOCKS, 6) == (6,)
    assert same_rule(BLOCKS, 4) == (4, 7)
    assert same_rule(BLOCKS, 2) == same_rule(BLOCKS, 3) == same_rule(BLOCKS, 99) == ()
    assert (origin(BLOCKS, 4), origin(BLOCKS, 3), copies(BLOCKS, 3)) == (3, None, (4, 7))
    assert (flagged_beside(BLOCKS, 1, 1), flagged_beside(BLOCKS, 4, -1), flagged_beside(BLOCKS, 7, 1)) == (4, 1, None)
    assert between(BLOCKS, 5, 3) == between(BLOCKS, 3, 5) == (3, 4, 5)
