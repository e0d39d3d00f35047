"""The screen over a real session: a small folder with two clusters."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from triage.session import Session
from triage.tui.app import TriageApp


@asynccontextmanager
async def desk(
    scanned: Path, tmp_path: Path, size: tuple[int, int] = (120, 40), *, scan: bool = False
) -> AsyncIterator[tuple[Session, TriageApp, Pilot[None]]]:
    with Session.open(scanned, state=tmp_path / "state", reviewer="t") as session:
        if not scan:
            session.corpus.scan()
        app = TriageApp(session, scan=scan)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.1)
            yield session, app, pilot
