"""The desk on a session, driven as a UI drives it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from triage.commands import keymap
from triage.review import Ask, Outcome, Review, Steps
from triage.session import Session


@contextmanager
def desk(root: Path, state: Path) -> Iterator[Review]:
    """The review of a folder that was scanned; what is decided there goes to `state`."""
    with Session.open(root, state=state, reviewer="t") as session:
        session.corpus.scan()
        yield Review(session, keymap())


def drive(review: Review, steps: Steps, *, agrees: bool = True) -> tuple[Outcome, list[Ask]]:
    """What came of a command, and what it asked; then the review is where that leads."""
    asked: list[Ask] = []
    given: object = None
    try:
        while True:
            step = steps.send(given)
            if isinstance(step, Ask):
                asked.append(step)
                given = agrees
            else:
                given = step.bulk.run()
    except StopIteration as end:
        go(review, end.value)
        return end.value, asked


def go(review: Review, outcome: Outcome) -> Outcome:
    """Go where an outcome leads, and open what is there."""
    if outcome.position is not None:
        review.rows.cursor = outcome.position
    if (row := review.row) is not None:
        review.opened = review.session.open_document(row.id)
    return outcome


def go_to(review: Review, id: str) -> None:
    """Put the cursor on a document, and open it."""
    go(review, Outcome(position=review.listing.position(id)))
