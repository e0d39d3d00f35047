"""What a page tells programs of itself: when it was published and who wrote it."""

from __future__ import annotations

from datetime import date

import pytest

from triage.model import Metadata
from triage.read.html import read_html

BODY = "<p>The harbour board said on Tuesday that the northern pier would stay closed until divers have seen the piles.</p>" * 4
MODIFIED = '<meta property="article:modified_time" content="2026-07-28T19:42:28+00:00">'
NEVER = '"datePublished":"-0001-11-30T00:00:00+00:00"'
VISIBLE = "<p class='day'>August 12, 2024</p>"
RELATED = (
    "<section class='related'><h2>Related</h2><div class='card'><a href='/x'>A lock for the canal</a>"
    "<p class='byline'>Per Holm, Ida Vik</p><p class='date'>April 25, 2025</p></div></section>"
)


def read(head: str = "", below: str = "", related: str = "") -> Metadata:
    page = (
        f"<!DOCTYPE html><html><head><title>Pier stays closed - Sund Institute</title>{head}</head><body>"
        f"<article><h1>Pier stays closed</h1>{below}{BODY}</article>{related}</body></html>"
    )
    return read_html("a.html", page.encode()).metadata


def data(*fields: str) -> str:
    graph = '{"@type":"WebPage","name":"Pier stays closed",' + ",".join(fields) + "}"
    return f'<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{graph}]}}</script>'


@pytest.mark.parametrize(
    ("head", "below"),
    [
        (MODIFIED + data('"datePublished":"2024-08-12T12:24:00+00:00"', '"dateModified":"2026-07-28T19:42:28+00:00"'), VISIBLE),
        (MODIFIED + data('"datePublished" : "2024-08-12"'), ""),
        (MODIFIED + data(NEVER) + '<script>layer = {"datePublished":"2024-08-12T12:24:00Z"}</script>', ""),
        (MODIFIED + data(NEVER), VISIBLE),
        (MODIFIED, VISIBLE),
        ("", VISIBLE),
        (data('"datePublished":"2024-08-12"', '"dateModified":"2026-07-28"'), ""),
    ],
)
def test_the_day_of_a_change_is_not_when_it_was_published(head: str, below: str) -> None:
    assert read(head, below).date == date(2024, 8, 12)


def test_the_day_of_a_change_is_better_than_none() -> None:
    assert read(MODIFIED).date == date(2026, 7, 28)
    assert read(MODIFIED + data(NEVER)).date == date(2026, 7, 28)


def test_of_several_days_that_the_page_shows_is_its_own() -> None:
    other = '<script>more = [{"datePublished":"2019-01-02"}]</script>'
    assert read(MODIFIED + other + data('"datePublished":"2024-08-12"'), VISIBLE).date == date(2024, 8, 12)


LAYER = '<script>dataLayer = [{"author":"%s","id":"7"}];</script>'


@pytest.mark.parametrize(
    ("head", "shown", "related", "author"),
    [
        (LAYER % "Ann Lee", "Ann Lee", RELATED, "Ann Lee"),
        (LAYER % "Ann Lee", "Ann Lee", "", "Ann Lee"),
        (LAYER % "Ann Lee, Bo Ek", "Ann Lee and Bo Ek", "", "Ann Lee; Bo Ek"),
        (LAYER % "Ren\\u00e9e O'Hara", "Renée O'Hara", "", "Renée O'Hara"),
        (LAYER % "Ann Lee", "", "", ""),
        (LAYER % "Ann Lee", "<p class='byline'>By <a rel='author' href='/b'>Bo Ek</a></p>", "", "Bo Ek"),
        (LAYER % "admin", "admin", "", ""),
        (LAYER % "", "", RELATED, ""),
        ("", "", RELATED, ""),
        ('<meta name="author" content="Cy Roe">' + LAYER % "Ann Lee", "Ann Lee", RELATED, "Cy Roe"),
    ],
)
def test_whom_a_page_names_to_programs_and_shows_wrote_it_and_no_one_below_another_heading(
    head: str, shown: str, related: str, author: str
) -> None:
    assert read(head, f"<div>{shown}</div>", related).author == author


def test_a_byline_of_the_article_counts() -> None:
    assert read("", "<p class='byline'>By <a rel='author' href='/a'>Ann Lee</a></p>", RELATED).author == "Ann Lee"
    assert read("", related="<h3>About the author</h3><p class='author'>Ann Lee</p>").author == "Ann Lee"
