"""Fields above a text: front matter, mail, crawlers. They are metadata, and no part of what is cleaned."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.read.header import find_header
from triage.read.jsonl import document_of
from triage.read.markdown import read_markdown
from triage.read.options import ReadOptions
from triage.read.text import read_text

BODY = "\nThe bakery on Quay Street has opened every morning since 1931, through floods, strikes and a fire.\n"
CRAWLED = "Title: A bakery\nURL: https://www.example.org/b\nDate Published: 2026-03-04T10:22:00Z\nAuthor: Lena Ortiz\n"
MAIL = (
    "From: Anna <anna@example.org>\r\nTo: list@example.org,\r\n\tben@example.org\r\nSubject: Minutes\r\nDate: Mon, 2 Mar 2026\r\n"
)
YAML = '---\ntitle: "Soup: a start"\ntags:\n  - soup\n- lentils\n# draft\nlang: en\n---\n'


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (CRAWLED, {"title": "A bakery", "date_published": "2026-03-04T10:22:00Z"}),
        ("\ufeff\n" + CRAWLED, {"author": "Lena Ortiz"}),
        ("**Title:** A bakery\n\n**Source**: The Post\n", {"title": "A bakery", "source": "The Post"}),
        ("标题：面包店\n来源：港口报\n", {"标题": "面包店", "来源": "港口报"}),
        (MAIL, {"subject": "Minutes", "from": "Anna <anna@example.org>"}),
        (YAML, {"title": "Soup: a start", "lang": "en"}),
        ('+++\ntitle = "Soup"\n+++\n', {"title": "Soup"}),
    ],
)
def test_it_is_found_as_a_whole(header: str, fields: dict[str, str]) -> None:
    found = find_header(header + BODY)
    assert found.end == len(header)
    assert fields.items() <= found.fields.items()


@pytest.mark.parametrize(
    "text",
    [
        "Source: the river rises in the hills.\n" + BODY,  # one field alone may be a sentence
        "Question: why?\nAnswer: because.\n" + BODY,
        "Date: 12 May\nPlace: the harbour\n" + BODY,
        f"---\n{BODY}\n---\n{BODY}",  # two rules
        f"---\ntitle: without an end\n{BODY}",
        f"Title: {'x' * 500}\nAuthor: y\n{BODY}",
        f"\n{BODY}{CRAWLED}",
        "",
        "---",
    ],
)
def test_what_is_text_is_no_header(text: str) -> None:
    assert find_header(text).end == 0


@given(
    st.lists(
        st.sampled_from(["Title: a", "Author: b", "", " folded", "---", "+++", "- x", "Text.", "k: v", "\ufeff"]), max_size=12
    )
)
def test_it_ends_at_a_line(lines: list[str]) -> None:
    raw = "\n".join(lines)
    end = find_header(raw).end
    assert end in (0, len(raw)) or raw[end - 1] == "\n"


def test_its_fields_are_metadata() -> None:
    document = read_text("a.txt", (CRAWLED + BODY).encode())
    told = document.metadata
    assert (told.title, told.date, told.source, told.author) == ("A bakery", date(2026, 3, 4), "example.org", "Lena Ortiz")
    assert document.raw[document.header :] == BODY
    assert read_text("a.txt", BODY.encode()).header == 0


def test_a_mail_is_from_its_sender() -> None:
    told = read_text("a.txt", (MAIL + BODY).encode()).metadata
    assert (told.title, told.author, told.date) == ("Minutes", "Anna <anna@example.org>", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("spelt", "title"),
    [
        ("=?utf-8?q?Caf=C3=A9?= closes", "Café closes"),
        ("=?iso-8859-1?B?SvZy?= =?iso-8859-1?Q?g?=", "Jörg"),
        ("=?nonsense?q?Caf=E9?=", "=?nonsense?q?Caf=E9?="),
        ("What =? is", "What =? is"),
    ],
)
def test_a_subject_is_read_as_mail_programs_show_it(spelt: str, title: str) -> None:
    text = f"Subject: {spelt}\nDate: Mon, 2 Mar 2026\n\n{BODY}"
    assert read_text("a.txt", text.encode()).metadata.title == title


def test_front_matter_counts_more_than_a_heading() -> None:
    document = read_markdown("a.md", f"{YAML}# Another\n{BODY}".encode())
    assert (document.metadata.title, document.metadata.language) == ("Soup: a start", "en")
    assert read_markdown("a.md", f"---\nlang: en\n---\n# Heading\n{BODY}".encode()).metadata.title == "Heading"


def test_a_record_says_more_than_the_text_in_it() -> None:
    line = b'{"title": "Of the record", "text": "Title: Of the text\\nAuthor: Ann\\n\\nThe text."}'
    document = document_of("a.jsonl#1", 1, line, ReadOptions())
    assert (document.metadata.title, document.metadata.author) == ("Of the record", "Ann")
    assert document.raw[document.header :].strip() == "The text."


@pytest.mark.parametrize("subject", ["=?utf-8?b?a?=", "=?utf-8?q?=C3?=", "=?nowhere?b?YQ==?="])
def test_what_mail_spells_wrongly_is_no_reason_to_stop(subject: str) -> None:
    document = read_text("a.txt", f"Subject: {subject}\nFrom: Ann Lee <a@b.example>\n\n{BODY}".encode())
    assert document.metadata.title
