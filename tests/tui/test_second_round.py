"""Through what is decided already once more: a filter by answer or staleness, and a key a document."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.scanned import desk
from triage.model import Answer
from triage.session import Decide, Session


async def filtered(pilot: Pilot[None], where: str) -> None:
    await pilot.press("/", "ctrl+u", *where, "enter")


@pytest.mark.parametrize("again", ["a", "x", "="])
async def test_what_is_stale_is_left_until_it_is_decided_anew(scanned: Path, tmp_path: Path, again: str) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(scanned, folder)
    with Session.open(folder, state=tmp_path / "state", reviewer="t") as session:
        session.corpus.scan()
        session.apply(Decide(("alone.txt", "bread-0.txt", "ships-0.txt"), Answer.KEEP))
        for id in ("alone.txt", "bread-0.txt", "ships-0.txt"):
            with (folder / id).open("a") as file:
                file.write("\nThe fog came back on the tenth day, and stayed for three weeks, the keeper of the moor said.\n")
    async with desk(folder, tmp_path) as (_, app, pilot):
        review = app.review
        await filtered(pilot, "stale:yes")
        assert len(review.listing) == 3
        assert "✓ keep · ⟳ the text has changed since this was decided" in review.line("about").plain
        await pilot.press(again)
        assert review.documents.cursor == 1
        await pilot.press("k")
        assert "changed" not in review.line("about").plain
        await pilot.press("u", again, again)
        assert review.documents.cursor == 2
        await pilot.press(again)
        assert "been through all" in review.line("echo").plain
        await pilot.press("/", "enter")
        assert len(review.listing) == 0
