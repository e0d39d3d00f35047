"""Title, date and source from plain text."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.read.dates import find_date
from triage.read.metadata import text_metadata

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


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028", "\x85"])
def test_line_ends(newline: str) -> None:
    assert text_metadata(DUMP.replace("\n", newline)) == text_metadata(DUMP)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (f"MANILA, Nov. 24 (Xinhua) -- {BODY}", "Xinhua"),
        (f"LONDON (AP) — {BODY}", "AP"),
        (f"(Reuters) - {BODY}", "Reuters"),
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


def test_nothing_to_find() -> None:
    found = text_metadata("12345\n\n---\n")
    assert (found.title, found.date, found.source) == ("", None, "")


def test_title_holds_no_control_characters() -> None:
    assert text_metadata(f"\x1b[31mPier closed for\x9b inspection\n{BODY}\n").title == "[31mPier closed for inspection"


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
    start = time.perf_counter()
    text_metadata(text)
    assert time.perf_counter() - start < 1.0
