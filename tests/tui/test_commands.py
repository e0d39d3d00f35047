"""Every command, with each pane focused and in each size; keys do what the help says; a size is as good as any other."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.desk import desk, until
from triage.commands import COMMANDS, by_id, in_context, keymap
from triage.config import Config
from triage.session import Session
from triage.tui.app import TriageApp
from triage.tui.screens.cluster import ClusterScreen
from triage.tui.screens.dialogs.help import HelpScreen
from triage.tui.screens.review import ReviewScreen
from triage.tui.widgets.report import Report

SIZES = [(200, 60), (120, 40), (80, 24), (60, 20)]
WALK = (1, 0, 2, 0, 3, 1, 2, 1, 3, 2, 3, 0)  # from the first size, each of the twelve ways from one to another
PANES = ("documents", "raw", "cleaned")
FULL = bool(os.environ.get("TRIAGE_FULL"))  # resizing in every pane, where a quick run has one
LEAVE = {"app.quit", "app.suspend"}  # these end the test; tests/terminal has them
UNSEEN = {"app.redraw"}  # what it mends isn't there to be mended; tests/terminal has that
TEXT = "\n".join(["Share this", "Delta", "A harbour wall.", "A harbour wall.", *(f"Line {n} of the harbour." for n in range(60))])
SEEDS = Path(__file__).parents[2] / "sample_seeds"
NAMES = ("harbour-wall.txt", "cranes-1-wire.txt", "cranes-4-twice.txt", "clean.txt", "share-bar.txt")
TITLES = [f"Alpha {n}" for n in range(8)]


async def focus(review: ReviewScreen, pilot: Pilot[None], name: str) -> None:
    """Focus a pane as one does: by Tab, and by `v` where only one of the texts is shown."""
    for _ in range(3):
        if review.focused is getattr(review, name):
            return
        if review.is_single and name != "documents":
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
    # Longer than any screen, so that there are pages to turn; and a copy of it.
    long = [f"On day {n} the harbour master counted {n * 37 % 101} ships and wrote {n * 53 % 97} letters." for n in range(90)]
    for name, lines in (("long-1.txt", long), ("long-2.txt", [*long[:40], "A storm came up.", *long[41:]])):
        (folder / name).write_text("\n\n".join(lines), "utf-8")
    with Session.open(folder) as session:
        session.corpus.scan()
    return folder


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_command_does_something_or_says_why_not(
    size: tuple[int, int], scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "TERM", "xterm-256color")
    folder = tmp_path / "corpus"
    shutil.copytree(scanned, folder)
    with Session.open(folder, reviewer="editor") as session:
        app = TriageApp(session, scan=False)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.3)
            for pane in PANES:
                for command in in_context("text" if pane != "documents" else "list"):
                    if command.id not in LEAVE:
                        app.review.back_to("long-1.txt")
                        await focus(app.review, pilot, pane)
                        app.review.focus_block(70 if command.id.endswith("page-up") else 20)
                        await give(app.review, pilot, command.id)
                assert app.review.row is not None
                assert app.review.opened is not None
                assert app.review.row.id == app.review.opened.document.id


async def give(review: ReviewScreen, pilot: Pilot[None], id: str) -> None:
    """Give a command, see that something comes of it, and leave what it opens."""
    review.say("")
    await pilot.pause(0)
    before = seen(review, pilot)
    await review.run_command(id)
    if id not in UNSEEN:
        await until(pilot, lambda: seen(review, pilot) != before)
    for _ in range(4):
        if pilot.app.screen is review and not review.has_class("-finding") and not review.has_class("-searching"):
            return
        await pilot.press("escape")
        await pilot.pause(0)
    pytest.fail(f"{id} opened what Escape doesn't leave: {pilot.app.screen}")


def seen(review: ReviewScreen, pilot: Pilot[None]) -> tuple[object, ...]:
    """What an editor sees of the state: the screen, which is in colours as well, and so where the keys are heard."""
    where = review.focused, review.documents.cursor, review.raw.focused_block, review.cleaned.focused_block
    return (pilot.app.screen, pilot.app.theme, lines(pilot), *where)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_command_on_copies_does_something_or_says_why_not(
    size: tuple[int, int], scanned: Path, tmp_path: Path
) -> None:
    with Session.open(scanned, state=tmp_path / "state", reviewer="editor") as session:
        session.corpus.scan()
        app = TriageApp(session, scan=False)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.3)
            for command in (command for command in COMMANDS if command.applies_in("cluster") and command.id not in LEAVE):
                if app.screen is app.review:
                    app.review.back_to("long-1.txt")
                    await app.review.run_command("cluster.open")
                    await pilot.pause()
                screen = app.screen
                assert isinstance(screen, ClusterScreen)
                screen.say("")
                screen.move(-1)
                screen.review.keeps = [screen.review.here]
                screen.move(0 if command.id == "cluster.down" else 1)
                if command.id.startswith(("cluster.line", "cluster.page")):
                    screen.whole = False
                    screen.do_cluster_whole()
                if command.id.endswith("-up") or command.id == "cluster.previous-difference":
                    screen.diff.action_page(2)
                await pilot.pause()
                before = (screen, lines(pilot))
                await screen.run_command(command.id)
                if command.id not in UNSEEN:
                    await until(pilot, lambda before=before: (app.screen, lines(pilot)) != before)  # type: ignore[misc]
                if app.screen not in (screen, app.review):
                    await pilot.press("escape")
                if command.changes:
                    session.undo()
                    await pilot.pause()
                    app.review.show_current(again=True)
                    while app.screen is not app.review:
                        app.pop_screen()


@pytest.mark.parametrize("pane", PANES)
async def test_a_key_does_what_the_help_says_and_nothing_else(pane: str) -> None:
    async with desk() as (_, review, pilot):
        await focus(review, pilot, pane)
        given: list[str] = []

        async def note(id: str) -> None:
            given.append(id)

        table = keymap()
        wanted = [(key, command.same_as or command.id) for command in in_context(review.context) for key in table[command.id]]
        with patch.object(review, "run_command", note):
            for key, id in wanted:
                if key not in ("ctrl+c", "ctrl+q"):  # these leave whatever has the focus
                    await pilot.press(key)
                    assert given == [id], key
                    given.clear()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_no_key_is_heard_that_the_help_has_not(size: tuple[int, int]) -> None:
    async with desk(size=size) as (_, review, pilot):
        for pane in PANES:
            await focus(review, pilot, pane)
            assert heard(review) == told(review.context), pane


async def test_no_key_is_heard_on_copies_that_the_help_has_not(scanned: Path, tmp_path: Path) -> None:
    with Session.open(scanned, state=tmp_path / "state") as session:
        session.corpus.scan()
        app = TriageApp(session, scan=False)
        async with app.run_test() as pilot:
            await pilot.pause(0.3)
            app.review.back_to("long-1.txt")
            await app.review.run_command("cluster.open")
            await pilot.pause()
            assert isinstance(app.screen, ClusterScreen)
            assert heard(app.screen) == told("cluster")


def heard(screen: Screen[None]) -> dict[str, str]:
    """What each key does on this screen, by the name of the command where it is one."""
    active = {key: one.binding.action for key, one in screen.active_bindings.items() if one.enabled}
    return {key: action.removeprefix("command('").removesuffix("')") for key, action in active.items()}


def told(place: str) -> dict[str, str]:
    """The same, by the registry, and what quits whatever has the focus."""
    table = keymap()
    keys = {key: command.id for command in COMMANDS if command.applies_in(place) for key in table[command.id]}
    keys = {_character_to_key(key) if len(key) == 1 else key: id for key, id in keys.items()}
    return {"ctrl+q": "quit", "ctrl+c": "break_off"} | keys


async def test_the_help_has_what_applies_here_first() -> None:
    async with desk() as (_, _review, pilot):
        for keys, first, last in (
            (("?",), "Down", "Down a block"),
            (("escape", "enter", "?"), "Down a block", "Turn a page of the list"),
        ):
            await pilot.press(*keys)
            assert isinstance(pilot.app.screen, HelpScreen)
            text = pilot.app.screen.query_one(Report).plain
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


async def test_every_line_names_the_keys_of_the_configuration() -> None:
    moved = {"decide.keep": ("w",), "block.toggle": ("b",), "app.help": ("f2",)}
    async with desk(size=(160, 30), config=Config(keys=moved)) as (_, review, pilot):
        foot = review.line("footer").plain
        assert "w Keep" in foot
        assert "b Block" in foot
        assert "f2 Help" in foot
        await pilot.press("]")
        assert review.line("explain").plain.rstrip().endswith("b brings it back")


async def test_the_foot_says_behind_the_rest_how_to_get_about_where_there_is_room() -> None:
    every = " a Keep  x Reject  d Defer  t Tags  u Undo  Space Block  / Filter "
    async with desk() as (_, review, pilot):
        assert review.line("footer").plain.rstrip() == f"{every} Enter Open  ] Next flagged block  ? Help"
        await pilot.press("enter")
        assert review.line("footer").plain.rstrip() == f"{every} Esc Back to the list  ] Next flagged block  ? Help"
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert review.line("footer").plain.rstrip() == f"{every} ? Help"


async def test_on_the_lowest_screen_one_sees_what_one_decides() -> None:
    async with desk(TITLES, (20, 5)) as (_, _, pilot):
        for keys, seen in (((), TITLES[0][:8]), (("a",), TITLES[1][:8]), (("enter",), "1▌")):
            await pilot.press(*keys)
            assert seen in lines(pilot)[2], keys
            assert "? Help" in lines(pilot)[4]
        await pilot.press("escape")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "block 1" in lines(pilot)[37]


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
