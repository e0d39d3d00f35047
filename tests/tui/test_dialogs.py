"""Dialogs where there is little room, and where there are no colours."""

from __future__ import annotations

from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from typing import Any, NoReturn

import pytest
from rich.console import Console
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.tui.desk import desk, until
from tests.tui.scanned import desk as real_desk
from triage.commands import COMMANDS, by_id
from triage.corpus.query.listing import Listing
from triage.errors import FileError
from triage.model import Row
from triage.tui.app import TriageApp
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.confirm import ConfirmScreen
from triage.tui.screens.dialogs.dialog import Dialog
from triage.tui.screens.dialogs.goto import GotoScreen
from triage.tui.screens.dialogs.palette import PaletteScreen
from triage.tui.terminal.frame_diff import FrameDiff, TerminalContents
from triage.tui.widgets.line_list import LineList

SMALLEST = (60, 20)


def drawn(pilot: Pilot[None]) -> list[str]:
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


@pytest.mark.parametrize("size", [SMALLEST, (100, 16), (60, 15), (80, 10)], ids=str)
async def test_every_dialog_shows_its_keys_in_a_small_window(scanned: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    async with real_desk(scanned, tmp_path, size) as (session, app, pilot):
        text = "# What to keep\n\n" + "* a line of a guideline that is longer than the window\n" * 30
        session.guideline = lambda: text  # type: ignore[method-assign]
        session.tag(["alone.txt"], add=[f"tag {n}" for n in range(20)])
        for key in ("ctrl+p", "t", "X", "m", ":", "'", "?", "%", "i", "T", "r", "D"):
            await pilot.press(*(["enter"] if key == "D" else []), key)  # blocks are changed where they are seen
            await pilot.pause(0.1)
            assert isinstance(app.screen, Dialog), key
            box, keys = app.screen.query_one("#box"), app.screen.query_one("#dialog-keys", RunLine)
            assert 0 <= box.region.y < box.region.bottom <= size[1], key
            assert box.content_region.contains_region(keys.region), key
            assert keys.region.height, key
            assert app.screen.max_scroll_y == 0, key
            await pilot.press("escape")


@pytest.mark.parametrize("size", [(40, 10), (20, 5)], ids=str)
async def test_the_way_out_of_every_dialog_is_in_sight_in_the_smallest_window(
    scanned: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with real_desk(scanned, tmp_path, size) as (session, app, pilot):
        session.guideline = lambda: "# What to keep\n\nNews."  # type: ignore[method-assign]
        for keys in ("ctrl+p", "t", "X", "m", "M", ":", "'", "?", "%", "i", "T", "r", "confirm"):
            if keys == "confirm":
                app.push_screen(ConfirmScreen("Reject 26 documents?", "One undo takes all of it back."))
            else:
                await pilot.press(keys)
            await pilot.pause(0.1)
            assert isinstance(app.screen, Dialog), keys
            assert any("Esc" in line for line in drawn(pilot)), (keys, drawn(pilot))
            await pilot.press("escape", "escape")
        for key in ("/", "f") if size[1] >= 10 else ():
            await pilot.press(key)
            await pilot.pause(0.1)
            assert any("Esc leaves" in line for line in drawn(pilot)), (key, drawn(pilot))
            await pilot.press("escape")


WALK = ((61, 24), (80, 10), (120, 40), (60, 50), (60, 20), (140, 45), (80, 24))


@pytest.mark.parametrize("colour", [True, False], ids=["colour", "no colour"])
async def test_every_dialog_follows_the_terminal_to_every_size(
    scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colour: bool
) -> None:
    """Larger and smaller, one way and both: each frame can be written, and the last one shows the review around the dialog."""
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    console, written = Console(force_terminal=True), TerminalContents()

    def display(self: TriageApp, screen: object, update: object) -> None:
        if isinstance(update, LayoutUpdate | ChopsUpdate):
            FrameDiff(update, written).render_segments(console)

    monkeypatch.setattr(TriageApp, "draw_frame", display)  # which writes nothing where there is no terminal
    async with real_desk(scanned, tmp_path, (80, 24)) as (session, app, pilot):
        session.guideline = lambda: "# What to keep\n\nNews."  # type: ignore[method-assign]
        for key in ("ctrl+p", "t", "X", "m", ":", "'", "?", "%", "i", "T", "r", "D") if colour else ("t", "?"):
            await pilot.press(key)
            for size in WALK:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert isinstance(app.screen, Dialog), key
                await until(pilot, lambda: _is_shown_whole(app, pilot), 3)
            await pilot.press("escape")


def _is_shown_whole(app: TriageApp, pilot: Pilot[None]) -> bool:
    """Whether the lines that no part of the dialog's box is on are the review's."""
    above, below = drawn(pilot), [strip.text.rstrip() for strip in app.review._compositor.render_strips()]
    box = app.screen.query_one("#box").region
    clear = [y for y in range(app.size.height) if not box.y <= y < box.bottom]
    return len(above) == len(below) == app.size.height and [above[y] for y in clear] == [below[y] for y in clear]


async def test_the_palette_tells_all_that_a_command_does_at_every_width() -> None:
    longest = max((command for command in COMMANDS if command.applies_in("list")), key=lambda command: len(command.help))
    async with desk(size=SMALLEST) as (_, _review, pilot):
        await pilot.press("ctrl+p", *longest.label)
        palette = pilot.app.screen
        assert isinstance(palette, PaletteScreen)
        assert palette.highlighted == longest.id
        for width, is_told in ((60, True), (80, True), (120, True), (140, False), (60, True)):
            await pilot.resize_terminal(width, 20)
            await pilot.pause(0.1)
            told = palette.query_one("#does", RunLine)
            assert told.display == is_told
            area = told.region if is_told else palette.found.region
            shown = " ".join(" ".join(line[area.x : area.right] for line in drawn(pilot)[area.y : area.bottom]).split())
            assert longest.help in shown, width
        await pilot.press("ctrl+u", "down")
        assert told.plain == by_id[palette.highlighted].help


async def test_a_list_of_choices_ends_at_both_ends() -> None:
    """The last command quits: it isn't one key above the first."""
    async with desk(size=(80, 24)) as (session, review, pilot):
        await pilot.press("ctrl+p", "ctrl+p")
        palette = pilot.app.screen
        assert isinstance(palette, PaletteScreen)
        assert palette.found.highlighted == 0
        await pilot.press(*["down"] * (palette.found.option_count + 1))
        assert palette.found.highlighted == palette.found.option_count - 1
        await pilot.press("escape", "ctrl+p", "ctrl+p", "enter")
        assert pilot.app.screen is review
        assert not session.flushed


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=str)
async def test_the_palette_stands_still_while_one_types(size: tuple[int, int]) -> None:
    async with desk(size=size) as (_, _review, pilot):
        await pilot.press("ctrl+p")
        await pilot.pause()
        box, seen = pilot.app.screen.query_one("#box"), set()
        for key in (*"reject", *["backspace"] * 6, *"zzz"):
            seen.add(box.region)
            await pilot.press(key)
            await pilot.pause()
        assert len(seen | {box.region}) == 1


async def test_without_colours_the_field_has_a_caret_and_what_lies_behind_is_dim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk(size=(80, 24)) as (_, review, pilot):
        await pilot.press("t", "a")
        strips = pilot.app.screen._compositor.render_strips()
        y = pilot.app.screen.query_one(Input).region.y
        assert any(s.style and s.style.reverse and not s.text.strip() for s in strips[y])
        behind = [s for s in strips[0] if s.text.strip()]
        assert behind
        assert all(s.style and s.style.dim and not s.style.reverse for s in behind)
        await pilot.press("escape", "/")
        strips = review._compositor.render_strips()
        assert any(s.style and s.style.reverse for s in strips[review.query_one(Input).region.y])


async def test_without_colours_the_cursor_of_a_list_is_reversed(
    scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with real_desk(scanned, tmp_path, (80, 24)) as (session, _, pilot):
        session.tag(["alone.txt"], add=["one", "two"])
        await pilot.press("T")
        await pilot.pause()
        rows = pilot.app.screen.query_one(LineList).visible_lines()
        reversed_ = [any(s.style and s.style.reverse for s in row) for row in rows]
        assert reversed_[:2] == [True, False]


@pytest.mark.parametrize("leave", ["escape", "ctrl+c"])
async def test_a_note_that_was_typed_is_there_again(leave: str) -> None:
    """Left by Escape or ctrl+c, by way of the rejection or of the note itself; of another document nothing is shown."""
    async with desk(size=(80, 24)) as (session, review, pilot):
        await pilot.press("m", *"half a", leave)
        assert review.is_current
        assert "not saved; m shows again" in review.line("echo").plain
        await pilot.press("j", "m", "x", "backspace", "escape")
        assert "not saved" not in review.line("echo").plain
        await pilot.press("k", "m")
        assert pilot.app.screen.query_one(TextArea).text == "half a"
        await pilot.press(*" thought", "ctrl+s", "m", leave)
        assert session.notes == {"001.txt": "half a thought"}
        if leave == "escape":
            assert review.is_current
            assert "not saved" not in review.line("echo").plain


async def test_a_note_that_is_not_saved_is_asked_about_before_one_quits() -> None:
    async with desk(size=(80, 24)) as (session, _, pilot):
        await pilot.press("m", *"half a", "escape", "j", "q")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert any("001.txt" in line for line in drawn(pilot))
        await pilot.press("escape", "k", "m", "ctrl+s")
        assert session.notes == {"001.txt": "half a"}
        assert pilot.app.is_running
        await pilot.press("m", "x", "escape", "q", "q")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.pause(0.1)
        await pilot.press("enter")
        assert session.flushed


@pytest.mark.parametrize("keys", [("/", *"ta"), ("f", *"ta"), ("t",), ("?",), ("?", "/", "x"), ("ctrl+p", "x"), ("X",)])
async def test_ctrl_c_leaves_a_prompt_or_a_dialog_as_escape_does_and_not_the_program(keys: tuple[str, ...]) -> None:
    async with desk(size=(80, 24)) as (session, review, pilot):
        for leave in ("escape", "ctrl+c"):
            await pilot.press(*keys, leave)
            if keys == ("?", "/", "x"):
                assert pilot.app.screen is not review, "the field alone"
                await pilot.press(leave)
            assert pilot.app.screen is review
            assert review.focused is review.documents
            assert (review.where, len(review.listing)) == ("", 5)
        assert not session.flushed
        await pilot.press("ctrl+c")
        assert session.flushed


async def test_who_quits_again_means_it() -> None:
    async with desk(size=(80, 24)) as (session, _, pilot):
        await pilot.press("m", *"half a", "escape", "ctrl+c")
        assert not session.flushed
        await pilot.press("ctrl+c")
        assert session.flushed


async def test_a_note_typed_with_reasons_is_there_again() -> None:
    async with desk(size=(80, 24)) as (session, review, pilot):
        await pilot.press("X", "e", "tab", *"a list", "ctrl+c")
        assert review.is_current
        await pilot.press("X")
        assert pilot.app.screen.query_one(Input).value == "a list"
        await pilot.press("enter")
        assert session.notes == {"001.txt": "a list"}
        await pilot.press("X", "escape")
        assert "not saved" not in review.line("echo").plain


async def test_a_note_that_was_typed_outlives_an_answer_and_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(size=(80, 24)) as (session, review, pilot):
        await pilot.press("m", *"half", "escape", "a", "k", "m")
        assert pilot.app.screen.query_one(TextArea).text == "half"

        class Refused:
            is_long = False

            def run(self) -> None:
                raise FileError("it is read-only")

        with monkeypatch.context() as patched:
            patched.setattr(session, "bulk", lambda *commands, **named: Refused())
            await pilot.press(*" a note", "ctrl+s")
            await pilot.pause()
            assert "read-only" in review.line("echo").plain
        await pilot.press("m")
        assert pilot.app.screen.query_one(TextArea).text == "half a note"


async def test_the_palette_says_that_nothing_fits_and_stays() -> None:
    async with desk(size=(80, 24)) as (_, review, pilot):
        await pilot.press("ctrl+p", *"qqqq")
        assert any("No command fits." in line for line in drawn(pilot))
        await pilot.press("down", "enter")
        assert isinstance(pilot.app.screen, PaletteScreen)
        await pilot.press("ctrl+u", *"export", "enter")
        assert review.is_current
        command = "triage export /corpus/sample --where answer:keep --out kept.jsonl"
        assert review.line("echo").plain.startswith(f"In a shell: {command} · copied ")


def _refuse(*_: object) -> NoReturn:
    raise FileError("the index is gone; scan the folder")


async def test_what_a_dialog_can_not_do_is_told_on_its_last_line_until_the_next_key(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(size=(80, 24)) as (session, _, pilot):
        await pilot.press(":")
        hint = pilot.app.screen.query_one("#dialog-keys", RunLine).plain
        with monkeypatch.context() as patched:
            patched.setattr(session.corpus, "find", _refuse)
            await pilot.press("0")
        line = pilot.app.screen.query_one("#dialog-keys", RunLine)
        assert line.has_style("error")
        assert "the index is gone" in line.plain
        await pilot.press("0", "2")
        assert line.plain == hint
        await pilot.press("enter")
        assert pilot.app.is_running
        assert pilot.app.review.row.id == "002.txt"


@pytest.mark.parametrize(("key", "asked"), [("T", "corpus.decided.tags"), ("r", "rules.all"), ("%", "statistics.rules")])
async def test_a_dialog_that_gets_nothing_to_show_says_why(
    scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, asked: str
) -> None:
    async with real_desk(scanned, tmp_path, (80, 24)) as (session, app, pilot):
        part, _, name = asked.rpartition(".")
        monkeypatch.setattr(type(attrgetter(part)(session)), name, _refuse)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await until(pilot, lambda: app.screen.query_one("#dialog-keys", RunLine).has_style("error"))
        await pilot.press("escape")
        assert app.review.is_current
        assert app.is_running


async def test_an_action_of_a_dialog_and_the_answer_to_one_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(size=(80, 24)) as (_, review, pilot):
        with monkeypatch.context() as patched:
            patched.setattr(GotoScreen, "action_move", _refuse)
            await pilot.press(":", "down")
            assert pilot.app.screen.query_one("#dialog-keys", RunLine).has_style("error")
        monkeypatch.setattr(review.review, "leave_place", _refuse)
        await pilot.press(*"002", "enter")
        assert review.is_current
        await until(pilot, lambda: "the index is gone" in review.line("echo").plain)
        await pilot.press("j")
        assert pilot.app.is_running


async def test_a_timer_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk() as (_, review, pilot):
        review.set_timer(0.001, _refuse)
        await until(pilot, lambda: "the index is gone" in review.line("echo").plain)
        await pilot.press("j")
        assert pilot.app.is_running


@pytest.mark.parametrize("times", range(1, 6))
async def test_where_even_telling_fails_the_program_ends_and_never_stands_deaf(
    scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    failed, page = [], Listing._page

    def fail_so_often(listing: Listing, *given: Any, **named: Any) -> list[Row]:
        if len(failed) < times:
            failed.append(given)
            raise FileError("the index is gone; scan the folder")
        return page(listing, *given, **named)

    with suppress(FileError):  # with which the program ends
        async with real_desk(scanned, tmp_path, (80, 24)) as (_, app, pilot):
            monkeypatch.setattr(Listing, "_page", fail_so_often)
            await pilot.press("j")
            await until(pilot, lambda: len(failed) == times or app.fault)
            await pilot.pause(0.05)
            if app.fault is None:
                before = app.review.documents.cursor
                await pilot.press("k" if before else "j")
                await until(pilot, lambda: app.review.documents.cursor != before)
    assert failed
