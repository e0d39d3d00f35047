"""Keys that belong to no command where they are pressed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.desk import answers, desk
from tests.tui.scanned import desk as real_desk
from triage.tui.screens.cluster import ClusterScreen


@pytest.mark.parametrize(
    ("key", "told"),
    [("W", "W"), ("b", "b"), ("semicolon", ";"), ("f2", "f2"), ("minus", "-"), ("é", "é"), ("ctrl+x", "ctrl+x"), ("right", "→")],
)
async def test_a_key_that_means_nothing_says_so_in_place_of_what_was_said_before(key: str, told: str) -> None:
    async with desk() as (session, review, pilot):
        await pilot.press("a", key)
        assert review.line("echo").plain == f"{told} means nothing here; ? shows the keys."
        await pilot.press("enter", key)
        assert review.context == "text"
        assert review.line("echo").plain.startswith(f"{told} means nothing here")
        await pilot.press("u")
        assert "undone" in review.line("echo").plain
        assert answers(session)[0] is None


async def test_what_is_text_a_modifier_or_a_key_of_its_own_is_not_called_meaningless() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("a")
        said = review.line("echo").plain
        for key in ("left_shift", "caps_lock", "iso_level3_shift", "w"):
            await pilot.press(key)
            assert review.line("echo").plain == ("tagged: 002.txt" if key == "w" else said), key
        await pilot.press("/", *"wh.", "f2", "escape")
        assert "means nothing" not in review.line("echo").plain


async def test_among_copies_too_a_key_that_means_nothing_says_so(scanned: Path, tmp_path: Path) -> None:
    async with real_desk(scanned, tmp_path) as (_, app, pilot):
        await pilot.press("G", "C", "t")
        screen = app.screen
        assert isinstance(screen, ClusterScreen)
        assert screen.line("cluster-echo").plain.strip() == "t means nothing here; ? shows the keys."
