"""The line widgets in a real app: only what is visible is asked for, hostile text stays text, panes keep together."""

from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import Static

from tests.tui.desk import desk
from triage.model import Block, Label, Row
from triage.tui import app as app_module
from triage.tui.run_line import RunLine
from triage.tui.widgets import SAFE_FILTER, DocumentList, TextPane
from triage.view import UNICODE, PaneText

HOSTILE = "[/foo] [@click=app.quit]x\x1b]0;PWNED\x07\u202e 北京 {0}"


class Rows:
    """A source of any length that counts what it was asked for."""

    def __init__(self, count: int) -> None:
        self.count, self.asked = count, 0
        self.titles: dict[int, str] = {}

    def __len__(self) -> int:
        return self.count

    def rows(self, start: int, stop: int) -> list[Row]:
        stop = min(stop, self.count)
        self.asked += stop - start
        return [Row(f"d{i}", self.titles.get(i, HOSTILE.format(i)), cluster_size=i % 4) for i in range(start, stop)]


def text_of(count: int) -> tuple[str, list[Block]]:
    raw, blocks = "", []
    for n in range(1, count + 1):
        body = f"Block {n} \x1b[2J" + " word" * (n * 7 % 30)
        label = Label.DUPLICATE if n % 3 == 0 else Label.CONTENT
        blocks.append(Block(n, len(raw), len(raw) + len(body), label, duplicate_of=1 if n % 3 == 0 else None))
        raw += body + "\n"
    return raw, blocks


class Desk(App[None]):
    """The list and two panes."""

    def __init__(self, source: Rows, blocks: int = 300) -> None:
        super().__init__()
        self.source, self.heard = source, []
        self.raw_text, self.blocks = text_of(blocks)
        self.documents = DocumentList(source, UNICODE)
        self.raw, self.cleaned = TextPane(), TextPane()

    def get_line_filters(self):
        return [SAFE_FILTER, *super().get_line_filters()]

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self.documents
            yield self.raw
            yield self.cleaned

    def on_mount(self) -> None:
        pieces = [(b.n, b.start, b.end) for b in self.blocks if b.label is Label.CONTENT]
        self.raw.twin, self.cleaned.twin = self.cleaned, self.raw
        self.raw.show(lambda width: PaneText.raw(self.raw_text, self.blocks, UNICODE, width), 1)
        self.cleaned.show(lambda width: PaneText.cleaned(self.raw_text, pieces, self.blocks, UNICODE, width), 1)
        self.documents.focus()

    def on_document_list_moved(self) -> None:
        self.heard.append(("moved", self.documents.cursor))

    def on_document_list_opened(self) -> None:
        self.heard.append(("opened", self.documents.cursor))

    def on_text_pane_block_moved(self) -> None:
        self.heard.append(("block", self.raw.focused_block))

    @property
    def painted(self) -> list[str]:
        return [strip.text for strip in self.screen._compositor.render_strips()]


async def test_a_million_rows_are_never_loaded():
    app = Desk(Rows(1_000_000))
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press("end", "enter", "home", "pagedown")
        assert app.heard == [("moved", 999_999), ("opened", 999_999), ("moved", 0), ("moved", 19)]
        assert app.source.asked < 500
        assert "▌○ [/foo] [@click" in "".join(app.painted)
        assert not any(c < " " or "\x7f" <= c < "\xa0" or c == "\u202e" for row in app.painted for c in row)


async def test_rows_change_and_ranges_are_selected():
    app = Desk(Rows(50))
    async with app.run_test(size=(120, 20)) as pilot:
        app.source.titles[1] = "A new title"
        app.documents.refresh_row(1)
        await pilot.press("down")
        assert "A new title" in app.painted[1]
        app.documents.action_mark()
        await pilot.press("down", "down")
        assert app.documents.selection == range(1, 4)
        assert [row[0] for row in app.painted[:5]] == [" ", "┃", "┃", "▌", " "]
        app.documents.clear_mark()
        assert app.documents.selection == range(3, 4)
        app.documents.set_source(Rows(2))
        await pilot.pause()
        assert (app.documents.cursor, app.documents.count) == (1, 2)
        app.documents.set_source(Rows(0))
        await pilot.press("down", "enter")
        assert (app.documents.cursor, app.documents.selection, app.painted[0][:9].strip()) == (0, range(0), "")


