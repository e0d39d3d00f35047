"""Every command, with each pane focused and in each size; keys do what the help says; a size is as good as any other."""

from __future__ import annotations

import os
import shutil
from itertools import product
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.pilot import Pilot

from tests.tui.desk import desk
from triage.commands import by_id, in_context, keymap
from triage.session import Session
from triage.tui.app import TriageApp
from triage.tui.screens.help import HelpScreen
from triage.tui.screens.review import ReviewScreen

SIZES = [(200, 60), (120, 40), (80, 24), (60, 20)]
WALK = (1, 0, 2, 0, 3, 1, 2, 1, 3, 2, 3, 0)  # from the first size, each of the twelve ways from one to another
PANES = ("documents", "raw", "cleaned")
# Each size and each pane in a quick run; `TRIAGE_FULL=1` tries all of them together.
FULL = bool(os.environ.get("TRIAGE_FULL"))
PLACES = list(product(SIZES, PANES)) if FULL else list(zip(SIZES, ("documents", "raw", "cleaned", "raw"), strict=True))
LEAVE = {"app.quit", "app.suspend"}  # these end the test; tests/terminal has them
TEXT = "\n".join(["Share this", "Delta", "A harbour wall.", "A harbour wall.", *(f"Line {n} of the harbour." for n in range(60))])
SEEDS = Path(__file__).parents[2] / "sample_seeds"
NAMES = ("harbour-wall.txt", "cranes-1-wire.txt", "cranes-4-twice.txt", "clean.txt", "share-bar.txt")
TITLES = [f"Alpha {n}" for n in range(8)]


async def focus(review: ReviewScreen, pilot: Pilot[None], name: str) -> None:
    """Focus a pane as one does: by Tab, and by `v` where only one of the texts is shown."""
    for _ in range(3):
        if review.focused is getattr(review, name):
            return
        if review.has_class("-narrow") and name != "documents":
            review.set_class(name == "raw", "-raw")
            await pilot.pause()
        await pilot.press("escape" if name == "documents" else "tab")
        await pilot.pause()
    assert review.focused is getattr(review, name)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few of the sample articles, read once."""
    folder = tmp_path_factory.mktemp("corpus")
    for name in NAMES:
        shutil.copy(SEEDS / name, folder)
    with Session.open(folder) as session:
        session.corpus.scan()
    return folder


@pytest.mark.parametrize(("size", "pane"), PLACES, ids=str)
async def test_every_command_can_be_given(
    size: tuple[int, int], pane: str, scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "TERM", "xterm-256color")
    folder = tmp_path / "corpus"
    shutil.copytree(scanned, folder)
    with Session.open(folder, reviewer="editor") as session:
        app = TriageApp(session, scan=False)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.3)
            for command in in_context("text" if pane != "documents" else "list"):
                if command.id not in LEAVE:
                    await focus(app.review, pilot, pane)
                    await give(app.review, pilot, command.id)
            assert app.review.row is not None
            assert app.review.opened is not None
            assert app.review.row.id == app.review.opened.document.id


async def give(review: ReviewScreen, pilot: Pilot[None], id: str) -> None:
    """Give a command, and leave what it opens."""
    await review.run_command(id)
    for _ in range(4):
        if pilot.app.screen is review and not review.has_class("-finding"):
            return
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
    pytest.fail(f"{id} opened what Escape doesn't leave: {pilot.app.screen}")


@pytest.mark.parametrize("pane", PANES)
async def test_a_key_does_what_the_help_says_and_nothing_else(pane: str) -> None:
    async with desk() as (_, review, pilot):
        await focus(review, pilot, pane)
        given: list[str] = []

        async def note(id: str) -> None:
            given.append(id)

        table = keymap()
        wanted = [(key, command.id) for command in in_context(review.context) for key in table[command.id]]
        with patch.object(review, "run_command", note):
            for key, id in wanted:
                if key != "ctrl+c":  # leaves whatever has the focus
                    await pilot.press(key)
                    assert given == [id], key
                    given.clear()


async def test_the_help_has_what_applies_here_first() -> None:
    async with desk() as (_, _review, pilot):
        for keys, first, last in (
            (("?",), "Down", "Down a block"),
            (("escape", "enter", "?"), "Down a block", "Turn a page of the list"),
        ):
            await pilot.press(*keys)
            assert isinstance(pilot.app.screen, HelpScreen)
            text = pilot.app.screen.table().plain
            here, _, elsewhere = text.partition("Elsewhere")
            assert first in here
            assert last in elsewhere
            flat = " ".join(text.split())
            assert all(command.help in flat for command in by_id.values())


def lines(pilot: Pilot[None]) -> list[str]:
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


@pytest.mark.parametrize("pane", PANES if FULL else ["raw"])
async def test_resizing_in_any_order_keeps_the_place_and_draws_as_if_it_had_always_been_so(pane: str) -> None:
    fresh = {}
    for size in SIZES:
        async with desk(TITLES, size, {"003.txt": TEXT}) as (_, review, pilot):
            await pilot.press("j", "j")
            await focus(review, pilot, pane)
            await pilot.press(*["J"] * 9)
            await pilot.pause()
            fresh[size] = lines(pilot)
    async with desk(TITLES, SIZES[0], {"003.txt": TEXT}) as (_, review, pilot):
        await pilot.press("j", "j")
        await focus(review, pilot, pane)
        await pilot.press(*["J"] * 9)
        n = review.raw.focused_block
        assert n is not None
        for size in (SIZES[n] for n in WALK):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert review.row is not None
            assert review.row.id == "003.txt"
            assert review.raw.focused_block == review.cleaned.focused_block == n
            assert review.context == ("list" if pane == "documents" else "text"), size
            text = "\n".join(lines(pilot))
            for part in ("0 of 8 decided", "? Help", f"block {n}", "takes it out"):
                assert part in text, (size, part)
            assert lines(pilot)[-3:] == fresh[size][-3:]
            assert lines(pilot)[0] == fresh[size][0]


@pytest.mark.parametrize("keys", [("t",), ("X",), ("m",), ("?",), (":",), ("'",), ("ctrl+p",), ("/",)], ids=str)
async def test_dialogs_keep_their_place_in_every_size(keys: tuple[str, ...]) -> None:
    async with desk(TITLES, SIZES[0]) as (_, review, pilot):
        await pilot.press(*keys)
        for size in (*SIZES[1:], (20, 6), *SIZES[::-1]):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            region = pilot.app.screen.focused.region if pilot.app.screen.focused else None
            assert region is not None
            if size != (20, 6):
                assert region.right <= size[0]
                assert region.bottom <= size[1]
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is review
