"""The titles of the texts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tui.desk import desk, until
from triage.model import Row

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_text_alone_says_which_document_it_is_of(size: tuple[int, int]) -> None:
    long = "0" * 99 + "-the-end-of-its-name"
    async with desk(["One", "Two"], size) as (session, review, pilot):
        session.corpus.all = {long: Row(long, "Long", words=9, blocks=4), **session.corpus.all}
        review.review.filter("")
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
            assert review.line("raw-title").plain == "Raw · 001.txt · 5 blocks"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_whence_the_document_is_stands_beside_the_list_too(size: tuple[int, int]) -> None:
    async with desk(size=size) as (session, review, pilot):
        row = session.corpus.all["002.txt"]
        session.corpus.all["002.txt"] = row._replace(date=date(2025, 5, 10), source="Sund Courier", language="en")
        await pilot.press("j")
        assert review.line("raw-title").plain == "Raw · 002.txt · 5 blocks"
        assert review.line("about").plain.strip() == "2025-05-10 · Sund Courier · 120 words · English"
        await pilot.press("z", "enter", "z")
        await until(pilot, lambda: review.line("raw-title").plain == "Raw · 002.txt · 5 blocks")
