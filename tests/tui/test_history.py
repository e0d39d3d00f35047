"""Undo and redo bring the cursor back to where the command was given, its block too, after a restart as well."""

from __future__ import annotations

from pathlib import Path

from tests.tui.scanned import desk
from triage.model import Answer


async def test_the_cursor_comes_back_document_and_block(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, app, pilot):
        review = app.review
        await pilot.press("G", "J", "J", "space", "g")
        assert review.raw.focused_block == 1
        await pilot.press("u")
        assert review.row is not None
        assert (review.row.id, review.raw.focused_block, review.cleaned.focused_block) == ("ships-2.txt", 3, 3)
        await pilot.press("g", "J", "a", "G", "u")
        assert (review.row.id, review.raw.focused_block) == ("alone.txt", 2)
        await pilot.press("G", "ctrl+r")
        session.flush()
    async with desk(scanned, tmp_path) as (session, app, pilot):
        review = app.review
        await pilot.press("G", "u")
        assert review.row is not None
        assert (review.row.id, review.raw.focused_block) == ("alone.txt", 2)
        await pilot.press("G", "U")
        found = session.corpus.row("alone.txt")
        assert found is not None
        assert found.answer is Answer.KEEP
        assert (review.row.id, review.raw.focused_block) == ("alone.txt", 2)
