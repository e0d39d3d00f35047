"""What a terminal sends, read in any pieces: pastes stay whole, keys stay keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from triage.commands import keymap
from triage.tui.key_bindings import bindings
from triage.tui.terminal import input_parser
from triage.tui.terminal.input_parser import InputParser

HOSTILE = "one\x1bq\x1b[Ax\x1b]0;title\x07\x1b[200~a\x9b2J\x1b[20\x1b[201\x00\x7f\ttwo\r\nthree\x1b"
NOTE_AND_TAGS = ("command('edit.note')", "command('edit.tags')")
SENT = f"a\x1b[A\x1b[200~{HOSTILE}\x1b[201~b\x1b[200~\x1b[201~\x1b[200~second\x1b[201~\x1bOPc"


class Clock:
    """Time that passes when it is told to."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(input_parser, "time", clock)
    return clock


def named(messages: Iterable[Message]) -> list[str]:
    return [
        repr(m.text) if isinstance(m, events.Paste) else m.key if isinstance(m, events.Key) else type(m).__name__
        for m in messages
    ]


def read(pieces: list[str]) -> list[str]:
    parser = InputParser()
    return named(message for piece in pieces for message in parser.feed(piece))


def read_slowly(pieces: Sequence[str | float], clock: Clock) -> list[str]:
    """Pieces, and seconds between them; what is waited for then doesn't come."""
    parser, found = InputParser(), []
    for piece in (*pieces, 9.0):
        if isinstance(piece, str):
            found += parser.feed(piece)
        else:
            clock.now += piece
            found += parser.tick()
    assert parser.wait == float("inf")
    return named(found)


@given(st.sets(st.integers(1, len(SENT) - 1)))
def test_a_paste_is_whole_wherever_the_reads_part_it(cuts: set[int]) -> None:
    edges = [0, *sorted(cuts), len(SENT)]
    found = read([SENT[start:end] for start, end in pairwise(edges)])
    pasted = repr("oneq[Ax]0;title[200~a2J[20[201\ttwo\r\nthree")
    assert found == ["a", "up", pasted, "b", "''", "'second'", "f1", "c"]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (["\x1b"], ["escape"]),
        (["\x1b", 0.2, "j"], ["escape", "j"]),
        (["\x1b", 0.05, "j"], ["alt+j"]),
        (["\x1bJ\x1b,"], ["alt+shift+j", "alt+comma"]),
        (["\x1b\r"], ["alt+enter"]),
        (["\x1b\x1b"], ["escape", "escape"]),
        (["\x1b\x1bj"], ["escape", "alt+j"]),
        (["\x1b\x1b[D"], ["alt+left"]),
        (["\x1b\x1b[99Z"], ["escape"]),
        (["\x1b", 0.2, "["], ["escape", "left_square_bracket"]),
        (["\x1b", 0.2, "[x"], ["escape", "left_square_bracket", "x"]),
        (["\x1b", 0.05, "[", 0.05, "j"], ["alt+left_square_bracket", "j"]),
        (["\x1b", 0.05, "[", 0.2, "[", 0.2, "A"], ["alt+left_square_bracket", "left_square_bracket", "A"]),
        (["\x1b", 0.05, "O", 0.05, "j"], ["alt+shift+o", "j"]),
        (["\x1b", "[", "B"], ["down"]),
        (["\x1b", 0.2, "Od"], ["escape", "ctrl+left"]),
        (["\x1b", 1.2, "[B"], ["escape", "left_square_bracket", "B"]),
        (["\x1b[", 0.6, "A"], ["alt+left_square_bracket", "A"]),
        (["\x1b]ax"], ["alt+right_square_bracket", "a", "x"]),
        (["\x1b[[j"], ["alt+left_square_bracket", "left_square_bracket", "j"]),
        (["\x1b[["], ["alt+left_square_bracket", "left_square_bracket"]),
        (["\x1bP"], ["alt+shift+p"]),
        (["\x1bO\r"], ["alt+shift+o", "enter"]),
    ],
)
def test_an_escape_before_a_key_is_read_with_it(sent: list[str | float], keys: list[str], clock: Clock) -> None:
    assert read_slowly(sent, clock) == keys