async def test_panes_keep_together_and_keep_their_place():
    app = Desk(Rows(3))
    async with app.run_test(size=(120, 20)) as pilot:
        app.raw.move_block(99)
        await pilot.pause()
        assert app.heard == [("block", 100)]
        assert app.raw.top_block() is not None
        assert app.cleaned.top_block() is not None
        assert abs(app.raw.top_block()[0] - app.cleaned.top_block()[0]) <= 1
        assert any(" 100▌Block 100" in row for row in app.painted)
        app.cleaned.align(100, 5)
        assert app.cleaned.screen_row(100) == 5
        for size in ((70, 12), (200, 40), (20, 3), (4, 2), (120, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert 0 <= app.raw.screen_row(100) < size[1]
        app.raw.set_highlight(["block 100"])
        await pilot.pause()
        assert any("Block 100 ␛[2J" in row for row in app.painted)


async def test_a_mark_ends_with_its_word_at_the_end_of_a_line_too():
    app = Desk(Rows(3))
    async with app.run_test(size=(120, 20)):
        for pane in (app.raw, app.cleaned):
            behind = pane.render_line(0)._segments[-2].style
            pane.set_highlight(["word"])
            marked = pane.render_line(0)._segments
            assert marked[-3].text == "word"
            assert (marked[-2].text.strip(), marked[-2].style) == ("", behind)


async def test_the_ends_of_a_long_text():
    app = Desk(Rows(3), blocks=5_000)
    async with app.run_test(size=(120, 20)) as pilot:
        app.raw.focus()
        await pilot.press("end")
        assert app.raw.pane is not None
        assert app.raw.pane.complete
        assert any("5000 Block 5000" in row for row in app.painted)
        await pilot.press("home", "down", "pagedown")
        assert app.raw.scroll_offset.y == 19


async def test_a_click_chooses_and_the_scroll_bar_scrolls():
    app = Desk(Rows(1000))
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.click(DocumentList, offset=(5, 4))
        assert app.heard == [("moved", 4), ("opened", 4)]
        await pilot.click(DocumentList, offset=(app.documents.size.width - 1, 19))
        assert app.documents.scroll_offset.y == 980
        await pilot.click(TextPane, offset=(12, 3))
        assert app.heard[-1][0] == "block"


async def test_the_row_that_comes_next_is_seen_and_nothing_moves_under_the_mouse():
    app = Desk(Rows(1000))
    async with app.run_test(size=(120, 20)) as pilot:
        rows, last = app.documents, app.documents.view_height - 1
        await pilot.press(*["down"] * (last - 1))
        assert (rows.cursor, rows.scroll_offset.y) == (last - 1, 0)
        await pilot.press("down")
        assert (rows.cursor, rows.scroll_offset.y) == (last, 1)
        await pilot.press(*["up"] * (last - 1))
        assert (rows.cursor, rows.scroll_offset.y) == (1, 0)
        await pilot.click(DocumentList, offset=(5, last))
        assert (rows.cursor, rows.scroll_offset.y) == (last, 0)
        await pilot.press("end")
        assert (rows.cursor, rows.scroll_offset.y) == (999, 999 - last)


async def test_no_colour_still_shows_what_is_what(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = Desk(Rows(5))
    async with app.run_test(size=(120, 20)):
        assert app.painted[0].startswith("▌○")
        assert any("≡" in row for row in app.painted)


@pytest.mark.parametrize(
    "runs",
    [
        [("plain words", "")],
        [("a", "key"), (" Keep  ", "dim"), ("…", "error"), ("漢字", "keep"), ("", "dup")],
        [("longer than there is room ", "strong"), ("for it, by far", "problem")],
        [("all of it and then some, in one", "title")],
    ],
)
@pytest.mark.parametrize("classes", ["title", "title -here"])
async def test_a_line_is_drawn_as_textual_would_draw_it(runs: list[tuple[str, str]], classes: str) -> None:
    class Drawn(App[None]):
        CSS = "RunLine { width: 30; color: $text-muted; } .-here { background: $primary; color: white; text-style: bold; }"

        def compose(self) -> ComposeResult:
            yield RunLine(classes=classes)

    async with Drawn().run_test() as pilot:
        line = pilot.app.query_one(RunLine)
        line.show(runs)
        await pilot.pause()
        fast, slow = line.render_line(0), Static.render_line(line, 0).adjust_cell_length(30, line.visual_style.rich_style)
        assert _cells(fast) == _cells(slow)


def _cells(strip: Strip) -> list[tuple[str, object]]:
    seen = [(char, segment.style) for segment in strip for char in segment.text]
    return [(char, style and (style.color, style.bgcolor, style.bold) if char.strip() else None) for char, style in seen]


@pytest.mark.parametrize("keys", [("ctrl+p",), ("t",), ("colon",), ("question_mark",), ("ctrl+p", "escape", "ctrl+p")], ids=str)
async def test_a_dialog_stands_in_the_middle_from_its_first_opening(keys: tuple[str, ...]) -> None:
    async with desk(size=(200, 60)) as (_, _review, pilot):
        await pilot.press(*keys)
        box = pilot.app.screen.query_one("#box").region
        assert abs(box.x - (200 - box.right)) <= 1
        assert abs(box.y - (60 - box.bottom)) <= 1


def test_every_sheet_is_read_by_the_program() -> None:
    screens = Path(app_module.__file__).parent / "screens"
    named = {Path(path).name for path in (app_module.TriageApp.FIRST, *app_module.TriageApp.LATER)}
    assert named == {path.name for path in screens.glob("*.tcss")}


async def test_two_sizes_at_once_are_drawn_a_few_times_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that is made larger as the program starts; that they come together, as they may then, is staged."""
    async with desk(size=(100, 30)) as (_, review, pilot):
        await pilot.pause()
        lay_out, asked = review._refresh_layout, []

        def counted(size: Size | None = None, scroll: bool = False) -> None:
            asked.append(size)
            if len(asked) < 50:  # it shall fail, not hang
                lay_out(size, scroll)

        monkeypatch.setattr(review, "_refresh_layout", counted)
        for size in (Size(90, 24), Size(100, 30)):
            review.post_message(events.Resize(size, size))
            review.call_later(lambda: None)  # side by side the second would stand for both
        await pilot.pause(0.3)
        assert len(asked) < 10
        assert review.size == Size(100, 30)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)], ids=str)
async def test_a_line_that_was_kept_is_what_would_be_drawn_anew(size: tuple[int, int]) -> None:
    keys = ["j", "tab", "ctrl+t", "a", "u", "ctrl+t", "right_square_bracket", "space", "z", "ctrl+t", "j", "slash", "d", "escape"]
    async with desk(size=size) as (_, review, pilot):
        for key in ("k", *keys):
            await pilot.press(key)
            await pilot.pause(0.1)
            for line in review.query(RunLine):
                kept = line.render_lines(line.outer_size.region)
                line._styles_cache.clear()
                anew = Static.render_lines(line, line.outer_size.region)
                assert [list(strip) for strip in kept] == [list(strip) for strip in anew], (key, line)


async def test_a_step_in_the_list_alone_draws_the_line_that_tells_the_place_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str | None] = []
    draw = RunLine.render_line

    def noted(line: RunLine, y: int) -> Strip:
        if line.screen.is_active:  # not a dialog that is got ready meanwhile
            drawn.append(line.id)
        return draw(line, y)

    async with desk() as (_, _review, pilot):
        await pilot.press("z", "j")
        await pilot.pause(0.3)
        monkeypatch.setattr(RunLine, "render_line", noted)
        await pilot.press("j")
        assert drawn == ["documents-title"]
