"""Texts cut to what there is room for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.printable import printable
from triage.widths import cells, cut, cut_start, fit, shortened

TEXT = st.one_of(
    st.text(st.sampled_from("ab cdé “\n北京😀e\u0301и ")), st.text(st.sampled_from("abc \n")), st.text(st.characters(codec=None))
).map(printable)


@given(TEXT, st.integers(0, 30))
def test_fit_is_exact(text: str, width: int) -> None:
    text = text.replace("\n", " ")
    assert cells(fit(text, width)) == width
    assert fit(text, width).rstrip() == cut(text, width).rstrip()


@given(st.text(max_size=60).map(printable), st.integers(1, 70))
def test_of_a_path_the_end_is_kept(text: str, width: int) -> None:
    shown = cut_start(text, width)
    assert cells(shown) <= width
    assert shown == text if cells(text) <= width else text.endswith(shown.removeprefix("…").lstrip())


def test_an_ellipsis_shows_that_something_is_cut() -> None:
    assert cut("alpha beta", 10) == "alpha beta"
    assert cut("alpha beta", 9) == "alpha be…"
    assert cut("北京大学", 6) == "北京…"
    assert (fit("北京大学", 6), fit("北京大学", 9)) == ("北京… ", "北京大学 ")
    assert cut_start("news/2026/a.txt", 8) == "…6/a.txt"
    assert (shortened("alpha", 5), shortened("alphabet", 5)) == ("alpha", "alpha…")
