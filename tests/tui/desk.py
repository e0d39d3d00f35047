"""A desk to press keys on: the screen on a session in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from tests.tui.fakes import FakeSession
from triage.config import Config
from triage.model import Answer
from triage.tui.app import TriageApp
from triage.tui.screens.review import ReviewScreen

TITLES = ("Alpha [/foo]", "Beta [bold", "Gamma \x1b[2J", "Delta", "Epsilon")


@asynccontextmanager
async def desk(
    titles: Sequence[str] = TITLES,
    size: tuple[int, int] = (120, 40),
    texts: Mapping[str, str] | None = None,
    config: Config | None = None,
) -> AsyncIterator[tuple[FakeSession, ReviewScreen, Pilot[None]]]:
    """A session with these titles, the review that shows it, and what presses its keys."""
    session = FakeSession(titles, texts, config)
    app = TriageApp(session, scan=False)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield session, app.review, pilot


def answers(session: FakeSession) -> list[Answer | None]:
    """The answers in the order of the documents."""
    return [row.answer for row in session.corpus.all.values()]


def shown(review: ReviewScreen) -> str:
    """The id of the document whose text is shown; it is the one under the cursor, or something is badly wrong."""
    assert review.row is not None
    assert review.opened is not None
    assert review.opened.document.id == review.row.id
    return review.row.id


async def until(pilot: Pilot[None], condition: Callable[[], object], seconds: float = 10) -> None:
    """Wait for what comes a moment after a key; TimeoutError if it hasn't come by then."""
    async with asyncio.timeout(seconds):
        while not condition():
            await pilot.pause(0.01)
