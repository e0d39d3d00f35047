"""What a terminal sends, read in any pieces: pastes stay whole, keys stay keys."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from triage.commands import keymap
from triage.tui.driver import PasteParser
from triage.tui.keys import bindings

HOSTILE = "one\x1bq\x1b[Ax\x1b]0;title\x07\x1b[200~a\x9b2J\x1b[20\x1b[201\x00\x7f\ttwo\r\nthree\x1b"
NOTE_AND_TAGS = ("command('edit.note')", "command('edit.tags')")
SENT = f"a\x1b[A\x1b[200~{HOSTILE}\x1b[201~b\x1b[200~\x1b[201~\x1b[200~second\x1b[201~\x1bOPc"


def read(pieces: list[str]) -> list[str]:
    parser = PasteParser()
    found = [message for piece in pieces for message in parser.feed(piece)]
    return [repr(m.text) if isinstance(m, events.Paste) else m.key for m in found if isinstance(m, events.Paste | events.Key)]


@given(st.sets(st.integers(1, len(SENT) - 1)))
def test_a_paste_is_whole_wherever_the_reads_part_it(cuts: set[int]) -> None:
    edges = [0, *sorted(cuts), len(SENT)]
    found = read([SENT[start:end] for start, end in pairwise(edges)])
    pasted = repr("oneq[Ax]0;title[200~a2J[20[201\ttwo\r\nthree")
    assert found == ["a", "up", pasted, "b", "''", "'second'", "f1", "c"]


def test_an_escape_that_was_a_key_begins_no_paste() -> None:
    parser = PasteParser()
    keys = [*parser.feed("\x1b")]
    parser._timeout_time = 0.0
    keys += parser.tick()
    keys += parser.feed("[200~a")
    assert [key.key for key in keys if isinstance(key, events.Key)][:2] == ["escape", "left_square_bracket"]
    assert len(keys) == 7


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("A", "A"),
        ("\x1b[97;2;65u", "A"),
        ("\x1b[97;2u", "A"),
        ("\x1b[97:65;2u", "A"),
        ("\x1b[97:65;2:1;65u", "A"),
        ("\x1b[228;2u", "Ä"),
        ("\x1b[97u", "a"),
        ("\x1b[97;1:2u", "a"),
        ("\x1b[9;2u", "shift+tab"),
        ("\x1b[97;4u", "alt+shift+a"),
    ],
)
def test_a_key_is_the_same_however_it_is_sent(sent: str, key: str) -> None:
    assert read([sent + "."]) == [key, "full_stop"]


@pytest.mark.parametrize("sent", ["\x1b[999999999u", "\x1b[97;2;999999999u", "\x1b[97;999999999999999999999999u"])
def test_a_key_that_cannot_be_read_is_none(sent: str) -> None:
    assert read([sent, "a"])[-1:] == ["a"]


def test_a_key_that_is_let_go_is_none() -> None:
    assert read(["\x1b[97;1:1u\x1b[97;1:3u\x1b[1;1:3A\x1b[97:65;2:3u."]) == ["a", "full_stop"]


def test_signs_held_with_another_key_are_bound() -> None:
    keys = keymap({"edit.note": "ctrl+\\ alt+, alt++", "edit.tags": ", +"})
    found = [key for key, bound in bindings(keys).key_to_bindings.items() if bound[0].action in NOTE_AND_TAGS]
    assert found == ["comma", "plus", "ctrl+backslash", "alt+comma", "alt+plus"]
