"""Tags, reasons with a note, highlighted words and the guideline, on the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Markdown

from triage.session import Session
from triage.tui.app import TriageApp
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.guideline import GuidelineScreen
from triage.tui.screens.dialogs.reasons import ReasonsScreen
from triage.tui.screens.dialogs.tag_list import TagListScreen
from triage.tui.screens.dialogs.tags import TagsScreen

CONFIG = """\
[[tags]]
tag = "harbour"
key = "1"
[[tags]]
tag = "politics"
key = "p"
[[highlights]]
name = "places"
colour = "cyan"
words = ["Narrow Sund"]
[[highlights]]
words = ["pier"]
"""


@asynccontextmanager
async def desk(folder: Path) -> AsyncIterator[tuple[Session, TriageApp, Pilot[None]]]:
    (folder / "triage.toml").write_text(CONFIG, "utf-8")
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"The {name} pier of the Narrow Sund stays closed, they said.\n", "utf-8")
    with Session.open(folder, reviewer="t") as session:
        session.corpus.scan()
        app = TriageApp(session, scan=False)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.3)
            yield session, app, pilot


def tags(session: Session, id: str) -> tuple[str, ...]:
    row = session.corpus.row(id)
    assert row is not None
    return row.tags


async def test_hot_keys_in_the_dialog_and_on_the_desk(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("t", "1", "p", "enter")
        assert tags(session, "a.txt") == ("harbour", "politics")
        await pilot.press("1")
        assert tags(session, "a.txt") == ("politics",)
        await pilot.press("u", "t")
        assert isinstance(app.screen, TagsScreen)
        await pilot.press("1", "p", "o", "enter")
        assert tags(session, "a.txt") == ("politics",), "a key turns its tag, what is typed sets it"


async def test_a_comma_parts_tags_as_it_does_without_a_screen(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("t", *"asia, te")
        assert app.screen.query_one(Input).value.strip() == "te"
        await pilot.press("enter")
        assert app.screen is app.review
        assert tags(session, "a.txt") == ("asia", "te")
        session.tag(["b.txt"], add=["asia, te"])
        assert tags(session, "b.txt") == ("asia", "te")
        session.tags.rename("te", "x, y")
        assert tags(session, "b.txt") == ("asia", "x", "y")


async def test_tags_that_are_not_saved_are_told_before_the_dialog_is_left(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("t", "escape")
        assert app.screen is app.review
        for leave in ("escape", "ctrl+c"):
            await pilot.press("t", *"foo,", leave)
            assert isinstance(app.screen, TagsScreen)
            assert "not saved" in app.screen.query_one("#dialog-keys", RunLine).plain
            await pilot.press("x", "backspace")
            assert "not saved" not in app.screen.query_one("#dialog-keys", RunLine).plain
            await pilot.press(leave, leave)
            assert app.screen is app.review
        assert tags(session, "a.txt") == ()
        await pilot.press("t", *"foo,", "escape", "enter")
        assert tags(session, "a.txt") == ("foo",)


async def test_lines_that_are_pasted_are_tags(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("t")
        app.post_message(events.Paste("middle east\r\n\nasia\n"))
        await pilot.pause()
        await pilot.press("enter")
        assert tags(session, "a.txt") == ("asia", "middle east")


async def test_enter_sets_what_was_typed_saves_it_and_leaves_the_dialog(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("t", *"asia", "enter")
        assert app.screen is app.review
        assert "+asia" in app.review.line("echo").plain
        await pilot.press("t", *"asia", "enter")
        assert tags(session, "a.txt") == ("asia",), "what is typed is set, and never taken off"
        assert app.review.line("echo").plain == "It is so already."


async def test_a_minus_takes_a_tag_off_on_the_screen_too(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        session.tag(["a.txt"], add=["nature", "sea"])
        await pilot.press("t", *"town, -nature", "enter")
        assert tags(session, "a.txt") == ("sea", "town")
        assert app.review.line("echo").plain == "tagged +town, untagged nature: a.txt"
        await pilot.press("t", *"-to", "enter")
        assert tags(session, "a.txt") == ("sea",), "of those that are set, the one that begins so is meant"
        assert app.review.line("echo").plain == "untagged town: a.txt"
        await pilot.press("t", *"-town", "enter")
        assert app.review.line("echo").plain == "It is so already."
        await pilot.press("t", *"-sea,", "escape")
        assert "not saved" in app.screen.query_one("#dialog-keys", RunLine).plain
        await pilot.press("escape", "t", "-", "enter")
        assert tags(session, "a.txt") == ("sea",)
        await pilot.press("ctrl+a", "t", *"-sea, all", "enter")
        assert tags(session, "a.txt") == tags(session, "b.txt") == ("all",), "of several, those that have it lose it"


async def test_no_tag_begins_with_a_minus(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        session.tag(["a.txt"], add=["sea"])
        await pilot.press("T", "enter", "ctrl+u", *"-x", "enter")
        assert "no tag can begin with a -" in app.screen.query_one("#said", RunLine).plain
        assert session.corpus.decided.tags() == {"sea": 1}


async def test_a_tag_that_is_only_like_the_one_typed_stands_below_it(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, _, pilot):
        session.tag(["a.txt", "b.txt"], add=["harbour"])
        for typed in ("bour", "war", "harbuor"):
            await pilot.press("t", *typed, "enter")
            assert {"harbour", typed} <= set(tags(session, "a.txt"))
        await pilot.press("t", *"harb", "enter")
        assert "harb" not in tags(session, "a.txt"), "what begins as was typed is meant"
        await pilot.press("j", "t", *"bour", "down", "enter")
        assert tags(session, "b.txt") == ("harbour",), "pointed at, one that is only like it is taken"


async def test_space_in_the_list_sets_several_and_enter_saves_them(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("t")
        assert "Space" in app.screen.query_one("#dialog-keys", RunLine).plain
        assert "comma" in app.screen.query_one("#dialog-keys", RunLine).plain
        await pilot.press("down", "space", "down", "space", "up", "enter")
        assert tags(session, "a.txt") == ("harbour", "politics")
        await pilot.press("t", "down", "down", "enter")
        assert tags(session, "a.txt") == ("harbour",)
        await pilot.press("t", "enter")
        assert tags(session, "a.txt") == ("harbour",), "none is pointed at"
        await pilot.press("j", "t", *"middle east", "enter")
        assert tags(session, "b.txt") == ("middle east",)
        await pilot.press("t", *"po", "down", "space")
        assert isinstance(app.screen, TagsScreen)
        assert app.screen.query_one(Input).value == ""
        await pilot.press("enter")
        assert tags(session, "b.txt") == ("middle east", "po")


async def test_the_state_line_shows_what_a_tag_key_does(tmp_path: Path) -> None:
    async with desk(tmp_path) as (_, app, pilot):
        await pilot.press("1")
        assert "tags: harbour" in app.review.line("about").plain
        await pilot.press("1")
        assert "harbour" not in app.review.line("about").plain


async def test_a_tag_is_renamed_merged_and_removed_everywhere(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        session.tag(["a.txt", "b.txt"], add=["sea [/x]"])
        await pilot.press("T")
        assert isinstance(app.screen, TagListScreen)
        await pilot.press("enter", "ctrl+u", *"harbour", "enter")
        assert session.corpus.decided.tags() == {"harbour": 2}
        assert "renamed" in app.screen.query_one("#said", RunLine).plain
        await pilot.press("g", "delete")
        assert app.screen.query(RunLine).first().plain == "Remove harbour from 2 documents?"
        await pilot.press("delete", "escape")
        assert session.corpus.decided.tags() == {"harbour": 2}
        assert "Nothing was changed" in app.screen.query_one("#said", RunLine).plain
        await pilot.press("delete", "enter", "escape")
        assert session.corpus.decided.tags() == {}
        await pilot.press("u", "u")
        assert session.corpus.decided.tags() == {"sea [/x]": 2}


async def test_the_columns_of_the_tag_list_stand_under_each_other(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        session.tag(["a.txt"], add=["harbour"])
        session.tag(["a.txt", "b.txt"], add=["sea"])
        await pilot.press("T")
        lines = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
        assert len({line.index("palette, key") for line in lines if "palette, key" in line}) == 1
        assert len({line.index(" document") for line in lines if " document" in line and "Documents" not in line}) == 1


async def test_a_reason_with_a_note_is_one_command(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        await pilot.press("X", "e", "tab", *"no text", "enter")
        sidecar = session.sidecar("a.txt")
        assert sidecar is not None
        assert (sidecar.decision.reasons, sidecar.decision.note) == (("error-page",), "no text")
        await pilot.press("k", "X")
        assert isinstance(app.screen, ReasonsScreen)
        await pilot.press("d", "enter")
        edited = session.sidecar("a.txt")
        assert edited is not None
        assert (edited.decision.reasons, edited.decision.note) == (("error-page", "duplicate"), "no text")
        await pilot.press("u", "u")
        assert session.sidecar("a.txt") is None


async def test_words_of_the_lists_are_coloured_and_toggled(tmp_path: Path) -> None:
    async with desk(tmp_path) as (_, app, pilot):
        for pane in (app.review.raw, app.review.cleaned):
            runs = [run for y in range(3) for run in pane.line_runs(y, 80)]
            for style, words in (("keyword0", "Narrow Sund"), ("keyword1", "pier")):
                assert "".join(text for text, own in runs if own == style).split() == words.split()
        await pilot.press("H")
        assert not any(style.startswith("keyword") for _, style in app.review.raw.line_runs(0, 80))
        await pilot.press("H")
        assert "places" in app.review.line("echo").plain


async def test_the_guideline(tmp_path: Path) -> None:
    async with desk(tmp_path) as (_, app, pilot):
        await pilot.press("i")
        assert "no guideline.md" in app.review.line("echo").plain
        (tmp_path / "guideline.md").write_text(
            "# Keep\n\n* news [/foo] \x1b[2J\n* [link](file:///etc)\n\n" + "x\n\n" * 90, "utf-8"
        )
        await pilot.press("i")
        assert isinstance(app.screen, GuidelineScreen)
        assert "\x1b" not in (app.screen.query_one(Markdown).source or "")
        await pilot.press("G", "k", "escape")
        assert app.screen is app.review
