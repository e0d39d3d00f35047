"""Short articles among a few lines of their page: how they end, their title, and the words above it. All texts are invented."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pytest

from triage.clean import Cleaner, Page
from triage.clean.scoring.choosing import INNER_ON_SHORT, SENTENCE_ON_SHORT, content_lines, with_inner
from triage.clean.scoring.features import PageLines
from triage.clean.title_block import drop_above_title, keep_title
from triage.clean.verdict import Verdict
from triage.model import By, Label, Metadata, Seen
from triage.read.text import read_text

LEAD = "The last ferry to Lill Island sails on Sunday, after a hundred and four years, for from Monday there is a bridge."
ENDING = "The fare was never raised."


def kept(lines: list[str], seen: Seen | None = None) -> list[str]:
    """The lines that stay of a document."""
    one = read_text("a.txt", "\n".join(lines).encode())
    blocks = Cleaner().clean(one, seen).blocks
    return [one.raw[block.start : block.end] for block in blocks if block.label is Label.CONTENT]


def chosen(texts: list[str], scores: list[float], seen: list[int] | None = None) -> list[bool]:
    return content_lines(np.array(scores, np.float32), PageLines(texts, seen, 9))


@pytest.mark.parametrize(
    ("last", "stays"),
    [
        (ENDING, True),
        ("村委会准备给他做一块匾，他说不用。", True),
        ("Was this page helpful?", False),
        ("Load earlier comments...", False),
        ("More about ferries", False),
        ("No fare.", False),
    ],
)
def test_a_short_article_ends_with_its_last_sentence(last: str, stays: bool) -> None:
    assert chosen([LEAD, last, "Share"], [0.9, 0.15, 0.01]) == [True, stays, False]


def test_a_sentence_of_a_short_page_goes_on_below_one_that_is_kept() -> None:
    below = SENTENCE_ON_SHORT / 2
    assert chosen([LEAD, ENDING], [0.9, below]) == [True, False]
    assert chosen([LEAD, "Share", ENDING], [0.9, 0.01, 0.2]) == [True, False, False]
    assert chosen([LEAD, ENDING, ENDING], [0.9, 0.2, 0.2]) == [True, True, True]
    assert chosen([LEAD, ENDING], [0.9, 0.2], [0, 3]) == [True, False]  # other pages of the site have it
    whole = [LEAD, ENDING, *["Share"] * 60]
    assert chosen(whole, [0.9, 0.2, *[0.01] * 60])[1] is False


def test_a_likely_line_between_the_sentences_of_a_short_page_stays() -> None:
    report, likely = [LEAD, "Quay ward", "Ann Lee 812", ENDING], [True, False, False, True]

    def inner(scores: list[float], seen: list[int] | None = None, doubted: Collection[int] = ()) -> list[bool]:
        return with_inner(likely, np.array(scores, np.float32), PageLines(report, seen, 9), doubted)

    assert inner([0.9, INNER_ON_SHORT, 0.4, 0.9]) == [True] * 4
    assert inner([0.9, INNER_ON_SHORT / 2, 0.4, 0.9]) == [True, False, True, True]
    assert inner([0.9, 0.4, 0.4, 0.9], [0, 3, 0, 0]) == [True, False, True, True]  # other pages of the site have it
    assert inner([0.9, 0.4, 0.4, 0.9], doubted={2}) == [True, True, False, True]
    head, end = ["The last ferry", "Anna Berg", LEAD], [LEAD, "Menu", "Share"]
    for page in (head, end):
        assert with_inner([True, False, True], np.array([0.9, 0.4, 0.9]), PageLines(page), ()) == [True, False, True]
    whole = [*report, *["Share"] * 60]
    assert with_inner([*likely, *[False] * 60], np.full(64, 0.4), PageLines(whole), ()) == [*likely, *[False] * 60]


def test_a_sentence_of_a_short_page_goes_on_below_a_row_if_it_is_likelier() -> None:
    row = "Ann Lee 812"
    assert chosen([LEAD, row, ENDING], [0.9, 0.6, INNER_ON_SHORT]) == [True] * 3
    assert chosen([LEAD, row, ENDING], [0.9, 0.6, SENTENCE_ON_SHORT]) == [True, True, False]


def test_the_results_in_the_midst_of_a_short_report_stay() -> None:
    report = [
        "Island votes: Council stays with no party in control",
        "No party has won control of the island's council after all 34 seats were contested on Thursday.",
        "Turnout was 38.2 per cent, slightly higher than four years ago.",
        "Full results",
        "Quay ward",
        "Sarah Dunn (Green) 812 - elected",
        "Peter Hall (Conservative) 640",
        "Castle ward",
        "Neil Rudd (Conservative) 901 - elected",
        "Ann Fry (Green) 877",
        "“Every vote counted in Castle, literally,” said returning officer Clive Stamp. “Twenty-four votes in it.”",
    ]
    assert kept(["Home", "News", "Sport", *report, "Share", "Most read", "Contact us"]) == report


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Godkänn alla",
            "Logga in",
            "Nyheter",
            "Älgen som bodde på taket",
            "En älg har i tre dagar stått på taket till en lada i Norrby. Snön hade blåst ihop till en ramp.",
            "– Den såg rätt nöjd ut, säger lantbrukaren Stig Alm.",
            "På torsdagen gick älgen ner igen, samma väg.",
            "Dela",
            "Läs mer",
        ],
        [
            "Hyväksy kaikki",
            "Etusivu",
            "Kylä osti oman bussin",
            "Kun viimeinen linja lakkautettiin, Ylä-Ahon asukkaat ostivat bussin itse. Kaikki ajavat vapaaehtoisesti.",
            "– Ensimmäisellä viikolla ajoin väärään kylään, nauraa Pertti Lehto.",
            "Lippu maksaa kaksi euroa.",
            "Jaa",
            "Lue myös",
        ],
    ],
)
def test_articles_in_few_words_keep_their_title_and_ending(lines: list[str]) -> None:
    assert kept(lines)[-4:] == lines[-6:-2]


def test_the_words_above_the_title_of_a_short_page_go() -> None:
    text = ["Belföld", "Megszólalt a falu harangja száz év után"]
    story = [
        "Száz év után újra megszólalt Kisvölgy harangja. A régit az első világháborúban vitték el.",
        "– Sírtam, pedig én nem szoktam – mondta Kiss Béla harangozó.",
        "Az új harangot a falu lakói adományokból öntették.",
    ]
    stays = kept(["Elfogadom", "Kezdőlap", *text, "2023. április 9. 08:00", *story, "Megosztás"])
    assert not {"Kezdőlap", "Belföld"}.intersection(stays)
    assert stays[0] == text[1]
    assert stays[-3:] == story


@pytest.mark.parametrize(
    ("above", "goes"),
    [
        (["Menu", "Shop", "Town"], ["Shop", "Town"]),
        (["Shop", "Menu", "Town"], ["Shop", "Town"]),
        (["Menu", "Shop", "Notice of a public hearing in town", "Town"], ["Shop"]),
        (["Menu", "Monday 6 May", "Year"], []),
        (["SKIEN"], []),
        (["Part two", "The island"], []),
        (["The tide", "is out"], []),
    ],
)
def test_words_above_the_title_go_where_others_of_the_site_are_there(above: list[str], goes: list[str]) -> None:
    lines = [*above, "The town board", LEAD]
    page = Page(read_text("a.txt", "\n".join(lines).encode()))
    verdicts = dict.fromkeys(range(len(lines)), Verdict(Label.CONTENT, "line-model", 0.6, By.MODEL))
    verdicts |= {at: Verdict(Label.BOILERPLATE, "menu", 0.9) for at, line in enumerate(lines) if line == "Menu"}
    verdicts[len(above)] = Verdict(Label.CONTENT, "title", 0.95)
    drop_above_title(page, verdicts)
    assert [line for at, line in enumerate(lines) if line in goes or verdicts[at].label is Label.CONTENT] == [
        line for line in lines if line != "Menu"
    ]
    assert [line for at, line in enumerate(lines) if verdicts[at].rule == "above-title"] == goes


def test_a_title_that_most_of_a_folder_has_is_the_name_of_the_site() -> None:
    texts = ["The Long Table", *[LEAD] * 9]
    one = read_text("a.txt", "\n".join(texts).encode())._replace(metadata=Metadata(title="The Long Table"))
    for score, held, stays in ((0.15, 8, False), (0.15, 2, True), (0.05, 2, False)):
        verdicts: dict[int, Verdict] = {}
        keep_title(Page(one), Seen((held, *[0] * 9), 10), [score, *[0.9] * 9], verdicts)
        assert (0 in verdicts) is stays
