"""Fields above a text: front matter, mail, crawlers. They are metadata, and no part of what is cleaned."""

from __future__ import annotations

from datetime import date
from time import process_time

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
RAW_MAIL = (
    "Return-Path: <anna@example.org>\nX-Original-To: list@example.org\nReceived: from mx.example.org (mx [192.0.2.1])\n"
    "\tby mail.example.net with ESMTP id 7\n\tfor <list@example.org>; Mon, 2 Mar 2026 09:00:00 +0000\n"
    f"Received: from elsewhere; Sun, 1 Mar 2026\nDKIM-Signature: v=1; b={'x' * 500}\n bh=abc\nX-Spam-Score: 0\n"
    "From: =?utf-8?q?J=C3=B6rg?= <j@example.org>\nSubject: =?utf-8?q?The_caf=C3=A9s?=\n =?utf-8?q?_of_Quay_Street?=\n"
    "Date: Tue, 3 Mar 2026 10:00:00 +0100\nMIME-Version: 1.0\nX-Mailer: Post 3.1\n"
)
CRAWL = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://www.harbour-post.example/b\r\n"
    "WARC-Date: 2024-05-18T01:58:10Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Identified-Content-Language: deu,eng\r\n"
    "Content-Type: text/plain\r\nContent-Length: 44\r\n"
)
OF_THE_CRAWL = (
    "WARC/1.0\nWARC-Type: warcinfo\nWARC-Date: 2024-05-31T01:16:46Z\nContent-Length: 368\n\nSoftware-Info: a crawler\n"
    "publisher: The Crawl\nrobots: were asked\n\n\n"
)
ANSWER = "HTTP/1.1 200 OK\nServer: none\nDate: Sat, 18 May 2024 01:58:10 GMT\nContent-Type: text/html\n"
POSTED = (
    "Path: news.example!not-for-mail\nFrom: bo@pier.example (Bo Ek)\nNewsgroups: rec.piers,no.boats\nSubject: Re: Piles\n"
    "Date: Sat, 12 Mar 94 07:02:11 GMT\nOrganization: Sund Rowing Club\nLines: 9\nMessage-ID: <7@pier.example>\n"
    "References: <6@pier.example>\n\t<5@pier.example>\nNNTP-Posting-Host: pier.example\nX-Newsreader: Oar [version 1.2]\n"
)
SHORT_POST = (
    "Organization: Sund Rowing Club\nFrom: bo@pier.example\nSubject: Piles\nDistribution: world\n <6@pier.example>\nLines: 9\n"
)
YAML = '---\ntitle: "Soup: a start"\ntags:\n  - soup\n- lentils\n# draft\nlang: en\n---\n'


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (CRAWLED, {"title": "A bakery", "date_published": "2026-03-04T10:22:00Z"}),
        ("\ufeff\n" + CRAWLED, {"author": "Lena Ortiz"}),
        ("タイトル：A bakery\n来源：The Post\n", {"タイトル": "A bakery"}),
        ("**Title:** A bakery\n\n**Source**: The Post\n", {"title": "A bakery", "source": "The Post"}),
        ("标题：面包店\n来源：港口报\n", {"标题": "面包店", "来源": "港口报"}),
        (MAIL, {"subject": "Minutes", "from": "Anna <anna@example.org>"}),
        (RAW_MAIL, {"mime_version": "1.0", "date": "Tue, 3 Mar 2026 10:00:00 +0100"}),
        (POSTED, {"subject": "Re: Piles", "organization": "Sund Rowing Club", "lines": "9"}),
        (POSTED.partition("\n")[2], {"newsgroups": "rec.piers,no.boats", "lines": "9"}),
        (SHORT_POST, {"from": "bo@pier.example", "lines": "9"}),
        (CRAWL, {"warc_target_uri": "https://www.harbour-post.example/b"}),
        (OF_THE_CRAWL + CRAWL, {"warc_type": "conversion"}),
        (f"{CRAWL}\r\n{ANSWER}", {"warc_type": "conversion"}),
        ("HTTP/1.1 200 OK\nExpires: 0\nContent-Type: text/html\nContent-Length: 9\n", {"content_length": "9"}),
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
        "Well-known: a baker\nSea-going: her son\n" + BODY,
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


@pytest.mark.parametrize("blank", [" ", "\t", " _", "\ufeff"])
def test_a_million_blanks_are_gone_through_once(blank: str) -> None:
    begun = process_time()
    assert find_header(f"a{blank * 10**6}b").end == find_header(f"{blank * 10**6}b").end == 0
    assert process_time() - begun < 1


