"""What is left out of an update is on the terminal already."""

from __future__ import annotations

from itertools import pairwise

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.tui.desk import desk
from triage.tui.app import TriageApp
from triage.tui.terminal.frame_diff import FrameDiff, TerminalContents

WIDTH, HEIGHT = 30, 3
CONSOLE = Console(color_system="truecolor", force_terminal=True)
STYLES = [
    None,
    Style(),
    Style.parse("white on black"),
    Style.parse("bold #ff8a80 on #10141a"),
    Style.parse("#ff8a80 on #10141a"),
    Style.parse("italic underline #ff8a80 on #252e3a"),
    Style.parse("reverse blink"),
    Style.parse("bold dim red on default"),
    Style.parse("strike on bright_red"),
    Style.parse("default on color(123)"),
]
TEXTS = ("a", "ab", "      ", "                    ", "界", "é", "○ ", "x ")


@st.composite
def lines(draw: st.DrawFn) -> dict[int, Strip]:
    """A line in pieces that begin at few columns, of few texts in few looks: it is often much as it was."""
    cuts = sorted(draw(st.sets(st.sampled_from([5, 18, 19]), max_size=2)) | {0, WIDTH})
    pieces = {}
    for start, end in pairwise(cuts):
        parts = draw(st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(STYLES)), max_size=6))
        filled = Strip([Segment(text, style) for text, style in parts])
        pieces[start] = filled.crop(0, min(end - start, filled.cell_length)).adjust_cell_length(end - start)
    return pieces


@st.composite
def updates(draw: st.DrawFn) -> LayoutUpdate | ChopsUpdate:
    screen = [draw(lines()) for _ in range(HEIGHT)]
    if draw(st.booleans()):
        return LayoutUpdate([line.values() for line in screen], Region(0, 0, WIDTH, HEIGHT))
    spans = []
    for y in sorted(draw(st.sets(st.integers(0, HEIGHT - 1), min_size=1))):
        left = draw(st.sampled_from(sorted(screen[y])))
        spans.append((y, left, draw(st.integers(left + 1, WIDTH))))
    ends = [[*list(line)[1:], WIDTH] for line in screen]
    return ChopsUpdate(screen, spans, ends)


def terminal(width: int = WIDTH, height: int = HEIGHT) -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(width, height)
    screen.reset_mode(7, private=True)  # no line is wrapped, as Textual has it
    return screen, pyte.Stream(screen)


def cells(screen: pyte.Screen) -> list[list[pyte.screens.Char]]:
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


@settings(deadline=None, max_examples=300)
@given(st.lists(updates(), max_size=6), st.booleans())
def test_the_terminal_shows_the_same(given_updates: list[LayoutUpdate | ChopsUpdate], erases: bool) -> None:
    (whole, to_whole), (sparse, to_sparse) = terminal(), terminal()
    written = TerminalContents()
    for update in given_updates:
        to_whole.feed(update.render_segments(CONSOLE))
        to_sparse.feed(FrameDiff(update, written, erases=erases).render_segments(CONSOLE))
        assert cells(sparse) == cells(whole)


def drawn(*frames: list[tuple[str, Style]], erases: bool = True) -> str:
    """What the last of these lines, shown one after the other, has written."""
    written, wrote = TerminalContents(), ""
    for parts in frames:
        strip = Strip([Segment(text, style) for text, style in parts])
        update = LayoutUpdate([[strip]], Region(0, 0, strip.cell_length, 1))
        wrote = FrameDiff(update, written, erases=erases).render_segments(CONSOLE)
    return wrote


def test_only_what_changed_is_written() -> None:
    dark, red = Style.parse("#ffffff on #000000"), Style.parse("bold #ff0000 on #000000")
    assert drawn([("one two ", dark), ("x", red)], [("one ty  ", dark), ("x", red)]) == (
        "\x1b[1;6H\x1b[38;2;255;255;255;48;2;0;0;0my \x1b[0m"
    )
    assert drawn([("one", dark), ("two", red), ("three", dark)]) == (
        "\x1b[1;1H\x1b[38;2;255;255;255;48;2;0;0;0mone\x1b[1;38;2;255;0;0mtwo\x1b[22;38;2;255;255;255mthree\x1b[0m"
    )


