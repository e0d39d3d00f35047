"""The quick ways over many lines say what the plain way says of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.clean.lines.line_text import fold_line, fold_lines, read_lines
from triage.clean.lines.words import words_of, words_of_lines
from triage.paragraphs import lines_of

BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
LATIN = "".join(character for character in map(chr, range(0x3C0)) if character not in BREAKS) + "‘’“”„‚–—…•‹›†‡‰€™œŸƒˆ˜"
LINES = st.lists(
    st.text(st.characters(max_codepoint=127, exclude_characters=BREAKS))
    | st.text(st.sampled_from(LATIN))
    | st.text(st.characters(codec="cp1252", exclude_characters=BREAKS))
    | st.text(st.characters(exclude_characters=BREAKS))
)


@given(LINES)
def test_words_of_many_lines_are_those_of_each(lines: list[str]) -> None:
    assert words_of_lines(lines) == [words_of(line) for line in lines]


@given(LINES)
def test_many_folded_lines_are_each_folded(lines: list[str]) -> None:
    assert fold_lines(lines) == [fold_line(line) for line in lines]


@given(st.lists(st.text(" \t\xa0ab é", max_size=5)))
def test_lines_are_the_same_whatever_ends_them(lines: list[str]) -> None:
    assert lines_of("\n".join(lines)) == lines_of("\x0b".join(lines))


@pytest.mark.parametrize("word", ["कुकी", "कुकीज़", "কুকি", "குக்கீ", "คุกกี้", "שָׁלוֹם", "مُحَمَّد", "ຄຸກກີ້"])
def test_vowel_signs_are_part_of_words(word: str) -> None:
    assert len(words_of(f"{word}, {word}!").split()) == 2
    assert words_of_lines([f"“{word}” ({word})"])[0].split() == words_of(f"{word} {word}").split()


def test_signs_between_sentences_are_none() -> None:
    assert words_of("यह है। वह है॥") == "यह है वह है"


def test_signs_between_letters_and_numbers_are_counted_in_each_line() -> None:
    text = read_lines(["www.quay.org 3.5 a. b", "at 10:45, not x:4 or 3:x", "MoreNews readMore McKay"])
    assert text.dotted.tolist() == [2, 0, 0]
    assert text.clock.tolist() == [0, 1, 0]
    assert text.glued.tolist() == [0, 0, 3]
    assert text.characters.tolist() == [21, 24, 23]