@pytest.mark.parametrize("gap", [0.0, 0.15, 0.4])
@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ("\x1b[B", ["down"]),
        ("\x1bOB", ["down"]),
        ("\x1b[[C", ["f3"]),
        ("\x1b[1;5B", ["ctrl+down"]),
        ("\x1b[97;2u", ["A"]),
        ("\x1b[3$", ["shift+delete"]),
        ("\x1b[<0;10;6M\x1b[<0;10;6m", ["MouseDown", "MouseUp"]),
        ("\x1b[200~xa\x1b[201~", ["'xa'"]),
        ("\x1b[I", ["AppFocus"]),
        ("\x1b[O", ["AppBlur"]),
    ],
)
def test_a_sequence_that_comes_in_pieces_is_whole(sent: str, found: list[str], gap: float, clock: Clock) -> None:
    for cut in range(1, len(sent)):
        keys = read_slowly([sent[:cut], gap, sent[cut:]], clock)
        assert [key for key in keys if key != "escape"] == found, cut
        assert ("escape" in keys) is (cut in (1, 11) and sent[cut - 1] == "\x1b" and gap > 0.1), cut


UNKNOWN = (
    "\x1b[99;99Z",
    "\x1b[193z",
    "\x1b[?62;22c",
    "\x1b[>41;354;0c",
    "\x1b[?2026;0$y",
    "\x1b[4;1$y",
    "\x1b[M !!",
    "\x1bOl",
    "\x1bO2l",
    "\x1b[99^",
    "\x1b]11;rgb:0000/0000/0000\x07",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1b]52;c;" + "YXhk" * 99 + "\x07",
    "\x1bP1+r5463\x1b\\",
    "\x1bP>|XTerm(380)\x1b\\",
    "\x1b_Gi=1;OK\x1b\\",
    "\x1b^axd\x1b\\",
    "\x1b[" + "1;" * 40 + "Z",
)


@pytest.mark.parametrize("sent", UNKNOWN)
def test_a_sequence_that_nobody_knows_is_no_key(sent: str, clock: Clock) -> None:
    for cut in range(2 if sent[1] in "[O" else 3, len(sent) + 1):
        assert read_slowly([sent[:cut], 0.4, f"{sent[cut:]}j"], clock) == ["j"], cut


@given(st.text("0123456789;:<=>? !$#%ABMOPRZamuz~^@", max_size=40).filter(lambda text: text[:1] not in ("", "M")))
def test_no_sequence_of_the_grammar_types_anything(text: str) -> None:
    found = re.match(r"[0-?]*[ -/]*[@-~]", text)
    if found and not re.match(r"\d+\$", text):  # what rxvt sends with Shift has no final character
        keys = InputParser().feed(f"\x1b[{found[0]}")
        typed = [key for key in keys if isinstance(key, events.Key) and key.is_printable]
        assert not typed or re.fullmatch(r"[\d:;]*u|27;\d+;\d+~", found[0]), typed


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (["\x1b[1;", "\r"], ["enter"]),
        (["\x1b[1;", "\x1b[B"], ["down"]),
        (["\x1b[1;", 1.1, "j"], ["j"]),
        (["\x1b]11;rgb", "\x03"], ["ctrl+c"]),
        (["\x1b]11;rgb", "\x1b[B"], ["down"]),
        (["\x1b]11;rgb", 1.1, "j"], ["j"]),
        (["\x1b]11;rgb", *["j", 0.5] * 6, "k"], ["k"]),
        (["\x1b]11;" + "a" * 5000, "k"], ["k"]),
    ],
)
def test_what_has_no_end_is_not_waited_for_for_ever(sent: list[str | float], keys: list[str], clock: Clock) -> None:
    assert read_slowly(sent, clock)[-1:] == keys


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
        ("\x1b[34~", "f20"),
        ("\x1bO2P", "shift+f1"),
        ("\x1bO1;2P", "shift+f1"),
        ("\x1bO1;2R", "shift+f3"),
        ("\x1bO5A", "ctrl+up"),
        ("\x1bOE", "kp_begin"),
        ("\x1b[2^", "ctrl+insert"),
        ("\x1b[2$", "shift+insert"),
        ("\x1b[5@", "ctrl+shift+pageup"),
        ("\x1b[27;5;105~", "ctrl+i"),
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
