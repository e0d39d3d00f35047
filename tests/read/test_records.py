"""Records of feeds, of content systems and of other languages, whose fields have other names."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from triage.model import Document
from triage.read.jsonl import document_of
from triage.read.options import ReadOptions

BODY = "The harbour authority said on Tuesday that the northern pier would stay closed until the inspection is complete. " * 2


def read(record: dict[str, Any]) -> Document:
    return document_of("c.jsonl#1", 1, json.dumps(record).encode(), ReadOptions())


def code(document: Document) -> str:
    return document.problem.code if document.problem else ""


@pytest.mark.parametrize(
    "record",
    [
        {
            "title": "Pier",
            "pubDate": "Tue, 12 Mar 2024 07:02:00 GMT",
            "dc:creator": "Ann Lee",
            "link": "https://www.sund.example/a",
        },
        {
            "Title": "Pier",
            "Published": "2024-03-12T07:02:00Z",
            "author": {"name": "Ann Lee"},
            "link": {"href": "https://sund.example/a"},
        },
        {
            "title": {"rendered": "Pier"},
            "date_gmt": "2024-03-12T07:02:00",
            "authors": [{"name": "Ann Lee"}],
            "guid": "https://sund.example/?p=7",
        },
        {"otsikko": "Pier", "paivamaara": "2024-03-12T09:31:00.000Z", "kirjoittaja": "Ann Lee", "lähde": "sund.example"},
        {"標題": "Pier", "發布時間": "2024年3月12日", "記者": "Ann Lee", "媒體": "sund.example"},
        {"headline": "Pier", "byline": "By Ann Lee", "published": "2024-03-12", "publisher": "sund.example"},
        {"titolo": "Pier", "data": "12 marzo 2024", "autore": "Ann Lee", "fonte": "sund.example"},
        {"title": "Pier", "updated": "2024-03-12T07:02:00Z", "author": "Ann Lee", "link": [{"href": "https://sund.example/a"}]},
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        {"description": "A teaser.", "content:encoded": f"<p>{BODY}</p>"},
        {"summary": "A teaser.", "content": [{"type": "text/html", "language": None, "value": BODY}]},
        {"excerpt": {"rendered": "A teaser."}, "content": {"rendered": f"<p>{BODY}</p>", "protected": False}},
        {"description": BODY},
        {"summary": {"#text": BODY, "@type": "text"}},
        {"tiivistelmä": "A teaser.", "Teksti": BODY},
        {"description": "A teaser.", "article": {"lead": "A teaser.", "Body": BODY}},
        {"abstract": "A teaser.", "turinys": BODY, "full-text": BODY},
    ],
)
def test_records_of_feeds_and_of_other_languages(record: dict[str, Any], text: dict[str, Any]) -> None:
    document = read({"id": 7, **record, **text})
    assert document.raw.strip() == BODY.strip()
    found = document.metadata
    assert (found.title, found.date, found.source, found.author) == ("Pier", date(2024, 3, 12), "sund.example", "Ann Lee")


def test_a_summary_is_no_text_where_the_record_has_an_empty_one() -> None:
    assert code(read({"text": "", "description": BODY})) == "empty"
    assert code(read({"summary": "", "name": BODY})) == "malformed-record"


def test_a_day_that_the_text_tells_is_better_than_one_of_a_change() -> None:
    record = {"text": f"Pier stays closed\n\n12 March 2024\n\n{BODY}", "updated_at": "2026-01-02"}
    assert read(record).metadata.date == date(2024, 3, 12)


def test_what_an_object_says_beside_its_text_is_kept() -> None:
    record = {"content": {"rendered": BODY, "protected": False}, "n": 1}
    assert read(record).metadata.extra == {"content": {"protected": False}, "n": 1}


def test_numbers_that_are_no_days_and_links_to_others_tell_nothing() -> None:
    found = read({"text": BODY, "time": 4, "data": 17, "links": ["https://vik.example/a", "https://holm.example/b"]}).metadata
    assert (found.date, found.source) == (None, "")
    huge = read({"text": BODY, "date": 10**400, "published": -(10**400)})
    assert (code(huge), huge.metadata.date) == ("", None)
    assert read({"text": BODY, "created": 4, "pubDate": 1_710_226_921, "time": 4}).metadata.date == date(2024, 3, 12)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ('{"Text": "", "text": "The pier is closed."}', ("The pier is closed.", "", "", "")),
        ('{"Full_text": null, "full_text": "The pier is closed."}', ("The pier is closed.", "", "", "")),
        ('{"text": "Closed.", "published_at": "", "publishedAt": "2024-05-01"}', ("Closed.", "", "2024-05-01", "")),
        ('{"text": "Closed.", "Title": null, "title": "Pier"}', ("Closed.", "Pier", "", "")),
        ('{"text": "Closed.", "Author": "", "author": "Jane Doe"}', ("Closed.", "", "", "Jane Doe")),
        ('{"text": "Closed.", "contributor": "uploader42", "website": "WordPress"}', ("Closed.", "", "", "")),
    ],
)
def test_of_fields_that_are_called_alike_the_one_that_says_something_counts(record: str, expected: tuple[str, ...]) -> None:
    document = read(json.loads(record))
    found = document.metadata
    told = (document.raw, found.title if found.title != document.raw else "", str(found.date or ""), found.author)
    assert told == expected
    assert found.source == ""


@pytest.mark.parametrize(
    "record",
    [
        {"_index": "news", "_id": "a", "_source": {"title": "Pier", "published_at": "2024-03-12T07:02:00Z", "body": BODY}},
        {"data": {"title": "Pier", "date_publish": "2024-03-12 07:02:00", "maintext": BODY, "text": None}},
        {"webTitle": "Pier", "webPublicationDate": "2024-03-12T07:02:00Z", "fields": {"byline": "x", "bodyText": BODY}},
        {"title": "Pier", "selftext": BODY, "created_utc": 1_710_226_921},
        {"title": "Pier", "selftext": BODY, "created_utc": 1_710_226_921.0},
        {"title": "Pier", "text": BODY, "timestamp": "1710226921"},
        {"title": "Pier", "text": BODY, "timestamp": "1710226921000"},
        {"title": "Pier", "text": BODY, "timestamp": "20240312070200"},
        {"title": "Pier", "text": BODY, "timestamp": 20240312070200},
        {"title": "Pier", "text": BODY, "date": {"$date": "2024-03-12T07:02:00Z"}},
        {"title": "Pier", "text": BODY, "date": {"$date": 1_710_226_921_000}},
        {"title": "Pier", "text": BODY, "date": {"$date": {"$numberLong": "1710226921000"}}},
        {"title": ["Pier"], "body": [BODY], "date": ["2024-03-12"]},
        {"headline": "Pier", "short_description": BODY, "date": "2024-03-12"},
        {"headline": {"main": "Pier"}, "snippet": "A teaser.", "lead_paragraph": BODY, "pub_date": "2024-03-12T07:02:00+0000"},
        {"title": "Pier", "full_text": BODY, "created_at": "Tue Mar 12 07:02:01 +0000 2024"},
        {"title": "Pier", "text": BODY, "metadata": {"published_date": "2024-03-12"}},
        {"text": BODY, "meta": {"title": "Pier", "timestamp": "2024-03-12T07:02:00Z"}},
        {"status": 200, "message": "success", "data": {"title": "Pier", "date": "2024-03-12", "content": BODY}},
        {"title": "Pier", "date": "2024-03-12", "message": BODY, "description": "A picture of the pier."},
        {"title": "Pier", "date": "2024-03-12", "document": "pier-17", "paragraphs": [BODY]},
        {"title": "Pier", "date": "2024-03-12", "lead_paragraph": "The pier is closed.", "html": f"<p>{BODY}</p>"},
    ],
)
def test_records_of_scrapers_databases_and_corpora(record: dict[str, Any]) -> None:
    document = read(record)
    assert (code(document), document.raw.strip()) == ("", BODY.strip())
    assert (document.metadata.title, document.metadata.date) == ("Pier", date(2024, 3, 12))


def test_what_is_told_beside_the_text_names_the_source() -> None:
    archived = {"content": BODY, "warc_headers": {"warc-target-uri": "https://www.sund.example/a", "warc-date": "2026-01-02"}}
    assert (read(archived).metadata.source, read(archived).metadata.date) == ("sund.example", None)
    assert read({"text": BODY, "meta": {"url": "https://sund.example/a"}}).metadata.source == "sund.example"
    assert read({"text": BODY, "domain": "www.sund.example"}).metadata.source == "sund.example"
    assert read({"text": BODY, "source": "https://www.sund.example/a"}).metadata.source == "sund.example"
    assert read({"page_content": BODY, "metadata": {"source": "https://sund.example/a"}}).metadata.source == "sund.example"
    assert read({"text": BODY, "meta": {"url": "https://sund.example", "source": "cc"}}).metadata.source == "sund.example"
    assert read({"text": BODY, "url": "https://sund.example", "meta": {"source": "cc"}}).metadata.source == "sund.example"


def test_the_record_itself_counts_more_than_what_is_told_beside_its_text() -> None:
    found = read({"text": BODY, "title": "Pier", "meta": {"title": "Other", "url": "https://sund.example/a"}}).metadata
    assert (found.title, found.source) == ("Pier", "sund.example")
    assert found.extra["meta"] == {"title": "Other", "url": "https://sund.example/a"}


@pytest.mark.parametrize(
    "value",
    [
        ["The pier is closed.", "Nobody was hurt."],
        [{"text": "The pier is closed."}, {"text": "Nobody was hurt."}],
        [{"type": "paragraph", "content": "The pier is closed."}, {"type": "paragraph", "content": "Nobody was hurt."}],
        [{"heading": "The pier is closed.", "paragraphs": ["Nobody was hurt."]}],
        [{"paragraphs": [{"text": "The pier is closed."}]}, {"text": "Nobody was hurt."}],
    ],
)
@pytest.mark.parametrize("field", ["paragraphs", "body", "sections"])
def test_a_list_of_paragraphs_is_their_text(field: str, value: Any) -> None:
    document = read({"title": "Pier", field: value})
    assert document.raw.split("\n") == ["The pier is closed.", "Nobody was hurt."]


def test_a_picture_between_paragraphs_parts_them() -> None:
    value = ["The pier is closed.", {"type": "image", "src": "a.png"}, "Nobody was hurt."]
    assert read({"content": value}).raw.split("\n") == ["The pier is closed.", "Nobody was hurt."]


def test_an_address_is_no_author() -> None:
    found = read(
        {"text": BODY, "author": {"href": "https://sund.example/ann"}, "link": {"href": "https://sund.example/a"}}
    ).metadata
    assert (found.author, found.source) == ("", "sund.example")


def test_a_list_of_headings_alone_is_no_text() -> None:
    contents = [{"title": "The pier", "page": 1}, {"title": "The quay", "page": 9}]
    assert read({"title": "Pier", "contents": contents, "description": BODY}).raw == BODY
    told = read({"contents": [*contents, {"title": "Boats", "text": BODY}]}).raw
    assert told.split("\n")[:4] == ["The pier", "The quay", "Boats", BODY.split("\n", maxsplit=1)[0]]


def test_a_list_of_words_and_links_is_one_line() -> None:
    value = ["The pier ", {"type": "link", "text": "is closed"}, " until Monday."]
    assert read({"text": value}).raw == "The pier is closed until Monday."


def test_a_field_of_a_person_is_no_text() -> None:
    assert code(read({"id": 1, "user": {"name": "Ann Lee", "text": BODY}})) == "malformed-record"


def test_an_object_around_all_hides_none_of_its_fields() -> None:
    record = {"_id": "a", "_source": {"source": "The Post", "body": BODY}, "_score": 1.0}
    assert read(record).metadata.source == "The Post"


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ({"lang": ["deu_Latn", "eng_Latn"]}, "de"),
        ({"language": "deu"}, "de"),
        ({"warc_headers": {"warc-identified-content-language": "deu,eng"}}, "de"),
        ({"language": "de-AT"}, "de-AT"),
        ({"language": "German"}, "German"),
        ({"lang": "xyz"}, "xyz"),
    ],
)
def test_a_language_of_three_letters_is_that_of_two(fields: dict[str, Any], language: str) -> None:
    assert read({"text": BODY, **fields}).metadata.language == language


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        (r"The pier is closed.\n\nBoats go.\nNobody was hurt.", "The pier is closed.\n\nBoats go.\nNobody was hurt."),
        (r"Closed.\r\nBoats go.\r\n", "Closed.\nBoats go.\n"),
        (r"It is in C:\new and in C:\notes.", r"It is in C:\new and in C:\notes."),
        (r"So $\nabla \nu = 0$ and $\nu$.", r"So $\nabla \nu = 0$ and $\nu$."),
        ("print('a\\n')\nprint('b\\n')", "print('a\\n')\nprint('b\\n')"),
        (r"A line ends with \n.", r"A line ends with \n."),
    ],
)
def test_line_ends_that_were_escaped_twice_are_line_ends(text: str, raw: str) -> None:
    assert read({"text": text}).raw == raw
