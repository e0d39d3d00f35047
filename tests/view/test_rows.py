"""Rows of the list: exactly as wide as asked, marks that mean something, columns by room."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.model import Answer, Row, Staleness
from triage.view import ASCII, UNICODE, cells, row_runs
from triage.view.rows import columns_for

TITLE = st.one_of(st.text(st.characters(codec=None)), st.text(st.sampled_from("ab 北京😀\u0301\u200d\n\x1b[/]")))
ROW = st.builds(
    Row,
    id=TITLE,
    title=TITLE,
    source=TITLE,
    words=st.integers(0, 10**9),
    blocks=st.integers(0, 9),
    boilerplate=st.floats(0, 1),
    duplicate=st.floats(0, 1),
    answer=st.sampled_from([None, *Answer]),
    tags=st.lists(TITLE, max_size=3).map(tuple),
    cluster_size=st.integers(0, 10**6),
    stale=st.sampled_from(Staleness),
    problem=st.one_of(st.just(""), TITLE),
)


def line(row, width, glyphs=UNICODE):
    return "".join(text for text, _ in row_runs(row, width, glyphs))


@given(ROW, st.integers(0, 160), st.sampled_from([UNICODE, ASCII]))
def test_a_row_is_exactly_as_wide_as_asked(row, width, glyphs):
    runs = row_runs(row, width, glyphs)
    assert sum(cells(text) for text, _ in runs) == width
    assert {style for _, style in runs} <= {
        "title", "dim", "keep", "reject", "defer", "undecided", "problem", "dup", "boiler", "cluster"
    }  # fmt: skip
    assert not any(c < " " for text, _ in runs for c in text)


def test_what_a_row_shows():
    row = Row("a.txt", "N. Korea asserts", blocks=4, boilerplate=0.17, duplicate=0.48, cluster_size=3)
    assert line(row, 40) == "○ N. Korea asserts          ⧉3 ≡48% ▒17%"
    assert line(row, 40, ASCII) == ". N. Korea asserts          &3 =48% #17%"
    assert line(Row("a.txt", answer=Answer.KEEP, stale=Staleness.MOVED), 20) == "✓ ⟳ a.txt           "
    assert line(Row("crawl/2024/page-17.txt"), 20) == "○ …024/page-17.txt  "
    assert line(Row("a.txt", problem="unreadable"), 30) == "○ ! a.txt · unreadable        "


def test_shares_are_never_rounded_to_all_or_nothing():
    assert "▒99%" in line(Row("a", blocks=4, boilerplate=0.999), 40)
    assert "▒ 1%" in line(Row("a", blocks=4, boilerplate=0.0001), 40)
    assert "▒100%" in line(Row("a", blocks=4, boilerplate=1.0), 40)


def test_nothing_is_no_sign_and_leaves_its_room_to_the_title():
    row = Row("a", "A title that goes on and on", blocks=4, boilerplate=0.08)
    assert line(row, 40) == "○ A title that goes on and on       ▒ 8%"
    assert line(row._replace(boilerplate=0.0), 40) == "○ A title that goes on and on           "
    assert line(row._replace(duplicate=0.5), 40) == "○ A title that goes on and on  ≡50% ▒ 8%"


@pytest.mark.parametrize(
    ("screen", "width", "shown"),
    [
        ("beside the texts at 120", 41, ""),
        ("above them at 80", 78, "date words"),
        ("above them at 100", 98, "source date words"),
        ("beside them at 200", 86, "date words"),
        ("alone at 200", 198, "tags source date words"),
    ],
    ids=str,
)
def test_what_is_spare_goes_to_the_title_then_to_date_and_source(screen, width, shown):
    assert columns_for(width) == ("cluster", "duplicate", "boilerplate", *shown.split())


def test_each_mark_and_each_fact_stands_below_itself():
    row = Row("a", "A title that goes on and on " * 3, words=9, blocks=4, boilerplate=0.08, duplicate=0.5, cluster_size=2)
    assert line(row, 41).endswith("… ⧉2 ≡50% ▒ 8%")
    assert line(row._replace(duplicate=0.0), 41).endswith("… ⧉2      ▒ 8%")
    assert line(row._replace(duplicate=0.0, boilerplate=1.0), 41).endswith("… ⧉2     ▒100%")
    assert line(row._replace(boilerplate=0.0), 41).endswith("… ⧉2 ≡50%     ")
    assert line(row._replace(cluster_size=1), 41).endswith("and on … ≡50% ▒ 8%")
    assert line(row, 78).endswith("… ⧉2 ≡50% ▒ 8%                  9")
    dated = row._replace(date=date(2025, 5, 10))
    assert line(dated, 78).endswith("… ⧉2 ≡50% ▒ 8% 2025-05-10       9")


@pytest.mark.parametrize("width", range(22, 130))
def test_the_title_keeps_its_room(width):
    row = Row("a", "t" * 200, date(2025, 5, 10), "MENAFN", 100, boilerplate=1, duplicate=1, cluster_size=9, tags=("war",))
    assert line(row, width).count("t") >= 18
    assert len(columns_for(width)) <= len(columns_for(width + 1))


def test_a_wide_row_shows_every_column():
    row = Row("a", "Title", date(2025, 5, 10), "MENAFN", 1234, 9, tags=("war", "oil"), boilerplate=0.5, cluster_size=2)
    told = line(row, 130).split()
    assert told == ["○", "Title", "⧉2", "▒50%", "war,oil", "MENAFN", "2025-05-10", "1,234"]


def test_what_isnt_known_before_a_document_is_cleaned_is_no_nought():
    assert line(Row("a", "Title"), 130).strip() == "○ Title"


@pytest.mark.parametrize(("copies", "shown"), [(2, "2"), (999, "999"), (1000, "1k"), (25_400, "25k"), (10**6, "99k")])
def test_large_clusters_are_told_in_thousands(copies, shown):
    assert f"⧉{shown}" in line(Row("a", "t", blocks=1, cluster_size=copies), 80).split()
