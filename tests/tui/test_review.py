"""The review screen on a session in memory, pressed as a reviewer presses it."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from textual.widgets import Input

from tests.tui.desk import answers, desk, shown, until
from triage.commands import in_context
from triage.model import Answer, Label
from triage.model.suggestion import Kind, Suggestion
from triage.session import Opened
from triage.tui.screens.dialogs.help import HelpScreen
from triage.tui.screens.dialogs.palette import PaletteScreen
from triage.tui.screens.dialogs.tags import TagsScreen
from triage.tui.widgets.report import Report

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.mark.parametrize("size", SIZES)
async def test_deciding_goes_to_the_next_undecided_and_undo_comes_back(size: tuple[int, int]) -> None:
    async with desk(size=size) as (session, review, pilot):
        await pilot.press("a", "x", "d")
        assert answers(session) == [Answer.KEEP, Answer.REJECT, Answer.DEFER, None, None]
        assert review.documents.cursor == 3
        assert "003.txt" in review.line("echo").plain
        await pilot.press("u")
        assert answers(session)[2] is None
        assert review.documents.cursor == 2
        await pilot.press("U")
        assert answers(session)[2] is Answer.DEFER
        await pilot.press("c")
        assert answers(session)[2] is None
        assert "2 of 5 decided" in review.line("header").plain


async def test_nothing_undecided_left_says_so_and_stays() -> None:
    async with desk(["One", "Two"]) as (session, review, pilot):
        await pilot.press("a", "a")
        assert answers(session) == [Answer.KEEP, Answer.KEEP]
        assert review.documents.cursor == 1
        assert review.line("echo").plain.endswith(" · nothing undecided left; ctrl+e tells how to export")
        await pilot.press("n")
        assert "Nothing undecided" in review.line("echo").plain


@pytest.mark.parametrize("size", SIZES)
async def test_opening_decides_nothing(size: tuple[int, int]) -> None:
    async with desk(size=size) as (session, review, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert review.context == "text"
        await pilot.press("enter", "j", "G", "g", "ctrl+f")
        assert answers(session) == [None] * 5
        await pilot.press("escape")
        assert review.context == "list"


async def test_blocks_are_toggled_and_walked() -> None:
    async with desk() as (session, review, pilot):
        await pilot.press("]")
        assert review.raw.focused_block == 4
        assert review.cleaned.focused_block == 4
        assert "duplicate of block 3" in review.line("explain").plain
        await pilot.press("space")
        assert session.dropped == {"001.txt": {4}}
        assert review.opened is not None
        assert review.opened.cleaned.blocks[3].label is Label.CONTENT
        assert review.raw.focused_block == 4
        await pilot.press("[", "K")
        assert review.raw.focused_block == 1


async def test_filter_is_live_and_says_where_it_is_wrong() -> None:
    async with desk() as (session, review, pilot):
        await pilot.press("/", *"delta")
        await until(pilot, lambda: len(review.listing) == 1)
        assert "1 document" in review.line("found").plain
        await pilot.press("enter", "a")
        assert answers(session) == [None, None, None, Answer.KEEP, None]
        await pilot.press("/", "(")  # not emptied first: that filters, too, where the machine is slow
        await until(pilot, lambda: "not understood" in review.line("found").plain)
        assert len(review.listing) == 1
        await pilot.press("escape")
        assert (review.where, len(review.listing)) == ("delta", 1)
        assert review.context == "list"
        await pilot.press("/", "ctrl+u", "enter")
        assert len(review.listing) == 5


async def test_decided_rows_stay_until_the_filter_is_applied_again() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/", *"answer:none", "enter", "a", "a")
        assert len(review.listing) == 5
        await pilot.press("/", "enter")
        assert len(review.listing) == 3


async def test_tags_reasons_and_notes() -> None:
    async with desk() as (session, review, pilot):
        await pilot.press("t")
        assert isinstance(pilot.app.screen, TagsScreen)
        await pilot.press(*"new one, polit", "enter")
        assert session.corpus.all["001.txt"].tags == ("new one", "politics")
        await pilot.press("m", *"see aq", "ctrl+s")
        assert session.notes == {"001.txt": "see aq"}
        await pilot.press("X", "X", "e", "enter")
        assert session.corpus.all["001.txt"].reasons == ("error-page",)
        assert answers(session)[0] is Answer.REJECT
        assert review.documents.cursor == 1
        await pilot.press("X", "escape", "t", "escape", "m", "escape")
        assert answers(session)[1] is None


async def test_help_and_palette_come_from_the_registry() -> None:
    async with desk() as (session, _, pilot):
        await pilot.press("?")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Next flagged block" in pilot.app.screen.query_one(Report).plain
        await pilot.press("escape", "ctrl+p", *"reject")
        assert isinstance(pilot.app.screen, PaletteScreen)
        await pilot.press("enter")
        assert Answer.REJECT in answers(session)
        await pilot.press("ctrl+p", *"keep", "escape")
        assert Answer.KEEP not in answers(session)


async def test_the_palette_begins_anew_each_time() -> None:
    async with desk() as (_, review, pilot):
        offered = []
        for typed in ("", "reject", "zzz", ""):
            await pilot.press("ctrl+p")
            palette = pilot.app.screen
            assert isinstance(palette, PaletteScreen)
            offered.append((palette.query_one(Input).value, palette.found.option_count, palette.highlighted))
            await pilot.press(*typed, "down", "escape")
        assert len(set(offered)) == 1, offered
        await pilot.press("enter", "ctrl+p")
        commands = [command for command in in_context("text") if command.id != "app.palette" and not command.same_as]
        assert palette.found.option_count == len(commands), "the text hears other commands than the list"
        await pilot.press("escape")
        assert review.is_current


async def test_an_empty_folder_takes_every_key() -> None:
    async with desk([]) as (_, review, pilot):
        await pilot.press("a", "c", "X", "t", "m", "space", "]", "j", "G", "n", "s", "y", "enter", "v", "u")
        assert review.is_current


async def test_quitting_saves() -> None:
    async with desk() as (session, _, pilot):
        await pilot.press("a", "q")
        assert session.flushed


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (200, 60)])
async def test_resizing_keeps_the_place(size: tuple[int, int]) -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("j", "j")
        await pilot.resize_terminal(*size)
        await pilot.resize_terminal(80, 24)
        assert review.documents.cursor == 2
        assert review.opened is not None
        assert review.opened.document.id == "003.txt"


async def test_a_large_document_waits_for_the_scan(tmp_path: Path) -> None:
    (tmp_path / "002.txt").write_text("x" * 1_000_001, "utf-8")
    async with desk() as (session, review, pilot):
        session.root, review.review.scans = tmp_path, True
        with patch.object(session.corpus, "labelled", return_value=None):
            await pilot.press("j", "a")
            assert review.opened is None
            assert answers(session)[1] is None
            assert "still cleaning" in review.line("echo").plain
        review.review.scans = False
        await pilot.press("a")
        assert answers(session)[1] is Answer.KEEP


async def test_the_documents_beside_are_opened_beforehand() -> None:
    async with desk([f"Story {n}" for n in range(6)]) as (session, _, pilot):
        await pilot.press("j", "j")
        await until(pilot, lambda: session.prepared[-2:] == ["004.txt", "002.txt"])
        before = len(session.prepared)
        await pilot.pause(0.2)
        assert len(session.prepared) == before, "nothing is left to prepare"
        await pilot.press("G")
        await until(pilot, lambda: len(session.prepared) > before)
        await pilot.pause(0.2)
        assert session.prepared[before:] == ["005.txt"], "each once, and nothing beyond the end"


class Shortened:
    """Suggests on what a block was taken out of."""

    def of(self, opened: Opened) -> Suggestion | None:
        short = opened.cleaned.blocks[0].was is not None
        return Suggestion(Kind.TOO_SHORT, "not-an-article", "3 words") if short and opened.answer is None else None

    def followed(self, kind: Kind) -> tuple[int, int]:
        return 0, 0


async def test_what_a_document_looks_like_follows_its_blocks_and_its_answer() -> None:
    async with desk() as (session, review, pilot):
        session.suggestions = Shortened()  # type: ignore[assignment]
        await pilot.press("space")
        await until(pilot, lambda: review.suggestion is not None)
        assert "Looks like" in review.line("about").plain
        await pilot.press("a", "k")
        assert review.suggestion is None
        await pilot.press("c")
        await until(pilot, lambda: review.suggestion is not None)


async def test_what_a_key_said_is_gone_with_the_next_and_what_failed_is_not() -> None:
    async with desk() as (_, review, pilot):
        echo = review.line("echo")
        await pilot.press("ctrl+o")
        assert echo.plain == "You haven't been anywhere before this."
        await pilot.press("j")
        assert echo.plain == ""
        review.say("The disk is full.", "error")
        await pilot.press("j")
        assert echo.plain == "The disk is full."


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24)])
async def test_the_list_or_a_text_alone(size: tuple[int, int]) -> None:
    async with desk(size=size) as (_, review, pilot):
        await pilot.press("z")
        await pilot.pause()
        assert review.documents.size.width > size[0] - 4
        assert review.raw.size.width == 0
        await pilot.press("enter")
        await pilot.pause()
        assert review.context == "text"
        assert review.raw.size.width > size[0] - 4
        await pilot.press("v")
        await pilot.pause()
        assert review.focused is review.cleaned
        await pilot.press("z")
        await pilot.pause()
        assert review.focused is review.cleaned
        assert 0 < review.raw.size.width < size[0] - 4
        assert review.documents.size.width > 0


async def test_too_narrow_to_show_more_than_one_pane() -> None:
    async with desk(size=(60, 20)) as (_, review, pilot):
        await pilot.press("z")
        assert "too narrow" in review.line("echo").plain


@pytest.mark.parametrize("alone", [True, False])
async def test_keys_in_the_list_alone_open_what_they_come_to_rest_on(alone: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.tui.screens.parts.navigation.AT_REST", 1.5)
    monkeypatch.setattr("triage.tui.screens.parts.navigation.AT_REST_ALONE", 1.5)
    titles = [f"Title {n}" for n in range(200)]
    async with desk(titles) as (session, review, pilot):
        opened: list[str] = []
        open_document = session.open_document

        def note(id: str) -> Opened:
            opened.append(id)
            return open_document(id)

        if alone:
            await pilot.press("z")
            await pilot.pause()
        with patch.object(session, "open_document", note):
            for _ in range(3):
                await review.run_command("list.page-down")
            if alone:
                await review.run_command("list.down")
                await review.run_command("list.up")
            await pilot.pause(0.05)
            assert opened == []
            assert review.documents.cursor > 60
            assert f"Documents {review.documents.cursor + 1} of 200" in review.line("documents-title").plain
            await until(pilot, lambda: review.opened is not None)
            assert opened == [shown(review)]


async def test_what_is_done_before_keys_rest_is_done_to_the_document_under_the_cursor() -> None:
    async with desk([f"Title {n}" for n in range(200)]) as (session, review, _):
        await review.run_command("list.page-down")
        at = review.documents.cursor
        await review.run_command("block.toggle")
        assert list(session.dropped) == [f"{at + 1:03}.txt"]
        await review.run_command("list.page-down")
        further = review.documents.cursor
        await review.run_command("decide.keep")
        assert [n for n, answer in enumerate(answers(session)) if answer] == [further]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
async def test_a_dump_opens_where_its_article_begins(size: tuple[int, int]) -> None:
    """Below a menu of two hundred lines, both panes show the article; a text whose article is in sight opens at its top."""
    menu = [f"Menu {n}" for n in range(1, 201)]
    texts = dict.fromkeys(("002.txt", "003.txt"), "\n".join([*menu, *(f"Paragraph {n} of the article." for n in range(60))]))
    async with desk(size=size, texts=texts) as (session, review, pilot):
        session.dropped["002.txt"] = {*range(2, 201)} - {4}
        session.dropped["003.txt"] = {2}
        await pilot.press("j")
        assert review.raw.focused_block == review.cleaned.focused_block == 201
        assert (review.raw.screen_row(201), review.cleaned.screen_row(201)) == (3, 0)
        assert "block 201" in review.line("explain").plain
        await pilot.press("tab", "home")
        assert review.raw.screen_row(1) == 0
        await pilot.press("escape", "j")
        assert (review.raw.focused_block, review.raw.screen_row(1)) == (1, 0)
        await pilot.press("k")
        assert review.raw.focused_block == 201


async def test_what_is_undecided_elsewhere_is_no_reason_to_export() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/", *"delta", "enter", "a")
        assert review.line("echo").plain.endswith(" · nothing undecided left here; Esc in the list shows all documents")
        await pilot.press("a")
        assert "004.txt is kept already. · nothing undecided left here" in review.line("echo").plain
