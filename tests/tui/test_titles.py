"""The titles of the texts."""

from __future__ import annotations

import pytest

from tests.tui.desk import desk
from triage.model import Row

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_text_alone_says_which_document_it_is_of(size: tuple[int, int]) -> None:
    long = "0" * 99 + "-the-end-of-its-name"
    async with desk(["One", "Two"], size) as (session, review, pilot):
        session.corpus.all = {long: Row(long, "Long", words=9, blocks=4), **session.corpus.all}
        review.apply_filter("")
        await pilot.press(*(["z"] if size[0] >= 80 else []), "g", "enter")
        await pilot.pause()
        for version in ("Raw · 5 blocks", "Cleaned"):
            title = next(review.line(f"{pane}-title").plain for pane in ("raw", "cleaned") if version.startswith(pane.title()))
            assert title.startswith("1 of 3 · …")
            assert f"-name · {version}" in title
            assert len(title) <= size[0] - 2
        await pilot.press(">")
        assert review.line("raw-title").plain == "2 of 3 · 001.txt · Raw · 5 blocks"
        if size[0] >= 80:
            await pilot.press("z")
            await pilot.pause()
            assert review.line("raw-title").plain == "Raw · 5 blocks"
