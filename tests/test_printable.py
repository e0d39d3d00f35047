"""Printable text: same length, nothing left that a terminal obeys."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from triage.view import one_line, printable
from triage.widths import cells, odd

ANY = st.text(st.characters(codec=None))
OBEYED = ("Cc", "Cf", "Cs", "Zl", "Zp")


def test_every_character_becomes_one_that_is_visible():
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    shown = printable(everything)
    assert len(shown) == len(everything)
    assert {c for c in shown if unicodedata.category(c) in OBEYED} == {"\n"}


@given(ANY)
def test_length_stays_and_no_control_is_left(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if c != "\n" and unicodedata.category(c) in OBEYED]
    assert printable(shown) == shown
    assert "\n" not in one_line(text)


def test_what_a_reader_sees():
    assert printable("a\tb\r\nc\rd\x1b[2J") == "a b \nc␍d␛[2J"
    assert printable("\u202eevil\u200b\x9b\x7f\ud800") == "·evil·�␡�"
    assert printable("\U0001f1e9\U0001f1ea") == "DE"
    assert printable("Привет, 北京, مرحبا, é") == "Привет, 北京, مرحبا, é"


def test_widths_agree_with_rich():
    from rich.cells import cell_len

    wrong = [c for c in map(chr, range(32, sys.maxunicode + 1)) if not odd().search(c) and cell_len(c) != 1]
    assert wrong == []


@given(ANY)
def test_cells_are_those_of_rich(text):
    from rich.cells import cell_len

    shown = one_line(text)
    assert cells(shown) == cell_len(shown)
