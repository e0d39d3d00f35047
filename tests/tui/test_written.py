"""What is left out of an update is on the terminal already."""

from __future__ import annotations

from itertools import pairwise

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.tui.desk import desk
from triage.tui.app import TriageApp
from triage.tui.written import Difference, Written

WIDTH, HEIGHT = 12, 3
CONSOLE = Console(color_system="truecolor", force_terminal=True)
STYLES = [Style.parse("white on black"), Style.parse("bold red on black")]


@st.composite
def lines(draw: st.DrawFn) -> dict[int, Strip]:
    """A line in pieces that begin at any column; letters are few, so that lines are often as they were."""
    cuts = sorted(draw(st.sets(st.integers(1, WIDTH - 1), max_size=3)) | {0, WIDTH})
    letter, style = draw(st.sampled_from("ab界")), draw(st.sampled_from(STYLES))
    pieces = {}
    for start, end in pairwise(cuts):
        pieces[start] = Strip([Segment(letter * (end - start), style)]).crop(0, end - start).adjust_cell_length(end - start)
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
    return screen, pyte.Stream(screen)


@settings(deadline=None)
@given(st.lists(updates(), max_size=6))
def test_the_terminal_shows_the_same(given_updates: list[LayoutUpdate | ChopsUpdate]) -> None:
    (whole, to_whole), (sparse, to_sparse) = terminal(), terminal()
    written = Written()
    for update in given_updates:
        to_whole.feed(update.render_segments(CONSOLE))
        to_sparse.feed(Difference(update, written).render_segments(CONSOLE))
        assert sparse.buffer == whole.buffer


def test_nothing_is_written_twice() -> None:
    written = Written()
    strips = [Strip([Segment("abcdefghijkl", STYLES[0])]) for _ in range(HEIGHT)]
    update = LayoutUpdate([[strip] for strip in strips], Region(0, 0, WIDTH, HEIGHT))
    assert Difference(update, written).render_segments(CONSOLE).count("abcdefghijkl") == HEIGHT
    again = LayoutUpdate([[Strip([Segment("abcdefghijkl", STYLES[0])])] for _ in strips], Region(0, 0, WIDTH, HEIGHT))
    assert Difference(again, written).render_segments(CONSOLE) == ""
    written.forget()
    assert Difference(again, written).render_segments(CONSOLE).count("abcdefghijkl") == HEIGHT


async def test_a_screen_in_which_little_changed_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    size, written = (100, 24), Written()
    shown, stream = terminal(*size)

    def display(self: TriageApp, screen: object, update: object) -> None:
        if isinstance(update, LayoutUpdate | ChopsUpdate):
            stream.feed(Difference(update, written).render_segments(CONSOLE))

    monkeypatch.setattr(TriageApp, "_display", display)
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
