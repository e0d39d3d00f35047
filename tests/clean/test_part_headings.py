"""The headings that all articles of a series have, and the lists below them. All texts are invented."""

from __future__ import annotations

import numpy as np
import pytest

from triage.clean import Cleaner, Page, block_fingerprints, split_blocks
from triage.clean.part_headings import LEAST, LEAST_OF_LIST, LEAST_OF_WHOLE, part_headings, with_parts
from triage.clean.scoring.features import PageLines
from triage.model import Label, Seen
from triage.read.text import read_text

LEAD = "The miller of Tarnow has baked this cake every Sunday for forty years, and nobody has left a crumb."


@pytest.mark.parametrize(
    "line",
    ["INGREDIENTS:", "Prep time: 10 minutes", "Serves 4", "Zutaten", "【材料】", "Should you buy it?", "References [edit]"],
)
def test_a_heading_that_a_series_has(line: str) -> None:
    assert part_headings([LEAD, line], [0, 9]) == [1]
    assert part_headings([line, LEAD], [9, 0]) == []  # above the text it is a menu's


def test_the_figures_of_a_list_are_told_with_its_heading() -> None:
    lines = [LEAD, "Specifications", "Weight: 41 kg", "Price: from $599", "Comments: none", "Shares: 12"]
    assert part_headings(lines, [0, 9, 9, 9, 5, 5]) == [1, 2, 3]
    assert part_headings([LEAD, *lines[2:]], [0, 9, 9, 5, 5]) == []


def test_a_heading_of_links_that_all_pages_have_is_the_footers() -> None:
    lines = [LEAD, "Ingredients", "For the dough", "Serves 4", "Shop all flours", "Gift cards"]
    assert part_headings(lines, [0, 9, 9, 9, 0, 9]) == [1, 2, 3]
    assert part_headings(lines, [0, 9, 5, 9, 5, 9]) == [1, 3]
    assert part_headings(lines, [0, 9, 9, 9, 9, 9]) == [3]


@pytest.mark.parametrize(
    "line",
    ["History", "Results", "See also", "Comments", "Serves you right", "Makes 4 of us", "Ingredients of success", "4"],
)
def test_other_lines_are_none(line: str) -> None:
    assert part_headings([LEAD, line], [0, 9]) == []


def listed(lines: list[str], scores: list[float], seen: list[int] | None = None, judged: tuple[int, ...] = ()) -> list[bool]:
    kept = [True] + [False] * (len(lines) - 1)
    return with_parts(kept, np.array(scores, np.float32), PageLines(lines, seen, 9), judged)


def test_the_list_below_such_a_heading_stays() -> None:
    lines = [LEAD, "Wir bieten", "30 Tage Urlaub", "Ein Boot", "Jetzt bewerben"]
    low = [0.9, 0.45, LEAST, 0.45, 0.2]
    assert listed(lines, low, judged=(4,)) == [True] * 4 + [False]
    assert listed(lines, low, [0, 0, 0, 3, 0]) == [True] * 3 + [False] * 2
    assert listed(lines, [*low[:3], LEAST / 2, 0.2]) == [True] * 3 + [False] * 2
    assert listed([*lines[:3], "Was this page of any use?"], low[:4]) == [True] * 3 + [False]
    assert listed([LEAD, "Wir bieten", "Jetzt bewerben"], low[:3], judged=(2,)) == [True, False, False]
    assert listed([LEAD, "Overview", "Pricing"], [0.9, 0.4, 0.4]) == [True, False, False]
    whole, scores = [*lines[:4], *["Share"] * 60], [0.9, 0.4, LEAST_OF_WHOLE, LEAST, *[0.3] * 60]
    assert listed(whole, scores) == [True] * 3 + [False] * 61
    scores[2] = LEAST
    assert listed(whole, scores) == [True] + [False] * 63


def test_the_links_below_such_a_heading_of_a_footer_do_not() -> None:
    lines, below = [LEAD, "Specifications", "Downloads", "Compare products"], LEAST_OF_LIST - 0.01
    assert listed(lines, [0.9, LEAST_OF_LIST, LEAST_OF_LIST, LEAST_OF_LIST]) == [True] * 4
    assert listed(lines, [0.9, below, below, below]) == [True] + [False] * 3


def test_recipes_of_one_site_keep_their_headings_and_fields() -> None:
    cakes = [
        ("Plum tart", LEAD, ["250 g plain flour", "12 plums, halved", "1 egg"]),
        ("Pear cake", "When the pears come all at once, there is only so much jam to eat.", ["3 pears", "2 eggs"]),
        ("Oat bread", "Five minutes of work in the evening, and breakfast waits in the oven.", ["500 g oats", "1 tsp honey"]),
        ("Rye buns", "The buns keep for a week in a tin, if nobody finds it before Sunday.", ["300 g rye", "1 tsp salt"]),
    ]
    above, below = ["The Mill Kitchen", "Dinner", "Shop", "Log in"], ["Pin", "Twelve soups for a cold week", "Privacy policy"]
    recipes = [
        [name, lead, "Prep time: 10 minutes", "Serves 4", "Ingredients", *things, "Method", f"1. Bake the {name} for an hour."]
        for name, lead, things in cakes
    ]
    found = [read_text(f"{n}.txt", "\n".join([*above, *recipe, *below]).encode()) for n, recipe in enumerate(recipes)]
    prints = [block_fingerprints([one.raw[start:end] for start, end in split_blocks(one)]) for one in found]
    seen = [Seen(tuple(sum(number in other for other in prints) - 1 for number in own), len(found)) for own in prints]
    for document, cleaned, recipe in zip(found, Cleaner().clean_pages([Page(one) for one in found], seen), recipes, strict=True):
        kept = [document.raw[block.start : block.end] for block in cleaned.blocks if block.label is Label.CONTENT]
        assert kept[-len(recipe) + 1 :] == recipe[1:]