@pytest.mark.parametrize("name", ["Title", "Title ", "Title \t", "**Title**"])
def test_a_name_may_have_blanks_and_marks_behind_it(name: str) -> None:
    assert find_header(f"{name}: A bakery\nAuthor: Ann\n{BODY}").end


def test_its_fields_are_metadata() -> None:
    document = read_text("a.txt", (CRAWLED + BODY).encode())
    told = document.metadata
    assert (told.title, told.date, told.source, told.author) == ("A bakery", date(2026, 3, 4), "example.org", "Lena Ortiz")
    assert document.raw[document.header :] == BODY
    assert read_text("a.txt", BODY.encode()).header == 0


def test_a_mail_is_from_its_sender() -> None:
    told = read_text("a.txt", (MAIL + BODY).encode()).metadata
    assert (told.title, told.author, told.date) == ("Minutes", "Anna <anna@example.org>", date(2026, 3, 2))


def test_a_posting_is_read_as_a_mail_is() -> None:
    found = read_text("a.txt", f"{POSTED}\nThe piles are cracked.\n{BODY}".encode()).metadata
    assert (found.title, found.author, found.date) == ("Re: Piles", "bo@pier.example (Bo Ek)", date(1994, 3, 12))


def test_a_field_of_postings_is_text_where_no_one_posted_it() -> None:
    for text in (
        "Path: along the quay\nLines: two\n",
        "Organization: Sund\nSummary: cracked piles\n",
        "Lines: 9\nTitle: Piles\n",
    ):
        assert find_header(text + BODY).end == 0
    mine = "Title: Piles\nDate: 2026-03-02\n"
    assert find_header(f"{mine}Organization: the club\n{BODY}").end == len(mine)
    assert find_header(f"Subject: Piles\nFrom: Bo\n\nLines: two of them are torn.\n{BODY}").end == len(
        "Subject: Piles\nFrom: Bo\n"
    )


def test_fields_that_a_mail_program_invented_hide_none() -> None:
    document = read_text("a.txt", (RAW_MAIL + BODY).encode())
    told = document.metadata
    assert (told.title, told.author, told.date) == ("The cafés of Quay Street", "Jörg <j@example.org>", date(2026, 3, 3))
    assert document.raw[document.header :] == BODY


def test_a_name_that_isnt_known_ends_a_header_unless_a_program_made_it() -> None:
    assert find_header(f"Subject: Minutes\nFrom: Ann\nPresent: Ben\n{BODY}").end == len("Subject: Minutes\nFrom: Ann\n")
    assert find_header(f"Subject: Minutes\nFrom: Ann\n\nWell-known: the bakery.\n{BODY}").end == len(
        "Subject: Minutes\nFrom: Ann\n"
    )


@pytest.mark.parametrize("header", [CRAWL, OF_THE_CRAWL + CRAWL, f"{CRAWL}\r\n{ANSWER}"])
def test_a_crawl_says_where_a_page_is_and_not_when_it_was_written(header: str) -> None:
    told = read_text("a.txt", f"{header}\r\nThe bakery of Quay Street\n{BODY}".encode()).metadata
    assert (told.title, told.date) == ("The bakery of Quay Street", None)
    assert (told.source, told.author, told.language) == ("harbour-post.example", "", "de")
    dated = read_text("a.txt", f"{header}\r\nThe bakery of Quay Street\nBy Ann Lee, 3 March 2026\n{BODY}".encode()).metadata
    assert dated.date == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("spelt", "title"),
    [
        ("=?utf-8?q?Caf=C3=A9?= closes", "Café closes"),
        ("=?iso-8859-1?B?SvZy?= =?iso-8859-1?Q?g?=", "Jörg"),
        ("=?gb2312?B?6UY=?=", "镕"),  # which that set of signs lacks, and programs write all the same
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


@pytest.mark.parametrize("indent", ["   ", "\t"])
def test_an_article_that_begins_indented_is_none_of_the_last_field(indent: str) -> None:
    raw = f"Title: A pier\nAuthor: Jo\n{indent}The council met at the harbour, and nobody came.\n{indent}It met again.\n"
    document = read_text("a.txt", raw.encode())
    assert document.metadata.author == "Jo"
    assert raw[document.header :].strip().startswith("The council met")
    mail = f"From: Jo Lee <jo@pier.example>\nSubject: The council met at the harbour,\n{indent}and nobody came.\n\n{BODY}"
    assert read_text("a.txt", mail.encode()).metadata.title == "The council met at the harbour, and nobody came."