def test_blanks_are_erased_where_they_get_the_colour_of_the_ground() -> None:
    dark, lined = Style.parse("on #000000"), Style.parse("underline on #000000")
    blanks = " " * 20
    assert drawn([(f"a{blanks}", dark), ("b", dark)]).endswith("ma\x1b[20X\x1b[22Gb\x1b[0m")
    assert blanks in drawn([(f"a{blanks}", dark)], erases=False)
    assert blanks in drawn([(f"a{blanks}", lined)])
    assert "\x1b[20X" in drawn([(f"a{blanks}", Style.parse("bold"))], erases=False)


def test_what_is_right_of_a_width_in_doubt_stands_in_its_column() -> None:
    width = cell_len(text := "हिन्दी")
    right = f"\x1b[{width + 3}G b"
    assert drawn([(f"xx{text} b", Style())]).endswith(right)
    assert drawn([(f"xx{text} a", Style())], [(f"xx{text} b", Style())]).endswith(right)
    assert drawn([(f"xx{text}", Style()), (" b", Style())]).endswith(f"\x1b[{width + 3}G b")


@pytest.mark.parametrize(
    "text", ["हिन्दी", "👍🏽", "👨\u200d👩\u200d👧", "❤\ufe0f", "1\ufe0f\u20e3", "🇩🇪", "ไทยนี้", "e\u0301", "한"]
)
def test_on_a_terminal_that_has_other_widths_it_does_so_too(text: str) -> None:
    """This emulator takes marks and joined signs for something else than they are thought to be."""
    screen, stream = terminal()
    stream.feed("\x1b[1;1H" + "o" * WIDTH)
    stream.feed(drawn([(f"{text}|b", Style()), ("|", STYLES[3])]))
    row, width = [char.data for char in cells(screen)[0]], cell_len(text)
    assert row[width : width + 4] == ["|", "b", "|", "o"]
    assert "o" not in row[:width]


def test_nothing_is_written_twice() -> None:
    written = TerminalContents()
    strips = [Strip([Segment("abcdefghijkl", STYLES[2])]) for _ in range(HEIGHT)]
    update = LayoutUpdate([[strip] for strip in strips], Region(0, 0, WIDTH, HEIGHT))
    assert FrameDiff(update, written).render_segments(CONSOLE).count("abcdefghijkl") == HEIGHT
    again = LayoutUpdate([[Strip([Segment("abcdefghijkl", STYLES[2])])] for _ in strips], Region(0, 0, WIDTH, HEIGHT))
    assert FrameDiff(again, written).render_segments(CONSOLE) == ""
    written.forget()
    assert FrameDiff(again, written).render_segments(CONSOLE).count("abcdefghijkl") == HEIGHT


async def test_a_screen_in_which_little_changed_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    size, written = (100, 24), TerminalContents()
    shown, stream = terminal(*size)

    def display(self: TriageApp, screen: object, update: object) -> None:
        if isinstance(update, LayoutUpdate | ChopsUpdate):
            stream.feed(FrameDiff(update, written).render_segments(CONSOLE))

    monkeypatch.setattr(TriageApp, "draw_frame", display)
    long = "\n".join(f"Line {n} of a text that goes on for longer than a pane is wide." * (n % 4 + 1) for n in range(1, 40))
    async with desk(("One", "Two"), size, {"001.txt": long}) as (_, review, pilot):
        for key in (
            "space",
            "enter",
            "j",
            "space",
            "J",
            "J",
            "space",
            "space",
            "V",
            "j",
            "j",
            "space",
            "G",
            "space",
            "u",
            "tab",
            "k",
        ):
            await pilot.press(key)
            await pilot.pause()
            drawn = [strip.text.rstrip() for strip in review._compositor.render_strips()]
            assert [line.rstrip() for line in shown.display] == drawn, key
