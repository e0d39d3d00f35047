"""Wrapping: no line too wide, no character lost."""

from hypothesis import given
from hypothesis import strategies as st

from triage.view import cells, clip, mark_words, printable
from triage.view.wrap import wrap

TEXT = st.one_of(
    st.text(st.sampled_from("ab cdé “\n北京😀e\u0301и ")), st.text(st.sampled_from("abc \n")), st.text(st.characters(codec=None))
).map(printable)


@given(TEXT, st.integers(1, 40))
def test_wrap_loses_nothing_and_fits(text, width):
    starts = list(wrap(text, width))
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    lines = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert "".join(lines) == text
    for line in lines:
        assert "\n" not in line[:-1]
        shown = line.rstrip("\n").rstrip(" ")
        assert cells(shown) <= width or len([c for c in shown if cells(c)]) == 1


def test_wrap_breaks_at_words_and_anywhere_in_chinese():
    assert list(wrap("alpha beta gamma", 11)) == [0, 11]
    assert list(wrap("é alpha beta 北", 9)) == [0, 8]
    assert list(wrap("北京大学", 4)) == [0, 2]
    assert list(wrap("abcdef", 4)) == [0, 4]


def test_no_line_of_chinese_begins_with_what_closes():
    assert list(wrap("北京，大学。", 4)) == [0, 1, 3, 4]
    assert list(wrap("他说好了（一）。", 13)) == [0, 5]
    assert list(wrap("，，，，", 4)) == [0, 2], "as far as there is anything else"


def test_line_feeds_end_lines():
    assert list(wrap("a\n\nb\n", 9)) == [0, 2, 3]
    assert list(wrap("", 9)) == [0]


def test_a_long_text_is_wrapped_in_no_time():
    text = "The quick “brown” fox 北京. " * 40_000
    assert len(wrap(text, 60)) > 10_000


@given(st.lists(TEXT.map(lambda text: (text.replace("\n", " "), "x"))), st.integers(0, 30))
def test_clip_is_exact(runs, width):
    assert sum(cells(text) for text, _ in clip(runs, width)) == width


def test_words_are_marked_whatever_their_case():
    assert mark_words([("Sorry, SORRY", "content")], ["sorry"]) == [("Sorry", "match"), (", ", "content"), ("SORRY", "match")]
    assert mark_words([("Straße İ a", "x")], ["a"])[-1] == ("a", "match")
    assert mark_words([("abc", "x")], ["", "q"]) == [("abc", "x")]


@given(TEXT, st.lists(TEXT, max_size=3))
def test_marking_loses_nothing(text, words):
    assert "".join(piece for piece, _ in mark_words([(text, "x")], words)) == text
