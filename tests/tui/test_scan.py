"""The scan behind the screen: its lines of progress, and walking rows in runs."""

from __future__ import annotations

import pytest

from tests.tui.fakes import FakeSession
from triage.model import Answer
from triage.tui.rows import RUN, undecided_beside
from triage.tui.scan import Step, parse_step


@pytest.mark.parametrize(
    ("line", "step"),
    [
        (b'{"done": 3, "total": 9, "phase": "read"}\n', Step("read", 3, 9)),
        (b'{"done": 3}\n', None),
        (b"Traceback (most recent call last):\n", None),
        (b"[1]\n", None),
        (b"\xff\xfe\n", None),
    ],
)
def test_a_line_is_a_step_or_it_is_not(line: bytes, step: Step | None) -> None:
    assert parse_step(line) == step


@pytest.mark.parametrize("step", [1, -1])
def test_the_next_undecided_is_found_across_runs_and_ends(step: int) -> None:
    session = FakeSession([f"Title {n}" for n in range(2 * RUN + 3)])
    listing = session.corpus.listing()
    ids = [row.id for row in listing.rows(0, None)]  # type: ignore[arg-type]
    for id in ids:
        session.decide((id,), Answer.KEEP)
    assert undecided_beside(listing, 5, step) is None
    session.decide((ids[5],), None)
    assert undecided_beside(listing, 5, step) is None
    for place in (0, RUN - 1, RUN, 2 * RUN + 2):
        assert undecided_beside(listing, place, step) == 5
    session.decide((ids[RUN],), None)
    assert undecided_beside(listing, 5, 1) == RUN
    assert undecided_beside(listing, RUN, -1) == 5
