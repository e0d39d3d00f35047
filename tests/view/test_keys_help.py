"""The help fits the screen that it stands on, and tells all."""

from __future__ import annotations

import pytest

from triage.commands import COMMANDS, keymap
from triage.config.settings import ClusterSettings
from triage.view import ASCII, UNICODE, Glyphs
from triage.view.keys_help import help_lines
from triage.widths import cells


@pytest.mark.parametrize("width", [50, 74, 90, 130])
@pytest.mark.parametrize("place", ["list", "text", "cluster"])
def test_no_line_is_wider_than_the_screen_and_no_word_is_missing(place: str, width: int) -> None:
    lines = ["".join(text for text, _ in line) for line in help_lines(keymap(), place, width, UNICODE)]
    assert max(cells(line.rstrip()) for line in lines) <= width
    words = "\n".join(lines).split()
    for command in COMMANDS:
        assert set(command.help.split()) <= set(words), command.id
        assert set(command.label.split()) <= set(words), command.id


def test_on_a_common_screen_few_commands_take_two_lines() -> None:
    lines = help_lines(keymap(), "list", 72, UNICODE)
    commands = sum(1 for line in lines if line and line[0][0].startswith("  ") and line[0][0].strip())
    assert len(lines) < 1.8 * commands


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [50, 74, 130])
def test_every_sign_of_a_row_and_a_text_is_told(glyphs: Glyphs, width: int) -> None:
    lines = ["".join(text for text, _ in line).rstrip() for line in help_lines(keymap(), "list", width, glyphs)]
    signs = [line[2] for line in lines[lines.index("Signs") :] if line.startswith("  ") and line[3:6] == "   " and line[2] != " "]
    told = set(glyphs) - {glyphs.ellipsis, glyphs.dot, glyphs.thumb, glyphs.becomes}
    assert told <= set(signs)
    assert lines.index("Signs") < lines.index("Elsewhere: in the text"), "before what isn't for here"


def test_among_copies_the_criteria_are_told_in_their_order_before_all_else() -> None:
    criteria = (*ClusterSettings().criteria[1:], "longest")
    lines = ["".join(text for text, _ in line).rstrip() for line in help_lines(keymap(), "cluster", 74, UNICODE, criteria)]
    assert lines[0] == "Which copy stands first"
    assert lines[1].startswith("  1   The one that has most in common")
    assert any(line.startswith("  5   The one with the longest") for line in lines)
    assert not any("most-shared" in line or "least-boilerplate" in line for line in lines), "in words"
    assert not any(
        "copy stands first" in text for line in help_lines(keymap(), "list", 74, UNICODE, criteria) for text, _ in line
    )


def test_long_keys_have_a_line_of_their_own() -> None:
    keys = {**keymap(), "decide.keep": ("a", "f5", "ctrl+k", "f6", "f7")}
    lines = ["".join(text for text, _ in line).rstrip() for line in help_lines(keys, "list", 74, UNICODE)]
    at = next(n for n, line in enumerate(lines) if "f7" in line)
    assert lines[at + 1].strip().startswith("Keep · ")
