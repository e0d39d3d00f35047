"""Title, date and source from plain text."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.dates import DATE, _date_of, find_date
from triage.read.fields import TITLES
from triage.read.line_patterns import DENSE
from triage.read.metadata import text_metadata
from triage.read.topic import WORD, Topic, words

BODY = (
    "The harbour authority said on Tuesday that the northern pier would stay closed until the inspection of its foundations "
    "is complete, and that ferries would use the old quay for the time being, whatever the weather."
)
DUMP = f"""Skip to main content
Menu
News
Sport
Storm closes the airport in the capital
Search
Northern pier stays closed until inspection of foundations
By Ann Lee
May 10, 2025
{BODY}
{BODY.replace("Tuesday", "Wednesday")}
© 2024 The Daily Harbour. All rights reserved.
Privacy
"""


def test_crawl_header_and_error_page() -> None:
    found = text_metadata(
        " date 2025-05-10 403\nSorry!!\nError! We're sorry, but the page you were looking for doesn't exist.\n"
        f'Ferries to use "Old Quay" While Pier is Inspected\n(MENAFN) {BODY}\n{BODY}\n'
    )
    assert (found.date, found.source) == (date(2025, 5, 10), "MENAFN")
    assert found.title == 'Ferries to use "Old Quay" While Pier is Inspected'


def test_dump_of_a_page() -> None:
    found = text_metadata(DUMP)
    assert found.title == "Northern pier stays closed until inspection of foundations"
    assert (found.date, found.source) == (date(2025, 5, 10), "The Daily Harbour")


TITLE = "Northern pier stays closed until its foundations are inspected"
SHORT = ["News", "Sport", "Harbour", "Weather", "Letters"]


@pytest.mark.parametrize(
    "above",
    [
        # a path whose last step is the title, glued
        [f"HarbourNewsLocal news{TITLE}", "2025-05-10 12:42", "[photo: Ann Lee]", TITLE, "Send this to a friend:"],
        # a widget that says the title again, far above the body
        [TITLE, "New, 6 comments", f"All sharing options for: {TITLE}", *["1 tackle, 1 rope, 2 lamps."] * 60],
        # one long line of sites above many short lines is no body
        [
            "The sites of our house: " + ", ".join(f"the {word} gazette" for word in SHORT * 6),
            *SHORT,
            TITLE,
            "By Ann Lee",
        ],
    ],
)
def test_titles_of_crowded_pages(above: list[str]) -> None:
    assert (
        text_metadata("\n".join([*above, BODY, BODY.replace("Tuesday", "Wednesday"), BODY.replace("ferries", "boats")])).title
        == TITLE
    )


MENU = [
    "Skip to main content",
    *(f"{word} of the {place}" for word in SHORT for place in ("north", "south", "old quay", "isles")),
]
CAPTION = "Ferries at the old quay while the foundations of the northern pier are inspected"


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        (f"{TITLE} | The Daily Harbour", TITLE),
        (f"The Daily Harbour: {TITLE}", TITLE),
        (f"Harbour » {TITLE} - The Daily Harbour", TITLE),
        (TITLE, TITLE.upper()),
        (f"{TITLE}, and ferries use the old quay whatever weather comes in from the northern isles - Harbour", None),
        ("What cookies were unloaded at the old quay - Harbour", None),
        ("A campaign of the harbour authority promotes letters of the north - Harbour", None),  # a line of the menu ends it
    ],
)
def test_the_title_of_a_page_tells_which_line_is_the_headline(first: str, headline: str | None) -> None:
    wanted = headline or first.removesuffix(" - Harbour")
    lines = [first, *MENU * 6, wanted, "Share", CAPTION, "Credit: Ann Lee", BODY, BODY.replace("Tuesday", "Wednesday")]
    assert text_metadata("\n".join(lines)).title == wanted


def test_without_a_headline_the_title_of_the_page_is_the_documents() -> None:
    lines = [f"{TITLE} | The Daily Harbour", *MENU * 6, BODY, BODY.replace("Tuesday", "Wednesday")]
    assert text_metadata("\n".join(lines)).title == TITLE
    assert (
        text_metadata("\n".join(["The Daily Harbour | News and weather", *MENU, TITLE, "By Ann Lee", BODY, BODY])).title == TITLE
    )


def test_a_dash_in_a_headline_parts_no_site() -> None:
    for title in (f"{TITLE} – again", "Rockets over the northern pier - a history in ten chapters", f"{TITLE}: a report"):
        assert text_metadata(f"{title}\n\n{BODY}\n\n{BODY}\n").title == title
    assert text_metadata(f"{TITLE} | The Daily Harbour\n\n{BODY}\n\n{BODY}\n").title == TITLE


PLAIN_MENU = ["Skip to main content", "Recipes of the week", "Crosswords", "Letters to us", "Our shop"]
HEADLINE = "Nobody steps on ferries at the northern pier before June"


@pytest.mark.parametrize(
    "below",
    [
        # a standfirst that takes up more of the body
        ["The northern pier is not used for a while, in any weather", "By Ann Lee"],
        # what leads to another text
        ["Share", "← Ferries and the northern pier before the inspection"],
        # a heading within the article, below its first paragraphs
        [
            "Rust was found on two of the bolts that hold the planks, and a diver went down to see how far it goes into the "
            "metal below the water.",
            "Picture: Ann Lee",
            "He came up after an hour with a piece that broke in his hand, and showed it to everyone who stood on the planks "
            "there and waited.",
            "Picture: Ann Lee",
            "Ferries would use the northern quay for the time being",
        ],
    ],
)
def test_a_headline_stands_above_what_tells_more_of_the_body(below: list[str]) -> None:
    lines = [*PLAIN_MENU, HEADLINE, *below, BODY, BODY.replace("Tuesday", "Wednesday")]
    assert text_metadata("\n".join(lines)).title == HEADLINE


def test_a_headline_may_be_short() -> None:
    lines = [*MENU, "Pier still closed today", "By Ann Lee", "The harbour pages of our northern paper", BODY, BODY]
    assert text_metadata("\n".join(lines)).title == "Pier still closed today"


def test_a_section_or_a_path_above_a_headline_is_none() -> None:
    for above in ("Harbour / News of the northern pier", "Letters of the old quay | Harbour", "Photo of the old quay © Ann Lee"):
        assert text_metadata("\n".join([*MENU, above, TITLE, "By Ann Lee", BODY, BODY])).title == TITLE


def test_a_page_glued_to_one_line_begins_with_its_title() -> None:
    glued = f"{TITLE} - The Daily HarbourMenuSkip to main content{''.join(MENU)}{BODY}"
    assert text_metadata(glued).title == TITLE
    assert text_metadata("".join([*MENU, BODY, BODY])).title == ""


def test_a_first_line_that_is_a_menu_names_nothing() -> None:
    menu = " | ".join(f"{word} of the harbour" for word in SHORT * 3)
    assert text_metadata("\n".join([menu, *MENU, menu, TITLE, "By Ann Lee", BODY, BODY])).title == TITLE


@pytest.mark.parametrize(
    ("first", "source"),
    [
        (f"{TITLE} | The Daily Harbour", "The Daily Harbour"),
        (f"{TITLE} | Letters | The Daily Harbour", "Pier House"),
        (f"{TITLE} | May 10, 2025", "Pier House"),
        (TITLE, "Pier House"),
    ],
)
def test_the_title_of_a_page_names_the_site(first: str, source: str) -> None:
    lines = [first, *MENU, TITLE, "readme.md", "quay.listrow 12", BODY, BODY, "© 2024 Pier House. All rights reserved."]
    assert text_metadata("\n".join(lines)).source == source


def test_a_row_of_chinese_links_is_no_paragraph() -> None:
    links = (
        "东港 西港 南港 北港 新港 老港 大港 小港 前港 后港 上港 下港 左港 右港 中港 外港 内港 深港 浅港 长港 短港 高港 低港 远港"
    )
    body = "港务局周二表示，北码头将继续关闭，直到地基检查完成为止，渡轮暂时使用旧码头，旅客不必另行购票。" * 4
    title = "北码头检查地基期间继续关闭"
    assert text_metadata("\n".join([links * 3, "首页", "新闻", "视频", title, "2025-05-10", body, body])).title == title


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028", "\x85"])
def test_line_ends(newline: str) -> None:
    assert text_metadata(DUMP.replace("\n", newline)) == text_metadata(DUMP)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (f"MANILA, Nov. 24 (Xinhua) -- {BODY}", "Xinhua"),
        (f"LONDON (AP) — {BODY}", "AP"),
        (f"(Reuters) - {BODY}", "Reuters"),
        (f"LEEDS (PTI): {BODY}", "PTI"),
        (f"BRUSSELS (Belga): {BODY}", "Belga"),
        (f"NEW DELHI (Harbour Wire): {BODY}", "Harbour Wire"),
        (f"The Minister for Piers (Mr Holm): {BODY}", ""),
        (f"Pia Holm (PH): {BODY}", ""),
        (f"(Ann Lee) writes:\n{BODY}", ""),
        (f">[Source: Harbour Almanac, Page 12. 1992-3 Edition]\n{BODY}", ""),
        (f"Source: Harbour Almanac, page 12\n{BODY}", ""),
        (f"www.harbour-news.org 2007-11-24 16:23:08\n{BODY}", "harbour-news.org"),
        (f"Source: Harbour Gazette\n{BODY}", "Harbour Gazette"),
        (f"【 2012-01-11 12:20 】 【来源： 中国青年报 】\n{BODY}", "中国青年报"),
        (BODY, ""),
    ],
)
def test_sources(line: str, source: str) -> None:
    assert text_metadata(f"Pier closed for inspection of its foundations\n{line}\n").source == source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" date 2025-05-10 403", date(2025, 5, 10)),
        ("2019-11-19T12:48:14Z Space", date(2019, 11, 19)),
        ("2012/1/17", date(2012, 1, 17)),
        ("May 10, 2025", date(2025, 5, 10)),
        ("24 Nov. 2007", date(2007, 11, 24)),
        ("Nov. 20, 2019 6:02 AM EST", date(2019, 11, 20)),
        ("on Monday, November 18th, 2019 at 11:04 a.m.", date(2019, 11, 18)),
        ("March 4, 202412:45 PM UTC", date(2024, 3, 4)),
        ("19/01/2008 4:52:15 PM", date(2008, 1, 19)),
        ("01/19/2008", date(2008, 1, 19)),
        ("3.4.2010", date(2010, 4, 3)),
        ("4. März 2024", date(2024, 3, 4)),
        ("5 de mayo de 2020", date(2020, 5, 5)),
        ("24 ноября 2007 г.", date(2007, 11, 24)),
        ("2012年1月8日", date(2012, 1, 8)),
        ("令和7年5月14日", date(2025, 5, 14)),
        ("令和元年 5月14日", date(2019, 5, 14)),
        ("١٤ مايو ٢٠٢٥", date(2025, 5, 14)),
        ("۲۰۲۵/۰۵/۱۴", date(2025, 5, 14)),
        ("१४ मई २०२५", date(2025, 5, 14)),
        ("14 फ़रवरी, 2025", date(2025, 2, 14)),
        ("14 พ.ค. 2568", date(2025, 5, 14)),
        ("วันที่ ๑๔ พฤษภาคม พ.ศ. ๒๕๖๘", date(2025, 5, 14)),
        ("14 มิถุนายน 2025", date(2025, 6, 14)),
        ("Stand: 14.05.25, 09:30 Uhr", date(2025, 5, 14)),
        ("version 14.05.25", None),
        ("address 10.14.05.25 09:30", None),
        ("05/06/2007", None),
        ("2025-02-31", None),
        ("31 February 2020", None),
        ("phone 028-85175623", None),
        ("Summary 10, 2025", None),
        ("in 2019", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: date | None) -> None:
    assert find_date(text) == expected


def test_impossible_date_gives_way_to_the_next() -> None:
    assert find_date("31 February 2020, 1 March 2020") == date(2020, 3, 1)


_pieces = st.sampled_from(
    [
        "2007",
        "1999",
        "19",
        "20",
        "3",
        "31",
        "05",
        "12",
        "/",
        ".",
        "-",
        " ",
        ", ",
        "de ",
        "May",
        "fevereiro",
        "st",
        "年",
        "월",
        "x",
        "padding " * 9,
        "令和",
        "月",
        "日",
        "พ.ค.",
        "2568",
        ":30",
    ]
)


@settings(max_examples=300)
@given(st.lists(_pieces, max_size=40).map("".join))
def test_looking_around_the_years_finds_what_looking_everywhere_does(text: str) -> None:
    everywhere = (found for match in DATE.finditer(text) if (found := _date_of(match)))
    assert find_date(text) == next(everywhere, None)


def test_nothing_to_find() -> None:
    found = text_metadata("12345\n\n---\n")
    assert (found.title, found.date, found.source) == ("", None, "")


def test_title_holds_no_control_characters() -> None:
    assert text_metadata(f"\x1b[31mPier closed for\x7f inspection\n{BODY}\n").title == "Pier closed for inspection"
    assert text_metadata(f"CafÃ© fire &#8211; two hurt&nbsp;in harbour\n{BODY}\n").title == "Café fire – two hurt in harbour"


@settings(deadline=None)
@given(st.text(max_size=500))
def test_any_text(text: str) -> None:
    assert "\n" not in text_metadata(text).title


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        " " * 300_000,
        "(" * 300_000,
        "1 " * 150_000,
        "www." * 80_000,
        "© 2" * 90_000,
        "A(\n" * 100_000,
        "1-" * 90_000,
    ],
)
def test_linear(text: str) -> None:
    start = time.process_time()
    text_metadata(text)
    assert time.process_time() - start < 1.0


@given(st.text(st.characters() | st.characters(codec="cp1252")))
def test_words_of_a_title(text: str) -> None:
    assert words(text) == set(WORD.findall(text.casefold())) | {a + b for a, b in pairwise(DENSE.findall(text))}


@given(*[st.text("abAé中 -")] * 2)
def test_words_that_a_text_takes_up(text: str, line: str) -> None:
    for lines in (1, 100):
        assert Topic(text, lines).shared(words(line)) == len(words(text) & words(line))


HEADLINES = (
    "Share prices fall as rate cut hopes fade",
    "Search for missing hikers enters fifth day",
    "Source of the river found after a century",
    "Date set for trial of former mayor",
    "500 jobs to go at steel works",
    "By Grand Central, a market comes back to life",
    "Cookies recalled over undeclared peanuts",
    "Village does not exist, says the map",
    "Comments by minister spark a row",
    "Read more books, doctors tell patients",
)
PARAGRAPHS = [BODY, BODY.replace("Tuesday", "Wednesday"), BODY.replace("ferries", "boats")]


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize("between", [[], ["March 2, 2025"], ["By Ann Lee", "Updated Monday, March 2, 2025"]])
def test_a_headline_may_begin_as_pages_begin_their_own_lines(headline: str, apart: str, between: list[str]) -> None:
    assert text_metadata(apart.join([headline, *between, *PARAGRAPHS])).title == headline


@pytest.mark.parametrize(
    "line",
    [
        "Share this article on Facebook",
        "Sorry, the page you requested can't be found",
        "Please enable JavaScript to view this page",
        "We use cookies to make this site work and to understand how it is used",
        "The page you asked for could not be found, or does not exist any more",
    ],
)
def test_and_such_a_line_of_a_page_is_no_headline(line: str) -> None:
    assert text_metadata("\n\n".join([line, TITLE, *PARAGRAPHS])).title == TITLE
    assert text_metadata("\n\n".join([TITLE, line, *PARAGRAPHS])).title == TITLE


def test_a_text_says_the_same_whether_its_paragraphs_stand_apart() -> None:
    lines = [
        "Rents rise in the port",
        "Rents rose by 7 percent last year, the board said on Monday.",
        "Already a subscriber? Log in.",
    ]
    assert text_metadata("\n".join(lines)) == text_metadata("\n\n\n".join(lines))
    assert text_metadata("\n\n".join(lines)).title == lines[0]


DAYS = """
21 ene 2025
3 abr 2025
9 ago. 2024
5 janv. 2025
12 févr. 2025
1er juil. 2025
25 déc. 2024
14 giu 2025
3 mrt 2025
12 fev 2025
5 de set. de 2024
4 мар 2025
8 Ocak 2025
12 maj 2024
8 Ιανουαρίου 2025
8 يناير 2025
8. ledna 2025
8. tammikuuta 2025
8 січня 2025
January 8, 2025
enero 8, 2025
Sept. 8, 2025
"""


@pytest.mark.parametrize("text", DAYS.strip().splitlines())
def test_months_are_known_by_their_names(text: str) -> None:
    assert find_date(text) is not None


@pytest.mark.parametrize("name", TITLES)
def test_a_field_alone_above_a_text_is_its_title(name: str) -> None:
    assert text_metadata(f"{name.capitalize()}: {TITLE}\n\n{BODY}").title == TITLE
    assert text_metadata(f"标题：{TITLE}\n\n{BODY}").title == TITLE


@pytest.mark.parametrize("headline", ["Date: a love story in four meetings", "Source: the river that begins in a car park"])
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_a_headline_may_begin_as_a_field_does(headline: str, apart: str) -> None:
    found = text_metadata(apart.join([headline, *PARAGRAPHS]))
    assert (found.title, found.source) == (headline, "")


def test_a_sign_that_is_quoted_names_no_source() -> None:
    for line in (
        'The notice said: "© 2019 Smile Studios. All rights reserved."',
        "“© 2019 Smile Studios”, it says on the door of the quay.",
    ):
        assert text_metadata("\n\n".join([TITLE, BODY, line, BODY])).source == ""
    assert (
        text_metadata(f"{TITLE}\n\n{BODY}\n\nPrivacy Terms © 2019 Smile Studios. All rights reserved.").source == "Smile Studios"
    )


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("© 2024 Quay & Pier Media Limited or its affiliated companies. All rights reserved.", "Quay & Pier Media Limited"),
        ("© 2024 Der KaiJahres-AboProbe-AboHafen-Karte 2024Karten für alle ZimmerKontakt", "Der Kai"),
        ("© 2024 Harbour Gazette - the paper of everyone who lives by the northern pier", "Harbour Gazette"),
        ("© 2024 Harbour Gazette · Privacy · Terms", "Harbour Gazette"),
        ("© 2024 The Harbour Gazette Terms of use Privacy policy", "The Harbour Gazette"),
        ("© 2024 Ruderverein Ostkai e.V. Alle Rechte vorbehalten", "Ruderverein Ostkai e.V."),
        ("© 2024 Copyright by Harbour Gazette", "Harbour Gazette"),
        ("Bản quyền © 2024 thuộc về Báo Bến Cảng. Cấm sao chép.", "Báo Bến Cảng"),
        ("© 2024 बंदरगाह समाचार। सर्वाधिकार सुरक्षित।", "बंदरगाह समाचार"),
        ("© 2024 All who wrote here over the years and who gave us leave to print it on this page", ""),
        ("© 2024 Theme Driftwood by Pixel Barn", ""),
        ("© 2024 Theme Park Gazette", "Theme Park Gazette"),
        ("© 2024 Powered by Driftwood", ""),
        ("© 2024 Free Blogger Templates", ""),
        ("(May 3) The pier was closed again.", ""),
    ],
)
def test_a_publisher_is_a_name_and_ends_where_it_ends(line: str, source: str) -> None:
    assert text_metadata("\n\n".join([TITLE, line, BODY, BODY])).source == source


@pytest.mark.parametrize("agency", ["dpa", "dpa/lsw", "ots", "sda", "apa", "afp", "taz"])
def test_agencies_that_write_themselves_in_lower_case(agency: str) -> None:
    for start in (f"({agency}) ", f"Berlin ({agency}) - ", f"BERLIN, 14. Mai ({agency}) – "):
        assert text_metadata(f"{TITLE}\n\n{start}{BODY}\n\n{BODY}").source == agency
    assert text_metadata(f"{TITLE}\n\nThe pier (apart from its end) - {BODY}").source == ""


@pytest.mark.parametrize("line", ["PRESS RELEASE", "FOR IMMEDIATE RELEASE", "NEWS IN BRIEF", "Pressemitteilung", "Breaking news"])
def test_what_kind_of_text_it_is_is_no_headline(line: str) -> None:
    for headline in (TITLE, "Pier stays closed"):
        for length in (1, 5, 20):
            assert text_metadata("\n\n".join([line, headline, *PARAGRAPHS * length])).title == headline


def test_a_text_in_sections_begins_with_its_title() -> None:
    title, first, second, third = (
        "Keeping piers in winter",
        "Why would a pier be closed?",
        "Ask the harbour authority",
        "Watch the ferries",
    )
    sections = [title, first, *PARAGRAPHS, second, *PARAGRAPHS, third, *PARAGRAPHS]
    assert text_metadata("\n\n".join(sections)).title == title
    assert text_metadata("\n".join(sections)).title == title
    # Without sections the line above a headline is what the headline stands in.
    assert text_metadata("\n\n".join(["A winter's dossier", TITLE, *PARAGRAPHS * 3])).title == TITLE
    assert text_metadata("\n\n".join(["14 May 2025", TITLE, *sections[2:]])).title == TITLE


def test_what_scientists_refer_to_is_no_source() -> None:
    reference = "Source: Roe A, Moe BC, Lee D et al. How long a pier stands. 2014"
    assert text_metadata("\n\n".join([TITLE, *PARAGRAPHS, reference])).source == ""
    assert text_metadata("\n\n".join([TITLE, reference, *PARAGRAPHS])).source == ""
