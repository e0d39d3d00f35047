"""A screen that was made before it is asked for looks and acts as one that is made then."""

from __future__ import annotations

import asyncio

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.desk import desk, until
from triage.tui.app import TriageApp
from triage.tui.screens.dialogs.palette import PaletteScreen
from triage.tui.screens.dialogs.tags import TagsScreen
from triage.tui.screens.parts import preloading
from triage.tui.screens.review import ReviewScreen


async def warmed(review: ReviewScreen, pilot: Pilot[None]) -> None:
    assert review._preloading is not None
    await until(pilot, review._preloading.done)
    assert review._preloading.exception() is None


def drawn(pilot: Pilot[None]) -> list[list[tuple[str, object]]]:
    """Each cell that holds something, with its colours."""
    found = []
    for strip in pilot.app.screen._compositor.render_strips():
        cells = [(char, s.style and (s.style.color, s.style.bgcolor, s.style.bold)) for s in strip for char in s.text]
        found.append([cell for cell in cells if cell[0].strip()])
    return found


@pytest.mark.parametrize("keys", [("ctrl+p",), ("enter", "ctrl+p"), ("t",), ("ctrl+t", "t"), ("ctrl+t", "ctrl+p")], ids=" ".join)
async def test_it_looks_the_same(keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    for after in (0, 1000):
        monkeypatch.setattr(preloading, "AFTER", after)
        async with desk(size=(100, 30)) as (_, review, pilot):
            if not after:
                await warmed(review, pilot)
                assert pilot.app.screen is review
            await pilot.resize_terminal(80, 24)
            await pilot.press(*keys)
            await pilot.pause()
            assert isinstance(pilot.app.screen, PaletteScreen if keys[-1] == "ctrl+p" else TagsScreen)
            assert isinstance(pilot.app.focused, Input)
            looks.append(drawn(pilot))
    assert looks[0] == looks[1]


async def test_what_is_typed_while_nothing_is_warm_yet_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Emptied behind one's back, the palette would have its first command under the cursor, which keeps the document."""
    monkeypatch.setattr(preloading, "AFTER", 0.2)
    async with desk(size=(80, 24)) as (_, review, pilot):
        await pilot.press("ctrl+p", *"undo")
        await pilot.pause(1)
        assert isinstance(pilot.app.screen, PaletteScreen)
        assert (pilot.app.screen.query_one(Input).value, pilot.app.screen.highlighted) == ("undo", "edit.undo")
        await pilot.press("escape")
        await warmed(review, pilot)


async def test_each_document_finds_its_own_tags_in_the_dialog() -> None:
    async with desk() as (session, _, pilot):
        await pilot.press("t", *"one", "enter", "j", "t", *"two")
        dialog = pilot.app.screen
        await pilot.press("escape", "t")
        assert pilot.app.screen is dialog, "it is made once"
        assert dialog.query_one(Input).value == ""
        await pilot.press(*"three", "enter")
        assert session.corpus.all["001.txt"].tags == ("one",)
        assert session.corpus.all["002.txt"].tags == ("three",)


async def test_nothing_is_made_while_keys_are_pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(preloading, "AFTER", 0.05)
    monkeypatch.setattr(TriageApp, "clock", lambda _: clock[0])
    async with desk() as (_, review, pilot):
        await pilot.pause(0.5)
        assert not pilot.app._installed_screens
        clock[0] = 0.1
        await warmed(review, pilot)
        assert [screen.is_mounted for screen in pilot.app._installed_screens.values()] == [True] * 3  # type: ignore[union-attr]


async def test_what_is_typed_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preloading, "AFTER", 0.05)
    async with desk() as (_, review, pilot):
        await pilot.press("ctrl+p", *"keep")
        await pilot.pause(0.5)
        palette = pilot.app.screen
        assert palette.query_one(Input).value == "keep"
        await pilot.press("escape")
        await warmed(review, pilot)
        assert pilot.app.screen is review


@pytest.mark.parametrize("turns", range(3))
@pytest.mark.parametrize("by_key", [False, True])
async def test_the_program_may_end_while_a_screen_is_made(by_key: bool, turns: int) -> None:
    async with desk() as (_, review, pilot):
        making = asyncio.create_task(pilot.app.mount_cached(review.palette()))  # type: ignore[attr-defined]
        for _ in range(turns):  # of the loop, so that each step of it is met
            await asyncio.sleep(0)
        if by_key:
            pilot.app.leave()  # type: ignore[attr-defined]
    await making
    assert pilot.app.fault is None  # type: ignore[attr-defined]
