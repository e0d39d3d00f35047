"""Keys that move far: undecided documents, names, origins of repeats, matches, back and forward; and copying."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.desk import TITLES, desk, shown
from triage.model import Label, Row
from triage.tui.screens.dialogs.dialog import Choices
from triage.tui.screens.dialogs.goto import GotoScreen

LONG = "\n".join(["Share this", "Alpha", "A harbour wall.", "A harbour wall.", *(f"Line {n} of the Harbour." for n in range(80))])


async def test_from_undecided_to_undecided_in_list_and_text() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("j", "a", "n")
        assert shown(review) == "004.txt"
        await pilot.press("N", "p")
        assert shown(review) == "001.txt"
        await pilot.press("enter", ">")
        assert shown(review) == "003.txt"
        await pilot.press("<", "p")
        assert shown(review) == "005.txt"
        assert review.context == "text"


async def test_back_and_forward_over_documents_and_blocks() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("alt+left")
        assert "haven't been" in review.line("echo").plain
        await pilot.press("]", "a", "G")
        assert shown(review) == "005.txt"
        await pilot.press("ctrl+o", "ctrl+o")
        assert shown(review) == "001.txt"
        assert review.raw.focused_block == review.cleaned.focused_block == 4
        await pilot.press("alt+right", "alt+right")
        assert shown(review) == "005.txt"
        await pilot.press("alt+right")
        assert "nothing to go forward" in review.line("echo").plain


async def test_to_a_document_by_its_name() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press(":", *"004")
        assert isinstance(pilot.app.screen, GotoScreen)
        await pilot.press("enter")
        assert shown(review) == "004.txt"
        await pilot.press(":", "down", "enter")
        assert shown(review) == "002.txt"
        await pilot.press("ctrl+o", "ctrl+o")
        assert shown(review) == "001.txt"
        await pilot.press("/", *"delta", "enter", ":", *"alpha", "escape", ":", *"Alpha", "enter")
        assert shown(review) == "001.txt"
        assert "filter was cleared" in review.line("echo").plain


async def test_to_a_row_by_its_number() -> None:
    async with desk([f"Title {n}" for n in range(11, 31)]) as (_, review, pilot):
        await pilot.press(":", *"12")
        options = [str(option.prompt) for option in pilot.app.screen.query_one(Choices).options]
        assert options[0] == "row 12 · 012.txt  Title 22"
        assert "002.txt  Title 12" in options[1:], "what is called so, too"
        await pilot.press("enter")
        assert shown(review) == "012.txt"
        await pilot.press(":", *"21", "enter")
        assert shown(review) == "011.txt", "there is no such row"
        await pilot.press("ctrl+o", "ctrl+o")
        assert shown(review) == "001.txt"


async def test_a_name_that_no_document_has_is_said() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press(":", *"nowhere")
        [option] = pilot.app.screen.query_one(Choices).options
        assert str(option.prompt) == "No document is called like that."
        await pilot.press("enter", "down", "enter")
        assert isinstance(pilot.app.screen, GotoScreen), "Enter goes nowhere"
        await pilot.press("backspace", "ctrl+u", *"004", "enter")
        assert shown(review) == "004.txt"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=str)
async def test_a_jump_shows_what_stands_around(size: tuple[int, int]) -> None:
    """Rows before and behind, as far as there are any; a step moves no more of the list than shows the row behind it."""
    async with desk([f"Title {n}" for n in range(1, 301)], size) as (_, review, pilot):
        documents = review.documents

        def rows_beyond() -> tuple[int, int]:
            at = documents.cursor - documents.scroll_offset.y
            return at, documents.size.height - 1 - at

        for name, cursor in (("150.txt", 149), ("003.txt", 2), ("298.txt", 297), ("299.txt", 298), ("100.txt", 99)):
            await pilot.press(":", *name, "enter")
            assert documents.cursor == cursor
            assert min(rows_beyond()) >= min(2, cursor, 299 - cursor), name
        await pilot.press(*["j"] * (rows_beyond()[1] + 2))
        assert rows_beyond()[1] == 1, "the row that comes next is seen"


async def test_a_repeat_and_its_origin() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("o")
        assert "repeats no other" in review.line("echo").plain
        await pilot.press("]", "o")
        assert review.raw.focused_block == review.cleaned.focused_block == 3
        await pilot.press("o")
        assert review.raw.focused_block == 4
        await pilot.press("ctrl+o")
        assert review.raw.focused_block == 3
        await pilot.press("tab", "tab", "o")
        await pilot.pause()
        assert review.raw.focused_block == 4
        assert review.focused is review.raw, "the cleaned text lacks what was dropped"


async def test_all_of_a_rule_at_once() -> None:
    async with desk() as (session, review, pilot):
        await pilot.press("*")
        assert session.dropped == {"001.txt": {1}}
        assert review.opened is not None
        assert review.opened.cleaned.blocks[0].label is Label.CONTENT
        await pilot.press("J", "J", "*")
        assert "content, found by no rule" in review.line("echo").plain


async def test_matches_are_gone_to_in_the_text() -> None:
    async with desk(["Harbour"], texts={"001.txt": LONG}) as (_, review, pilot):
        await pilot.press("enter", "n")
        assert "No filter" in review.line("echo").plain
        await pilot.press("escape", "/", *"harbour", "enter", "enter", "n")
        assert review.raw.focused_block == 3
        assert "Match 1 of 82" in review.line("echo").plain
        await pilot.press("N")
        assert review.raw.focused_block == 84, "from the other end"
        assert "Match 82 of 82" in review.line("echo").plain
        line = review.raw.pane.line_of(84)
        assert ("Harbour", "here") in review.raw.line_runs(line, 60)
        assert 0 <= line - review.raw.scroll_offset.y < review.raw.size.height
        await pilot.press("tab", "n", "n")
        assert review.cleaned.focused_block == 3


async def test_marks_in_the_margin_show_where_flagged_blocks_are() -> None:
    async with desk(["One"], texts={"001.txt": LONG}) as (_, review, _pilot):
        height = review.raw.size.height
        marks = [*review.raw.bar_marks(), *[None] * height][:height]
        assert marks[0] == ("▒", "boilerplate")
        assert marks[1] == ("≡", "duplicate")
        assert set(marks[3:]) == {None}
    async with desk() as (_, review, _pilot):
        assert not any(review.raw.bar_marks()[:1]), "a short text needs none"


async def test_copying_says_which_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("VTE_VERSION", "STY", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    async with desk() as (_, review, pilot):
        await pilot.press("y")
        assert pilot.app.clipboard == "Share this"
        assert "Copied block 1, 10 characters, by the terminal (OSC 52)" in review.line("echo").plain
        await pilot.press("Y")
        assert pilot.app.clipboard.startswith(TITLES[0])
        await pilot.press("ctrl+y")
        assert pilot.app.clipboard == "/corpus/sample/001.txt"
        monkeypatch.setattr(type(review.review), "row", Row("crawl.jsonl#17"))
        review.tell(review.review.do_copy_path())
        assert pilot.app.clipboard == "/corpus/sample/crawl.jsonl", "a record has no file of its own"
        await pilot.press("ctrl+e")
        assert pilot.app.clipboard == "triage export /corpus/sample --where answer:keep --out kept.jsonl"
        assert review.line("echo").plain.endswith(f"{pilot.app.clipboard} · copied by the terminal (OSC 52)")


async def test_sorting_goes_both_ways() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("j", "s", "s", "S")
        assert review.review.sort == "id"
        assert review.line("echo").plain == "Sorted by name."
        assert review.line("documents-title").plain.endswith("· name")
        assert shown(review) == "002.txt"


async def test_an_editor_that_cannot_be_lent_the_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async with desk() as (session, review, pilot):
        await pilot.press("e")
        assert "can't be lent" in review.line("echo").plain
        await pilot.press("E")
        assert session.notes == {}
