"""Which of several dates is the text's own. All texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from triage.read.metadata import text_metadata

TITLE = "Tide mill at Brackwater to grind flour again"
LEAD = (
    "The harbour council voted on Monday to repair the old tide mill at the mouth of the river, which has stood still since the "
    "storm of the winter before last, and to let the miller move in."
)
REST = "Work on the wheel begins in June and is to last until the leaves fall, the council's engineer told the meeting on Monday."
DAY = date(2025, 5, 14)


def found(*lines: str) -> date | None:
    return text_metadata("\n\n".join(lines)).date


@pytest.mark.parametrize(
    "line",
    [
        "The mill was built on 4 March 1811, and its wheel stopped on 2 April 1954.",
        "On 4 March 1811, the mill was opened.",
        "Desmond Arkwright, railwayman, born 17 March 1932; died 2 May 2025",
        "Desmond Arkwright, 17 March 1932 – 2 May 2025",
        "Closing date: 6 June 2025",
        "Bewerbungsschluss: 6. Juni 2025",
        "Date limite de candidature : 6 juin 2025",
        "截止日期：2025年6月6日",
        "**归档日期：** 2025-06-06 01:05:09",
        "抓取时间: 2025-06-06",
        "Full-time · Start: 6 June 2025",
        "Eintrittsdatum: 6. Juni 2025",
        "This article was amended on 3 June 2025. An earlier version misstated the height of the mill.",
    ],
)
def test_what_a_sentence_tells_or_another_field_is_not_its_date(line: str) -> None:
    assert found(TITLE, line, LEAD, REST) is None
    assert found(TITLE, LEAD, REST, line) is None
    assert found(TITLE, line, "Published: 14 May 2025", LEAD, REST) == DAY


@pytest.mark.parametrize(
    "start",
    [
        "BRACKWATER, 14 May 2025 (AP) — ",
        "Brackwater (14 May 2025) - ",
        "Berlin, 14. Mai 2025. ",
        "May 14, 2025 - ",
        "Brackwater, May 14, 2025 /NewsLine/ -- ",
        "Paris, le 14 mai 2025 – ",
        "МОСКВА, 14 мая 2025 г. – ",
        "新华社北京2025年5月14日电 ",
        "(2025-05-14) ",
        "14 May 2025, Brackwater. ",
        "This article was first published on 14 May 2025. ",
        "By Ann Lee, 14 May 2025. ",
    ],
)
def test_a_paragraph_may_begin_with_it(start: str) -> None:
    assert found(TITLE, start + LEAD, REST) == DAY


@pytest.mark.parametrize(
    "lines",
    [
        ["Last updated: 12 June 2025", "Published: 14 May 2025"],
        ["Published: 14 May 2025", "Last updated: 12 June 2025"],
        ["Updated 12 June 2025, published 14 May 2025"],
        ["Published 14 May 2025 · Updated 12 June 2025"],
        ["May 14 2025, 2:14 p.m."],
        ["Last updated: 14 May 2025"],
    ],
)
def test_it_is_when_it_was_published_where_that_is_told(lines: list[str]) -> None:
    assert found(TITLE, *lines, LEAD, REST) == DAY


def test_a_day_in_the_headline_gives_way_to_the_line_below() -> None:
    assert found("What the river took on 4 March 1811", "14 May 2025", LEAD, REST) == DAY
    assert found("Minutes of the council, 14 May 2025", LEAD, REST) == DAY


@pytest.mark.parametrize(
    "line", ["Crawled at 2026-01-02 06:11", "Fetched: 2026-01-02", "WARC-Date: 2026-01-02T01:58:10Z", "Retrieved 2 January 2026"]
)
def test_the_day_of_a_crawl_is_no_date(line: str) -> None:
    assert found(line, TITLE, LEAD, REST) is None
    assert found(line, TITLE, "14 May 2025", LEAD, REST) == DAY
    assert found(TITLE, "14 May 2025", LEAD, REST, line) == DAY
