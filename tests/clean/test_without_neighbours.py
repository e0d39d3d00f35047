"""A page doesn't lose text of its own for the company that this keeps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.arrays import Array
from triage.clean.scoring.features import PageLines
from triage.clean.scoring.line_model import LineModel
from triage.clean.scoring.without_neighbours import by_itself, loses_much, unseen

ANSWER = "We had thought of the tide, of the wind and of the price of stone, and of nothing else that winter."
PAGE = PageLines(["Ann:", ANSWER, "Ben:", f"{ANSWER} Then it rained.", "Ann:", "Yes."], [60, 0, 60, 0, 60, 0], 100)


def low(page: PageLines) -> Array:
    return np.full(len(page.texts), 0.2, np.float32)


def test_what_other_documents_say_little_of_is_judged_without_them() -> None:
    assert loses_much(PAGE, low(PAGE))
    assert not loses_much(PAGE, np.array([0.2, 0.8, 0.2, 0.8, 0.2, 0.2], np.float32)), "all sentences stay"
    assert not loses_much(PageLines(PAGE.texts), low(PAGE)), "nothing is known of others"
    assert not loses_much(PageLines(PAGE.texts, [0] * 6, 9), low(PAGE)), "others have none of it"
    assert not loses_much(PageLines(PAGE.texts, [3, 3, 3, 0, 3, 3], 9), low(PAGE)), "most of it is a site's"
    assert not loses_much(PageLines(["Ann:", "Yes.", "No."], [3, 0, 0], 9), np.zeros(3, np.float32)), "no text"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> LineModel:
    """One that believes nothing of a page that shares a line with others."""
    seen = LineModel.load().provenance["first_features"].index("folder.seen")

    def believe(self: object, table: Array) -> Array:
        return np.where(table[:, seen] < 0, 0.8, 0.2).astype(np.float32)

    monkeypatch.setattr("triage.clean.scoring.line_model._SecondLook.score", believe)
    return LineModel.load()


def test_lines_that_no_other_document_has_get_the_better_of_both_scores(model: LineModel) -> None:
    site = PageLines(PAGE.texts, [3, 3, 3, 0, 3, 3], 9)
    found = model.score([site, PAGE, PageLines(PAGE.texts)])
    expected = [[0.2] * 6, [0.2, 0.8, 0.2, 0.8, 0.2, 0.8], [0.8] * 6]
    assert [scores.round(3).tolist() for scores in found] == [pytest.approx(one) for one in expected]


def test_their_reasons_are_those_of_the_better_score(model: LineModel, monkeypatch: pytest.MonkeyPatch) -> None:
    def explain(self: LineModel, page: PageLines, lines: Sequence[int], likely: Sequence[bool]) -> list[tuple[str, ...]]:
        return [("by itself" if page.seen is None else "among others", page.texts[at]) for at in lines]

    monkeypatch.setattr(LineModel, "_explain", explain)
    told = model.explain(PAGE, [3, 0, 1], [True, False, True])
    assert told == [("by itself", PAGE.texts[3]), ("among others", "Ann:"), ("by itself", ANSWER)]
    site = PageLines(PAGE.texts, [3, 3, 3, 0, 3, 3], 9)
    assert model.explain(site, [3], [True]) == [("among others", PAGE.texts[3])]


LINES = st.tuples(st.sampled_from([ANSWER, "Ann:", "Share", "Read on", "12 May"]), st.integers(0, 90))


@given(st.lists(st.lists(LINES, min_size=1, max_size=60), min_size=1, max_size=4))
def test_a_page_is_judged_without_others_as_if_it_had_none(drawn: list[list[tuple[str, int]]]) -> None:
    texts, seen = zip(*[tuple(zip(*page, strict=True)) for page in drawn], strict=True)
    pages = [PageLines(lines, counts, 100) for lines, counts in zip(texts, seen, strict=True)]
    model = LineModel.load()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("triage.clean.scoring.line_model.loses_much", lambda page, scores: False)
        plain, alone = model.score(pages), model.score([by_itself(page) for page in pages])
        patch.setattr("triage.clean.scoring.line_model.loses_much", lambda page, scores: page is not pages[0])
        found = model.score(pages)
    for at, page in enumerate(pages):
        better = np.where(unseen(page), np.maximum(plain[at], alone[at]), plain[at])
        assert found[at].tolist() == (better if at else plain[0]).tolist()
