"""Heads and feet of printed pages, in text taken out of a PDF. All texts are invented."""

from __future__ import annotations

import pytest

from triage.clean import Cleaner
from triage.clean.running_heads import RULE
from triage.model import Document, Source

PAGES = (
    "The lamp was lit for the first time on the night of 3 November 1844, and\nwent out an hour later, because nobody had told "
    "the keeper where the oil\nwas. Of the nine men who kept it over the next",
    "sixty years four were called\nArne, and one of them was a woman, who had signed on as her brother.",
    "The light was put out for good in 1979. The lens stands in the museum,\nwhere it is lit on the third of November, for an "
    "hour. Nobody has counted",
    "the ships. The keepers wrote down the weather, and the\nname of whoever brought the bread.",
)
CHAPTERS = (
    "The lamp was lit for the first time on the night of 3 November 1844, and went out an hour later.",
    "Of the nine men who kept it over the next sixty years four were called Arne.",
    "The light was put out for good in 1979. The lens stands in the museum, where it is lit for an hour.",
    "Nobody has counted the ships. The keepers wrote down the weather.",
)


def heads(raw: str) -> list[str]:
    blocks = Cleaner().clean(Document("a.txt", raw, Source("a.txt"))).blocks
    return [" ".join(raw[block.start : block.end].split()) for block in blocks if block.rule == RULE]


@pytest.mark.parametrize(
    ("head", "foot", "number"),
    [
        ("The Coastal Historian", "", 17),
        ("The Coastal Historian          44", "{}", 17),
        ("", "– {} –", 3),
        ("Arne Light   {}", "Printed in Varde", 8),
    ],
)
def test_what_stands_beside_form_feeds_on_every_page(head: str, foot: str, number: int) -> None:
    tops, feet = ([line.format(number + at) for at in range(4)] for line in (head, foot))
    raw = "\f".join(f"{top}\n\n{page}\n\n{end}\n" for top, page, end in zip(tops, PAGES, feet, strict=True))
    wanted = [" ".join(line.split()) for pair in zip(tops, feet, strict=True) for line in pair if line]
    assert heads(raw) == wanted


def test_left_and_right_pages_have_heads_of_their_own() -> None:
    tops = ["Dalesman Papers        40", "The keepers of Arne Light        41", "Dalesman Papers        42", "Arne        43"]
    raw = "\f".join(f"{top}\n\n{page}\n" for top, page in zip(tops, PAGES, strict=True))
    assert heads(raw) == [" ".join(top.split()) for top in tops]


def test_columns_tell_where_the_form_feeds_were_lost() -> None:
    feet = ["12            Transport Review", "Spring 2024            13", "14            Transport Review"]
    pages = (f"TRANSPORT REVIEW            Spring 2024\n\n{page}\n\n{foot}\n" for page, foot in zip(PAGES, feet, strict=False))
    assert len(heads("".join(pages))) == 6


@pytest.mark.parametrize(
    "raw",
    [
        "\n\n".join(f"Total    {n}    {n + 4}\n\n{page}" for n, page in zip((190, 200, 131, 150), PAGES, strict=True)),
        "\n\n".join(f"Upper    {n}\nLower    {n}\nTotal    {2 * n}\n\n{page}" for n, page in enumerate(PAGES)),
        "\n\n".join(f"Wages    {n}\n\n{page}" for n, page in zip((190, 260, 340, 900), PAGES, strict=True)),
        "\f".join(PAGES),
        f"Foreword\n\n{PAGES[0]}\f{PAGES[1]}",
        "\n\n".join(PAGES),
    ],
)
def test_tables_and_pages_without_heads_stay(raw: str) -> None:
    assert heads(raw) == []


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Chapter {}", ""),
        ("{}. The keepers", ""),
        ("In {}", ""),
        ("Monday {} May", ""),
        ("PART ONE", ""),
        ("Dear Arne,", "Yours, Marit"),
        ("ARNE", "MARIT"),
        ("Song {}", "Haul away, my lads, haul away!"),
        ("Year        Ships", ""),
        ("Step {}        Trim the wick", ""),
        ("{}        Exercise", ""),
        ("Keeper        190{}", ""),
        ("Arne        1{0}        2{0}", ""),
    ],
)
@pytest.mark.parametrize("turn", ["\f", "\n"])
def test_what_begins_and_ends_whole_parts_of_a_text_stays(above: str, below: str, turn: str) -> None:
    parts = (f"{above.format(at)}\n\n{page}\n\n{below}\n" for at, page in enumerate(CHAPTERS, 1))
    assert heads(turn.join(parts)) == []


@pytest.mark.parametrize("turn", ["\f", ""])
def test_whole_sentences_end_pages_that_have_their_numbers_in_columns(turn: str) -> None:
    tops = ["Dalesman Papers        40", "The keepers of Arne Light        41", "Dalesman Papers        42"]
    pages = (f"{top}\n\n{page}\n\n" for top, page in zip(tops, CHAPTERS, strict=False))
    assert heads(turn.join(pages)) == [" ".join(top.split()) for top in tops]


@pytest.mark.parametrize(("head", "turn"), [("The Coastal Historian, no. 44", "\f"), ("Transport Review        Spring 2024", "")])
def test_heads_beside_the_numbers_of_pages(head: str, turn: str) -> None:
    feet = ["12            Transport Review", "Spring 2024            13", "14            Transport Review"]
    pages = (f"{head}\n\n{page}\n\n{foot}\n" for page, foot in zip(CHAPTERS, feet, strict=False))
    assert len(heads(turn.join(pages))) == 6


def test_a_number_alone_below_each_page_is_a_foot_whatever_stands_around() -> None:
    pages = "\f".join(f"{page}\n\n– {at} –\n" for at, page in enumerate(CHAPTERS, 1))
    assert heads(pages) == [f"– {at} –" for at in range(1, 5)]


def test_names_with_ages_that_count_on_stay() -> None:
    names = ("Arne Holm        31", "Marit Bakke        32", "Ole Vik        33", "Ida Moe        35")
    assert heads("\n".join(f"{name}\n\n{page}\n" for name, page in zip(names, CHAPTERS, strict=True))) == []


def test_a_last_line_in_small_letters_that_every_poem_has_stays() -> None:
    poem = "the boats lie down upon the shore and all the gulls are still,\nthe wind is west,\nthe lamp is on the hill"
    assert heads("\f".join(f"Psalm {at}\n\n{poem}\n" for at in range(1, 5))) == []


def test_speakers_beside_the_numbers_of_pages_stay() -> None:
    speakers = ("ARNE", "MARIT", "ARNE", "MARIT", "OLE", "MARIT", "OLE")
    pages = (f"{name}\n\n{CHAPTERS[at % 4]}\n\n{at}\n" for at, name in enumerate(speakers, 8))
    assert heads("\f".join(pages)) == [str(at) for at in range(8, 15)]


def test_lines_with_years_at_the_edges_of_pages_stay() -> None:
    lines = ("which was built in 1844", "of the storm of 1901", "and paid for in 1846", "as it had been in 1979")
    pages = (f"{page}\n\n{line}\n" for line, page in zip(lines, PAGES, strict=True))
    assert heads("\f".join(pages)) == []
