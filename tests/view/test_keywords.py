"""Keywords: whole words, whatever the case, over line ends, the longer of two."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from triage.view.keywords import Keywords


def found(text: str, *lists: list[str]) -> list[tuple[str, int]]:
    return [(text[start:end], number) for start, end, number in Keywords(lists).spans(text, 0, len(text))]


def test_whole_words_whatever_the_case() -> None:
    assert found("The Storm stormed; STORM, Sturm.", ["storm"], ["Sturm"]) == [("Storm", 0), ("STORM", 0), ("Sturm", 1)]
    assert found("C++ and c.", ["C++"]) == [("C++", 0)]


def test_a_phrase_goes_over_a_line_end_and_the_longer_one_holds() -> None:
    assert found("a press\n release and a press", ["press"], ["press release"]) == [("press\n release", 1), ("press", 0)]


def test_nothing_to_find() -> None:
    assert not Keywords([])
    assert not Keywords([["", " "]])
    assert found("text", [""]) == []


@settings(deadline=None)
@given(st.text(alphabet="ab \n.", max_size=120), st.integers(0, 120), st.integers(0, 120))
def test_a_window_shows_what_the_whole_text_has_there(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    keywords = Keywords([["ab"], ["a", "b a"]])
    whole = [span for span in keywords.spans(text, 0, len(text)) if span[1] > start and span[0] < end]
    if "  " not in text and "\n" not in text and whole:
        assert set(keywords.spans(text, start, end)) & set(whole)
