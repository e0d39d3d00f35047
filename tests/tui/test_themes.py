"""Themes: what is drawn can be read, in colours, in sixteen, in none, and in ASCII; what was chosen is remembered."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.pilot import Pilot

from tests import render_screens
from tests.tui.fakes import FakeSession
from triage.config import Config
from triage.config.settings import WordList
from triage.errors import ConfigError, FileError
from triage.model import Answer
from triage.session import Decide, Preferences
from triage.tui.app import TriageApp
from triage.tui.terminal.device import is_ascii, is_colourless
from triage.tui.themes import NAMES, PREFIX, after, first_theme

AA = 4.5
TEXT = "\n".join(["Share this", "Delta", "A harbour wall.", "A harbour wall.", *(f"Line {n} of the harbour." for n in range(60))])
SCREENS = {
    "list": ("a", "x", "d", "V", "j"),
    "text": ("/", *"a", "enter", "enter", "n", "V", "j"),
    "error": ("/", *"a words<x"),
    "tags": ("t",),
    "reasons": ("X",),
    "note": ("m",),
    "help": ("?",),
    "views": ("'", *"x"),
    "palette": ("ctrl+p",),
    "confirm": ("ctrl+a", "x"),
}


def app_of(**options: object) -> tuple[FakeSession, TriageApp]:
    session = FakeSession([f"Alpha {n}" for n in range(30)], {"004.txt": TEXT, "001.txt": TEXT})
    session.bulk(Decide(("005.txt",), Answer.KEEP)).run()
    return session, TriageApp(session, scan=False, **options)  # type: ignore[arg-type]


def drawn(pilot: Pilot[None]) -> Iterator[Segment]:
    """What stands on the screen, without blanks and what is only drawn to part."""
    screen = pilot.app.screen
    boxes = screen.query("#box, #--container")  # what lies behind a dialog is dimmed on purpose
    region = boxes.first().region if boxes else screen.region
    strips = list(screen._compositor.render_strips())[region.y : region.bottom]
    for strip in strips:
        for segment in strip.crop(region.x, region.right):
            if segment.text.strip(" ▐▏│─╭╮╰╯▌▎▊█▁▔▂▃▄▅▆▇▀") and segment.style is not None:
                yield segment


def contrast(segment: Segment) -> float:
    style = segment.style
    assert style is not None
    assert style.color is not None, segment
    assert style.bgcolor is not None, segment
    fore, back = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    high, low = sorted((luminance(fore), luminance(back)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Color) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def too_faint(name: str, pilot: Pilot[None]) -> set[tuple[object, ...]]:
    segments = ((segment, contrast(segment)) for segment in drawn(pilot))
    return {(name, segment.text[:30], str(segment.style), round(ratio, 1)) for segment, ratio in segments if ratio < AA}


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
async def test_text_has_the_contrast_of_wcag_aa(theme: str) -> None:
    low = set()
    for name, keys in SCREENS.items():
        _, app = app_of(theme=theme)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press(*keys)
            await pilot.pause(0.1)
            low |= too_faint(name, pilot)
    assert not low


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
@pytest.mark.parametrize("colour", ["", "red", "#808080"])
async def test_so_have_the_words_of_the_configuration(theme: str, colour: str) -> None:
    config = Config(highlights=(WordList(("harbour",), colour=colour),))
    app = TriageApp(FakeSession(["Alpha"], {"001.txt": TEXT}, config), scan=False, theme=theme)  # type: ignore[arg-type]
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.1)
        assert "harbour" in [segment.text for segment in drawn(pilot)]
        assert not too_faint("text", pilot)


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
@pytest.mark.parametrize("name", ["cluster", "rule", "rules", "all-tags", "statistics", "guideline"])
async def test_so_has_the_text_of_what_the_sample_corpus_shows(name: str, theme: str, tmp_path: Path) -> None:
    folder = shutil.copytree(render_screens.scanned(), tmp_path / "sample_seeds")
    async with render_screens.shown(folder, (120, 40), render_screens.SCREENS[name], theme) as pilot:
        assert not too_faint(name, pilot)


async def test_sixteen_colours_are_the_terminals_own() -> None:
    for keys in (SCREENS["text"], SCREENS["tags"]):
        _, app = app_of(theme="ansi")
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press(*keys)
            await pilot.pause(0.1)
            for segment in drawn(pilot):
                for colour in (segment.style.color, segment.style.bgcolor):  # type: ignore[union-attr]
                    assert colour is None or colour.is_default or colour.number is not None, segment


@pytest.mark.parametrize("keys", [SCREENS["list"], ("a", "x", "enter")], ids=["list", "text"])
async def test_of_what_is_reversed_in_sixteen_colours_no_text_is_a_bar_of_its_colour(keys: tuple[str, ...]) -> None:
    _, app = app_of(theme="ansi")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.1)
        reversed_ones = [segment for segment in drawn(pilot) if segment.style and segment.style.reverse]
        assert "keep" in "".join(segment.text for segment in reversed_ones)
        for segment in reversed_ones:
            assert segment.style is not None
            assert segment.style.color is None or segment.style.color.is_default, segment


async def test_without_colour_what_is_where_is_told_by_marks_and_reversal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    _, app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a", "enter", "V", "j")
        await pilot.pause(0.1)
        segments = list(drawn(pilot))
        assert not any(s.style.color and not s.style.color.is_default for s in segments if s.style)
        assert any(segment.style and segment.style.reverse for segment in segments)
        text = "".join(segment.text for segment in segments)
        for mark in ("✓", "○", "▒", "≡"):
            assert mark in text
        await pilot.press("escape", "escape", "X")
        await pilot.pause(0.1)
        assert any(segment.style and segment.style.underline and "Duplicate" in segment.text for segment in drawn(pilot))
        await pilot.press("escape", "ctrl+t")
        assert "colours are off" in app.review.line("echo").plain


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_ascii_is_all_that_is_drawn(size: tuple[int, int]) -> None:
    for keys in (SCREENS["list"], SCREENS["text"], SCREENS["reasons"], ("m",), ("ctrl+p",)):
        _, app = app_of(ascii_glyphs=True)
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause(0.1)
            text = "".join(segment.text for strip in pilot.app.screen._compositor.render_strips() for segment in strip)
            assert text.isascii(), sorted({c for c in text if not c.isascii()})


async def test_the_key_changes_the_theme_and_it_is_remembered(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    assert preferences.theme == ""
    _, app = app_of(theme="light", preferences=preferences)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+t")
        assert app.theme == PREFIX + "contrast"
        assert Preferences(tmp_path).theme == "contrast"
    (tmp_path / "screen.toml").write_text("theme = ", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"screen\.toml:1: "):
        _ = preferences.theme


def test_where_it_cannot_be_remembered_the_remedy_is_one_that_helps(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(
        FileError, match=r"screen\.toml: can't be written \(.*\); see that its folder .* or set XDG_STATE_HOME"
    ) as raised:
        Preferences(tmp_path / "file" / "state").theme = "light"
    assert "--state" not in str(raised.value)


def test_the_first_theme_is_what_the_terminal_can_show() -> None:
    assert first_theme({"TERM": "xterm-256color"}) == "dark"
    assert first_theme({"TERM": "linux"}) == "ansi"
    assert first_theme({"TERM": "xterm-256color", "COLORFGBG": "0;15"}) == "light"
    assert first_theme({"TERM": "xterm", "COLORTERM": "truecolor"}) == "dark"
    for few in ("xterm", "xterm-mono", "vt100", "screen", "of-nobody", ""):
        assert first_theme({"TERM": few, "COLORFGBG": "0;15"}) == "ansi"
    assert [after(name) for name in (*NAMES, "gone")] == [*NAMES[1:], NAMES[0], NAMES[0]]


def test_what_a_terminal_cannot_show_is_not_sent() -> None:
    assert all(is_colourless({"TERM": name}) for name in ("xterm-mono", "vt100", "vt220-m", "vt102"))
    assert not any(is_colourless({"TERM": name}) for name in ("xterm", "linux", "vt420pc", "xterm-256color", ""))


@pytest.mark.parametrize(
    ("environment", "is_so"),
    [
        ({"LANG": "C"}, True),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
        ({"LANG": "de_DE.utf8@euro"}, False),
        ({"LANG": "C.UTF-8", "TERM": "linux"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "vt100"}, True),
    ],
)
def test_glyphs_are_ascii_where_the_locale_is(environment: dict[str, str], is_so: bool) -> None:
    assert is_ascii({"PYTHONUTF8": "0", **environment}) is is_so


@pytest.mark.parametrize("no_color", [False, True])
async def test_behind_a_dialog_the_list_is_dim_whatever_the_colours(no_color: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    _, app = app_of(theme="ansi")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("t")
        await pilot.pause(0.1)
        behind = [segment for strip in app.screen._compositor.render_strips() for segment in strip if "Alpha 2" in segment.text]
        assert behind
        assert all(segment.style and segment.style.dim and not segment.style.bold for segment in behind)


async def test_no_text_is_blue_in_sixteen_colours() -> None:
    for keys in (SCREENS["list"], SCREENS["text"], SCREENS["tags"], SCREENS["help"]):
        _, app = app_of(theme="ansi")
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press(*keys)
            await pilot.pause(0.1)
            colours = {segment.style.color.number for segment in drawn(pilot) if segment.style and segment.style.color}
            assert not colours & {0, 4}


async def test_the_mouse_selects_text_and_copies_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    _, app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        while app.review.opened is None:
            await pilot.pause(0.02)
        await pilot.pause()
        gutter = len("▒  1 ")
        await pilot.mouse_down("#raw", offset=(gutter + 2, 2))
        await pilot.hover("#raw", offset=(gutter + 9, 2))
        await pilot.mouse_up("#raw", offset=(gutter + 9, 2))
        await pilot.pause()
        assert app.clipboard == "harbour "
        assert "what is selected" in app.review.line("echo").plain
