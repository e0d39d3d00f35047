"""What is said about two texts: alignment, verdict, explanation, paragraphs, representative."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.match.in_memory import find_clusters
from tests.match.stories import invent, ocr, template
from triage.match import Kind, Standing, explain
from triage.match.body import dateline, prepare
from triage.match.evidence import Evidence, examine
from triage.match.judge import decide, facts_agree
from triage.match.paragraphs import relate, split
from triage.match.representative import Order, ranked
from triage.match.tokens import tokenise
from triage.model import Criterion

any_text = st.text(st.characters(exclude_categories=()), max_size=80)


@settings(deadline=None)
@given(any_text, any_text)
def test_examination_is_symmetric(one: str, other: str) -> None:
    assert examine(prepare(one), prepare(other)) == examine(prepare(other), prepare(one))


@settings(deadline=None)
@given(any_text, any_text)
def test_runs_are_equal_words_at_the_offsets_given(one: str, other: str) -> None:
    pair = explain(one, other)
    for run in pair.runs:
        left, right = one[slice(*run.left)], other[slice(*run.right)]
        assert prepare(left).hashes.tolist() == prepare(right).hashes.tolist()
        assert run.tokens == len(prepare(left))


@pytest.mark.parametrize(
    ("other", "agree"),
    [
        ({}, True),
        ({"aligned": False}, False),
        ({"shorter": 30, "covered": 30}, False),
        ({"covered": 150}, False),
        ({"covered": 150, "retold": 40}, True),
        ({"same_facts": (3, 3)}, False),
        ({"same_facts": (8, 0)}, True),
        ({"other_facts": (2, 0)}, False),
        ({"other_facts": (0, 2)}, False),
        ({"other_facts": (0, 1)}, True),
        ({"replaced": 20}, False),
        ({"opening": 10, "replaced": 10}, False),
        ({"opening": 10}, True),
    ],
)
def test_texts_of_common_words_are_copies_where_their_facts_agree(other: dict[str, Any], agree: bool) -> None:
    found = Evidence(200, 210, 200, 190, 180, 0, 0, 0, 0, same_facts=(10, 10), other_facts=(0, 0), days_apart=None)
    assert facts_agree(replace(found, **other)) is agree


def test_an_explanation_names_what_differs() -> None:
    left = "Profit of Acme Corp rose to 120 million in March, said Smith. The outlook is good, analysts believe."
    right = "Profit of Zenith Corp rose to 450 million in March, said Smith. The outlook is gcod, analysts believe. Shares fell."
    pair = explain(left, right)
    found = {(d.kind, left[slice(*d.left)], right[slice(*d.right)]) for d in pair.differences}
    assert ("name", "Acme", "Zenith") in found
    assert ("number", "120", "450") in found
    assert ("alike", "good", "gcod") in found
    assert ("only-right", "", "Shares fell") in found


def test_a_figure_that_was_moved_is_not_another_one() -> None:
    one, two = "The upper mill sold 410 tons of rye in May.", "The lower mill ground 96 tons of oats in June."
    rest = invent(random.Random(4), 60)
    moved = examine(prepare(f"{one} {two} {rest}"), prepare(f"{two} {one} {rest}"))
    assert moved.other_facts == (0, 0)
    assert examine(prepare(f"{one} {rest}"), prepare(f"{one.replace('410', '380')} {rest}")).other_facts == (1, 0)


def test_what_opens_a_text_and_what_stands_inside_is_told_from_what_ends_it() -> None:
    frame, here, there = (invent(random.Random(n), 80) for n in range(3))
    opened = examine(prepare(f"{here} {frame}"), prepare(f"{there} {frame}"))
    inside = examine(prepare(f"{frame} {here} {frame[::-1]}"), prepare(f"{frame} {there} {frame[::-1]}"))
    ended = examine(prepare(f"{frame} {here}"), prepare(f"{frame} {there}"))
    assert (opened.opening > 50, opened.replaced) == (True, 0)
    assert (inside.opening, inside.replaced > 50) == (0, True)
    assert (ended.opening, ended.replaced) == (0, 0)


LEAD = (
    "Keeper Anna Holm of Ostvik said on Monday that {} of 340 boats had gone down in the storm off Ranheim.",
    ("In a storm near Ranheim at least {} boats out of 340 sank, Holm, who keeps the light of Ostvik, told us this Monday."),
)


def test_a_lead_that_was_written_anew_is_told_from_other_news_above_the_same_text() -> None:
    rest = invent(random.Random(8), 90)
    news = "Shares of Corvel Mining of Perth closed at 71 after Dr Iris Vance, its chief, sold 26 of her claims to Delta Iron."
    original, anew = (prepare(f"{lead.format(12)} {rest}") for lead in LEAD)
    rewritten, corrected = examine(original, anew), examine(original, prepare(f"{LEAD[1].format(14)} {rest}"))
    another = examine(original, prepare(f"{news} {rest}"))
    assert (rewritten.opening, rewritten.unrelated, rewritten.retold > 10) == (0, 0, True)
    assert corrected.retold == rewritten.retold
    assert (another.opening > 10, another.unrelated, another.retold) == (True, another.opening, 0)


def test_an_article_whose_names_the_menu_holds_is_no_lead_written_anew() -> None:
    menu, below = (
        "Anna Holm Ostvik Ranheim Iris Vance Perth Corvel. " + invent(random.Random(8), 120),
        invent(random.Random(9), 120),
    )
    here, there = (
        " ".join(f"{re.sub(r'[0-9.]', '', invent(random.Random(n + part), 60).lower())}, {names}" for part in range(14))
        for n, names in ((20, "Holm or Ostvik, Ranheim"), (40, "Vance, Perth with Corvel"))
    )
    one, other = (prepare(f"{menu} {text} {below}") for text in (here, there))
    found = examine(one, other)
    assert (found.retold, found.replaced > 300) == (0, True)
    assert not facts_agree(found)


def test_a_paragraph_of_a_towns_own_above_an_agencys_report_is_no_other_news() -> None:
    rest = " ".join(invent(random.Random(8), 100).split()[:100])
    town = "In Tarnau, where Pastor Emil Brell keeps the Lill Chapel, Sailors of the Anker Club heard the News on Wednesday."
    found = examine(prepare(f"{LEAD[0].format(12)} {rest}"), prepare(f"{town} {rest}"))
    assert found.unrelated == found.opening > 0.15 * found.shorter
    assert decide(found, 0.9, 0.9) is Kind.SAME_STORY
    news = replace(found, opening=found.shorter // 5, unrelated=found.shorter // 5)
    assert decide(news, 0.9, 0.9) is Kind.TEMPLATE


def test_texts_too_long_to_align_have_runs() -> None:
    text = invent(random.Random(1), 12_000)
    pair = explain(text, "something first " + text)
    assert sum(run.tokens for run in pair.runs) >= 11_000
    assert pair.left_in_right == 1.0


def test_template_and_slip_are_told_apart() -> None:
    first, second = template(random.Random(1)), template(random.Random(2))
    assert decide(examine(prepare(first), prepare(second)), 0.9, 0.9) is Kind.TEMPLATE
    scanned = ocr(first, random.Random(3), 0.02)
    assert decide(examine(prepare(first), prepare(scanned)), 0.9, 0.9) is Kind.SAME_STORY


def test_a_recurring_report_of_another_day_is_another_story() -> None:
    text = "LONDON, {} - The bank said it gave the market help of {} million at rates that have not been changed today"
    first, later = text.format("March 2", 40), text.format("March 19", 90)
    assert decide(examine(prepare(first), prepare(later)), 0.9, 0.9) is Kind.DATE


@pytest.mark.parametrize(("text", "day"), [("OSLO, March 2 -", 95), ("2 Sept 1987", 281), ("may be 40", None), ("May", None)])
def test_dateline(text: str, day: int | None) -> None:
    assert dateline(tokenise(text)) == day


def test_paragraphs_exact_near_and_inside() -> None:
    rng = random.Random(5)
    one, other = invent(rng, 40).replace("\n\n", " "), invent(rng, 40).replace("\n\n", " ")
    paragraphs = [one, other, one.upper(), ocr(one, rng, 0.02), f"{one} {other}", "short words", "short words"]
    found = relate(paragraphs)
    assert found.exact.tolist() == [0, 1, 0, 3, 4, 5, 5]
    assert found.near.tolist() == [0, 1, 0, 0, 4, 5, 5]
    assert {tuple(pair) for pair in found.inside.tolist()} >= {(1, 4)}


def test_sentences_of_one_template_are_not_near() -> None:
    frame = "The council voted {} to {} on item {} of the agenda, which will cost {} thousand a year"
    rng = random.Random(6)
    paragraphs = [frame.format(*(rng.randrange(1000) for _ in range(4))) for _ in range(5)]
    assert relate(paragraphs).near.tolist() == [0, 1, 2, 3, 4]


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_paragraph_groups_do_not_depend_on_order(rng: random.Random) -> None:
    base = [invent(random.Random(n), 25) for n in range(6)]
    texts = list(dict.fromkeys([*base, *(ocr(text, random.Random(9), 0.03) for text in base)]))
    order = list(range(len(texts)))
    rng.shuffle(order)
    near, shuffled = relate(texts).near, relate([texts[at] for at in order]).near
    groups = [{texts[at] for at in np.flatnonzero(near == name)} for name in near]
    again = [{texts[order[at]] for at in np.flatnonzero(shuffled == shuffled[order.index(n)])} for n in range(len(texts))]
    assert groups == again


def test_paragraphs_are_split_at_blank_lines_or_else_at_lines() -> None:
    assert split("one\ntwo\n \n three ") == [(0, 7), (11, 17)]
    assert split("one\ntwo\n") == [(0, 3), (4, 7)]
    assert split("") == split(" \n ") == []


def test_ranking_goes_by_the_criteria_in_their_order() -> None:
    a = Standing("a", 100, 0.5, date(2025, 1, 2), "Wire")
    b = Standing("b", 100, 0.1, date(2025, 1, 1), "Blog")
    c = Standing("c", 90, 0.0, None, "Blog")
    assert [s.id for s in ranked([c, a, b])] == ["b", "a", "c"]
    assert [s.id for s in ranked([c, a, b], Order((Criterion.EARLIEST,)))] == ["b", "a", "c"]
    assert [s.id for s in ranked([c, a, b], Order((Criterion.PREFERRED_SOURCE,), ("wire",)))] == ["a", "b", "c"]
    longer = Standing("d", 102, 0.9, shared=0.5)
    assert [s.id for s in ranked([longer, c, a, b])] == ["d", "b", "a", "c"]
    assert [s.id for s in ranked([longer, *(s._replace(shared=0.9) for s in (a, b, c))])] == ["b", "a", "d", "c"]


NOTICE = """{fund} announces monthly distribution

{fund} ({code}) announced today a distribution of ${amount} per unit for the month of June, payable on July 15 to unitholders of
record on June 30.

Unitholders are reminded that the trust offers a plan by which the monthly cash distributions can be put into additional units
at no commission.

{fund} invests in a diversified portfolio of equities of North America and aims at stable monthly distributions and growth over
many years. Commissions, trailing commissions and fees of the managers may all be associated with an investment in its units.
"""


def test_notices_of_one_form_about_two_houses_are_two_stories() -> None:
    one = NOTICE.format(fund="Alder Income Fund", code="AIF.UN", amount="0.0500")
    other = NOTICE.format(fund="Birch Growth Trust", code="BGT.UN", amount="0.1125")
    corrected = one.replace("0.0500", "0.0510")
    found = find_clusters({"one": one, "other": other, "corrected": corrected}.items())
    assert [{member.id for member in cluster.members} for cluster in found] == [{"one", "corrected"}]
