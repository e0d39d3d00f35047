"""Whole files: text, Markdown, HTML, JSONL."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.clean import Cleaner, split_blocks
from triage.model import Document, Label
from triage.read import ReadOptions, read_document, read_documents
from triage.read.html import read_html
from triage.read.jsonl import document_of

BODY = "The harbour authority said on Tuesday that the northern pier would stay closed until the inspection is complete. " * 2
AS_IT_IS = ReadOptions()


def read(root: Path, name: str, data: bytes, options: ReadOptions = AS_IT_IS) -> Document:
    (root / name).write_bytes(data)
    (document,) = read_documents(root, name, options)
    assert read_document(root, name, options) == document
    return document


def code(document: Document) -> str:
    return document.problem.code if document.problem else ""


@pytest.mark.parametrize("text", ["a\r\nb\rc\nd", "no end", "\n\n x \0 \n", "One\x85Two\u2028Three\u2029Four", " \u200b lead"])
def test_raw_is_the_text_untouched(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, "a.txt", text.encode())
    assert document.raw == text
    assert document.source.path == document.id == "a.txt"
    assert document.source.sha256 == sha256(text.encode()).hexdigest()
    assert (document.source.size, document.source.encoding, document.source.assumed) == (len(text.encode()), "utf-8", False)


@pytest.mark.parametrize("data", [b"", b" \t\r\n", " \u00a0\u3000\n".encode(), b"\xef\xbb\xbf", b"\xff\xfe\n\0"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_empty(tmp_path: Path, name: str, data: bytes) -> None:
    document = read(tmp_path, name, data)
    assert (code(document), document.raw, document.source.size) == ("empty", "", len(data))


def test_binary_and_too_large(tmp_path: Path) -> None:
    assert code(read(tmp_path, "a.txt", bytes(range(256)) * 64)) == "binary"
    assert code(read(tmp_path, "a.jsonl", bytes(range(256)) * 64)) == "binary"
    assert code(read(tmp_path, "b.txt", b"x" * 101, ReadOptions(max_bytes=100))) == "too-large"
    assert code(read(tmp_path, "c.txt", b"x" * 100, ReadOptions(max_bytes=100))) == ""


def test_markdown(tmp_path: Path) -> None:
    text = f"---\ntitle: 'Pier closed'\ndate: 2025-05-10\nauthor: Ann Lee\nlang: en\nsource: Gazette\n---\n# Other\n\n{BODY}\n"
    document = read(tmp_path, "a.md", text.encode())
    found = document.metadata
    assert document.raw == text
    assert (found.title, found.date, found.author, found.language, found.source) == (
        "Pier closed",
        date(2025, 5, 10),
        "Ann Lee",
        "en",
        "Gazette",
    )
    assert read(tmp_path, "b.md", f"Intro\n\n# The pier #\n\n{BODY}".encode()).metadata.title == "The pier"


PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="iso-8859-1"><title>Pier closed - Gazette</title>
<meta property="og:site_name" content="Gazette"><meta name="author" content="Ann Lee"><meta property="article:published_time"
content="2025-05-10T08:00:00Z"><script>var hidden = 1;</script></head><body>
<ul><li><a href="/">Home</a></li><li>News and <a href="/n">all</a></li></ul>
<article><h1>Pier <i>closed</i> for Größe</h1><p>{BODY}</p>
<p>{BODY.replace("northern", "southern")}<br>Second&nbsp;line.</p><!-- no -->
<pre>one
  two</pre></article><style>p {{}}</style></body></html>"""


def test_html(tmp_path: Path) -> None:
    document = read(tmp_path, "a.html", PAGE.encode("latin-1"))
    lines = [line for line in document.raw.split("\n") if line]
    assert lines[:3] == ["Home", "News and all", "Pier closed for Größe"]
    assert lines[-3:] == ["Second line.", "one", "  two"]
    assert "hidden" not in document.raw
    assert [document.raw[hint.start : hint.end] for hint in document.hints] == lines
    home, news, title, body = document.hints[:4]
    assert (home.tag, home.list_item, home.link_share) == ("li", True, 1.0)
    assert 0 < news.link_share < 1
    assert (title.tag, title.heading, title.list_item) == ("h1", 1, False)
    assert (body.tag, body.heading, body.link_share) == ("p", 0, 0.0)
    found = document.metadata
    assert (found.date, found.source, found.author) == (date(2025, 5, 10), "Gazette", "Ann Lee")
    assert found.title.startswith("Pier closed")
    assert len(document.extracted) == 2
    assert all("northern pier" in text for text in document.extracted)
    assert (document.source.encoding, document.source.assumed) == ("cp1252", False)


def test_paragraphs_of_a_page_stand_apart_and_lists_and_tables_together(tmp_path: Path) -> None:
    lists = "<ul><li>Rope</li><li>Paint</li></ul><table><tr><td>Year</td><td>2031</td></tr></table>"
    page = f"<html><body><h1>Pier</h1><div><p>It is closed.</p></div>\n<p>So is<br>the quay.</p>{lists}<p>End.</p></body></html>"
    document = read(tmp_path, "a.html", page.encode())
    assert document.raw == "Pier\n\nIt is closed.\n\nSo is\nthe quay.\n\nRope\nPaint\n\nYear\n2031\n\nEnd."
    lines = [line for line in document.raw.split("\n") if line]
    assert [document.raw[hint.start : hint.end] for hint in document.hints] == lines


def test_text_without_a_tag_of_its_own_stands_apart_from_paragraphs(tmp_path: Path) -> None:
    page = "<html><body><div>By Ann Lee<h2>Pier</h2>It is closed.<p>So is the quay.</p>Nobody comes.</div></body></html>"
    lines = read(tmp_path, "a.html", page.encode()).raw.split("\n\n")
    assert lines == ["By Ann Lee", "Pier", "It is closed.", "So is the quay.", "Nobody comes."]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000 + "deep",
        "text alone",
        "<p>NUL \0 and \x0b</p>",
        "<p>&#xD800;x</p>",
        "<a><li>x</a></li></pre>y",
        "<!-- <p>x",
        "x<br><br>y",
    ],
)
def test_odd_pages(tmp_path: Path, html: str) -> None:
    document = read(tmp_path, "a.html", html.encode())
    document.raw.encode()
    assert code(document) in ("", "empty")


HEADLINE = "Northern pier to stay closed until the inspection ends"
TEASER = "The harbour authority keeps ferries from the northern pier on Tuesday"
SHARED = "<meta property='og:title' content='{}'>"


@pytest.mark.parametrize(
    ("in_head", "on_page", "wanted"),
    [
        (f"<title>{HEADLINE} | The Gazette</title>", f"<h1>The Gazette</h1><h2>{HEADLINE}</h2>", HEADLINE),
        (f"<title>{HEADLINE} | The Gazette</title>", f"<h1>Follow us on our channels</h1><p>{HEADLINE}</p>", HEADLINE),
        (f"<meta property='og:title' content='{HEADLINE}｜Gazette'>", f"<div>{HEADLINE}</div>", HEADLINE),
        ("<title>Ferries, piers, boats - The Gazette</title>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (f"<title>{HEADLINE} – The Gazette</title>", "<h1>Latest of all</h1>", HEADLINE),
        ("", f"<h1>{HEADLINE}</h1>", HEADLINE),
        ("<title>Gone – The Gazette of the Quay</title>", "<h1>Gone</h1>", "Gone"),
        ("<title></title><svg><title>Icon</title></svg>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        # a heading that the title for those who share the page has, whatever stands below
        (SHARED.format("Crane gone: a farewell"), f"<h1>News</h1><h1>Crane gone</h1><p>{TEASER}</p>", "Crane gone"),
        (f"<title>{TEASER}</title>{SHARED.format('“Crane gone”')}", f"<h1>Crane gone</h1><h2>{TEASER}</h2>", "Crane gone"),
        (SHARED.format(f"{HEADLINE} - News, sport, opinion"), f"<h1>Opinion</h1><p>{HEADLINE}</p>", HEADLINE),
        # the only heading of a page whose head says nothing of it
        ("<title>Welcome aboard</title>", f"<h1>Crane gone</h1><p>{TEASER}</p>", "Crane gone"),
        ("<title>Welcome aboard</title>", f"<h1>Crane gone</h1><h1>Ferry back</h1><p>{TEASER}</p>", TEASER),
        ("<meta property='og:site_name' content='Quay House'>", f"<h1>Quay House</h1><p>{TEASER}</p>", TEASER),
        ("<link rel='canonical' href='https://quay-house.example.org/a'>", f"<h1>Quay House</h1><p>{TEASER}</p>", TEASER),
    ],
)
def test_the_title_of_a_page(tmp_path: Path, in_head: str, on_page: str, wanted: str) -> None:
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Home", "Sport", "Weather", "Shipping news"))
    html = f"<html><head>{in_head}</head><body><ul>{menu}</ul>{on_page}<p>{BODY}</p><p>{BODY}</p></body></html>"
    assert read(tmp_path, "a.html", html.encode()).metadata.title == wanted


@pytest.mark.parametrize(
    ("site", "source"),
    [
        ("Quay Gazette", "Quay Gazette"),
        (HEADLINE, "example.org"),
        (f"{HEADLINE} | Quay", "example.org"),
        ("02.11.2021", "example.org"),
        ("2021", "example.org"),
        ("Jan", "example.org"),
        ("© Quay 2021", "example.org"),
        ("Copyright 2003 - 2019 by Quay", "example.org"),
        ("{{site.name}}", "example.org"),
        ("https://social.example.com/quay", "example.org"),
    ],
)
def test_what_a_page_names_as_its_site_may_be_none(tmp_path: Path, site: str, source: str) -> None:
    head = f"<meta property='og:site_name' content='{site}'><link rel='canonical' href='https://example.org/a'>"
    page = f"<html><head>{head}</head><body><h1>{HEADLINE}</h1><p>{BODY}</p></body></html>"
    assert read(tmp_path, "a.html", page.encode()).metadata.source == source


def test_a_page_may_have_the_name_of_its_site(tmp_path: Path) -> None:
    head = "<meta property='og:site_name' content='Quay Gazette'><link rel='canonical' href='https://quaygazette.org/a'>"
    page = f"<html><head>{head}</head><body><h1>Quay Gazette</h1><p>{BODY}</p></body></html>"
    assert read(tmp_path, "a.html", page.encode()).metadata.source == "Quay Gazette"


@pytest.mark.parametrize(
    "reading", ["<rp>(</rp><rt>みなと</rt><rp>)</rp>", "<RT lang=ja>みなと</RT >", "<rt>みなと", "<rt><i>みなと</i></rt>"]
)
def test_how_a_word_is_read_is_no_part_of_the_text(reading: str) -> None:
    page = f"<h1><ruby>港{reading}</ruby>の朝</h1><p>{f'朝の<ruby>港{reading}</ruby>に船が着き、市場が開いた。' * 9}</p>"
    document = read_html("a.html", f"<html lang=ja><body><article>{page}</article></body></html>".encode())
    assert document.raw == "港の朝\n\n" + "朝の港に船が着き、市場が開いた。" * 9
    assert document.metadata.title == "港の朝"


def test_neither_do_the_extractors_read_it() -> None:
    page = f"<p>{'朝の<ruby>港<rt>みなと</rt></ruby>に船が着き、市場が開いた。' * 9}</p>" * 3
    for text in read_html("a.html", f"<html lang=ja><body><article>{page}</article></body></html>".encode()).extracted:
        assert "朝の港に船が" in text


def test_a_year_alone_is_no_date_of_a_page(tmp_path: Path) -> None:
    page = f"<h1>{HEADLINE}</h1><div>2019年4月4日</div><p>{BODY}</p><p>{BODY}</p><footer>© 2022 Gazette</footer>"
    assert read(tmp_path, "a.html", page.encode()).metadata.date == date(2019, 4, 4)


def test_the_first_of_january_is_a_date_where_it_is_told(tmp_path: Path) -> None:
    for told, day in (("2022-01-01T08:15:00", date(2022, 1, 1)), ("2022", None)):
        head = f"<head><meta property='article:published_time' content='{told}'></head>"
        page = f"<html>{head}<h1>{HEADLINE}</h1><p>{BODY}</p><p>{BODY}</p><footer>© 2022 Gazette</footer></html>"
        assert read(tmp_path, "a.html", page.encode()).metadata.date == day


def test_the_day_comes_before_the_month_where_dots_part_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from trafilatura import bare_extraction

    def swapped(*args: Any, **named: Any) -> Any:
        found = bare_extraction(*args, **named)
        found.date = "2023-01-11"
        return found

    monkeypatch.setattr("trafilatura.bare_extraction", swapped)
    for told, day in (("1.11.2023", date(2023, 11, 1)), ("11.1.2023", date(2023, 1, 11)), ("2.11.2023", date(2023, 1, 11))):
        page = f"<h1>{HEADLINE}</h1><div>{told}</div><p>{BODY}</p><p>{BODY}</p>"
        assert read(tmp_path, "a.html", page.encode()).metadata.date == day


def test_page_that_breaks_the_extractor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    document = read(tmp_path, "a.html", PAGE.encode("latin-1"))
    assert document.problem is None
    assert document.extracted[0] == ""
    assert "northern pier" in document.extracted[1]
    assert "northern pier" in document.raw


def test_what_libraries_warn_of_is_not_for_the_user(tmp_path: Path) -> None:
    with_zone = "<html><head><meta name='last-modified' content='2025-03-04 08:57:25 EST'></head>"
    page = f"{with_zone}<body><h1>{HEADLINE}</h1><p>{BODY}</p></body></html>"
    (tmp_path / "a.html").write_text(page)
    call = f"import sys; from triage.cli import main; sys.exit(main(['clean', {str(tmp_path / 'a.html')!r}]))"
    done = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=True)
    assert BODY.strip() in done.stdout
    assert "arning" not in done.stderr


@pytest.mark.parametrize("head", [b"", b"<head><title>Pier</title></head><body>", b"<head><title>Pier</title><body>"])
def test_page_too_deep_for_the_parser(tmp_path: Path, head: bytes) -> None:
    document = read(tmp_path, "a.html", head + b"<div>" * 100_000 + b"<p>All &amp; every word.</p>")
    assert document.raw == "All & every word."


RECORDS: list[Any] = [
    {"text": BODY, "title": "Pier", "url": "https://www.gazette.org/x", "date": "2025-05-10T00:00:00Z", "n": [1, {"a": None}]},
    {
        "body": BODY,
        "headline": "Quay",
        "published_at": 1_700_000_000,
        "authors": ["A", "B"],
        "publisher": {"name": "G"},
        "lang": "en",
    },
    {"paragraphs": ["one", "two"]},
    "only a text",
    {"text": "  "},
]


def lines_of(records: list[Any]) -> bytes:
    return b"\xef\xbb\xbf" + b"".join(json.dumps(record).encode() + b"\r\n" for record in records)


@pytest.mark.parametrize("name", ["c.jsonl", "c.JSONL", "c.jsonl.gz"])
def test_jsonl(tmp_path: Path, name: str) -> None:
    data = lines_of(RECORDS) + b"\n{broken\n[1]\n" + json.dumps({"other": 1}).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    documents = list(read_documents(tmp_path, name, ReadOptions()))
    assert [document.id for document in documents] == [f"{name}#{n}" for n in (1, 2, 3, 4, 5, 7, 8, 9)]
    assert [document.raw for document in documents] == [BODY, BODY, "one\ntwo", "only a text", "", "", "", ""]
    assert [code(document) for document in documents] == [""] * 4 + ["empty"] + ["malformed-record"] * 3
    assert [read_document(tmp_path, document.id, ReadOptions()) for document in documents] == documents
    first, second = documents[0].metadata, documents[1].metadata
    assert (first.title, first.date, first.source) == ("Pier", date(2025, 5, 10), "gazette.org")
    assert first.extra["n"] == [1, {"a": None}]
    assert "text" not in first.extra
    assert (second.title, second.date, second.author, second.source, second.language) == (
        "Quay",
        date(2023, 11, 14),
        "A, B",
        "G",
        "en",
    )
    assert documents[5].problem is not None
    assert documents[5].problem.line == 7
    assert documents[0].source.sha256 == sha256(json.dumps(RECORDS[0]).encode()).hexdigest()
    for absent in (6, 10):
        assert code(read_document(tmp_path, f"{name}#{absent}", ReadOptions())) == "unreadable"


def test_text_field(tmp_path: Path) -> None:
    data = json.dumps({"text": "no", "story": {"full": "yes"}}).encode()
    (tmp_path / "c.jsonl").write_bytes(data)
    (document,) = read_documents(tmp_path, "c.jsonl", ReadOptions(text_field="story.full"))
    assert document.raw == "yes"
    (document,) = read_documents(tmp_path, "c.jsonl", ReadOptions(text_field="absent"))
    assert code(document) == "malformed-record"


@pytest.mark.parametrize("name", ["texto", "contenido", "contenu", "inhalt", "corpo", "conteudo", "текст", "正文"])
def test_a_text_may_be_named_in_other_languages(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, "c.jsonl", json.dumps({"fecha": "2025-05-10", name: BODY}).encode()).raw == BODY


def test_a_text_may_stand_in_an_object_with_what_tells_of_it(tmp_path: Path) -> None:
    record = {"id": 7, "title": "Outer", "article": {"title": "Inner", "author": "Ann", "body": {"text": BODY, "lang": "en"}}}
    document = read(tmp_path, "c.jsonl", json.dumps(record).encode())
    assert document.raw == BODY
    assert document.metadata[:5] == ("Outer", None, "", "Ann", "en")
    assert document.metadata.extra == {**record, "article": {"title": "Inner", "author": "Ann", "body": {"lang": "en"}}}
    assert read(tmp_path, "d.jsonl", json.dumps({"article": {"text": "no"}, "text": BODY}).encode()).raw == BODY


@pytest.mark.parametrize(
    ("named", "language"), [('lang="de-AT"', "de"), ('xml:lang="FR"', "fr"), ('lang=""', ""), ('lang="english"', ""), ("", "")]
)
def test_a_page_names_its_language(tmp_path: Path, named: str, language: str) -> None:
    assert read(tmp_path, "a.html", f"<html {named}><body><p>{BODY}</p></body></html>".encode()).metadata.language == language


def test_empty_and_broken_containers(tmp_path: Path) -> None:
    assert code(read(tmp_path, "a.jsonl", b"")) == "empty"
    assert code(read(tmp_path, "b.jsonl", b"\n\n")) == "empty"
    assert code(read(tmp_path, "c.jsonl.gz", b"not gzip")) == "unreadable"
    whole = gzip.compress(lines_of([{"text": str(n) * 50} for n in range(5000)]))
    (tmp_path / "d.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    documents = list(read_documents(tmp_path, "d.jsonl.gz", ReadOptions()))
    assert code(documents[-1]) == "unreadable"
    assert documents[0].raw == "0" * 50
    assert code(read_document(tmp_path, "d.jsonl.gz#4999", ReadOptions())) == "unreadable"


@pytest.mark.parametrize("indent", [1, 2, "\t"])
@pytest.mark.parametrize("value", [[{"text": BODY}, {"text": BODY}], {"articles": [{"text": BODY}]}])
def test_json_over_several_lines_is_one_problem_with_its_remedy(tmp_path: Path, value: Any, indent: int | str) -> None:
    document = read(tmp_path, "a.jsonl", b"\n" + json.dumps(value, indent=indent).encode())
    assert (code(document), document.id) == ("malformed-record", "a.jsonl")
    assert document.problem is not None
    assert "jq -c" in document.problem.message


def test_a_list_of_records_in_one_line_is_a_problem_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps([{"text": BODY}]))
    (document,) = read_documents(tmp_path, "a.jsonl", ReadOptions())
    assert document.problem is not None
    assert "jq -c" in document.problem.message


def test_a_record_in_another_encoding_is_read_as_a_text_is(tmp_path: Path) -> None:
    line = '{"title": "Café am Kai", "text": "Über den Hafen wird am Montag entschieden, sagte der Bürgermeister."}\n'
    (tmp_path / "a.jsonl").write_bytes(line.encode() + line.encode("latin-1"))
    whole, other = read_documents(tmp_path, "a.jsonl", ReadOptions())
    assert (whole.raw, whole.metadata) == (other.raw, other.metadata)
    assert [(one.source.encoding, one.source.assumed) for one in (whole, other)] == [("utf-8", False), ("cp1252", True)]
    assert read_document(tmp_path, "a.jsonl#2", ReadOptions()) == other


def test_what_only_is_called_a_gzip_says_so(tmp_path: Path) -> None:
    document = read(tmp_path, "a.jsonl.gz", json.dumps({"text": BODY}).encode())
    assert document.problem is not None
    assert document.problem.message.startswith("not gzipped in spite of its name")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": BODY}).encode())[:-9])
    broken = list(read_documents(tmp_path, "b.jsonl.gz", ReadOptions()))[-1]
    assert broken.problem is not None
    assert broken.problem.message.endswith("fetch it again")
    assert read_document(tmp_path, broken.id, ReadOptions()).problem is not None


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_container_that_is_no_file_is_told_as_any_document_is(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    (document,) = read_documents(tmp_path, name, ReadOptions())
    assert document.problem == read_document(tmp_path, f"{name}#1", ReadOptions()).problem
    assert document.problem is not None
    assert document.problem.message == "named pipe, not a file: remove it, or save its text as a file"


def test_overlong_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"x" * 500 + b'"}\n{"text": "short"}\n')
    documents = list(read_documents(tmp_path, "a.jsonl", ReadOptions(max_bytes=100)))
    assert [(document.id, code(document)) for document in documents] == [("a.jsonl#1", "too-large"), ("a.jsonl#2", "")]


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "\\ud800 x", "\\udfff": ["\\ud800"]}',
        b'{"text": "x", "n": [NaN, -1e999]}',
        b"[" * 100_000,
        b'{"text": ' + b"9" * 5000 + b"}",
        b'{"text": "\xff"}',
    ],
)
def test_hostile_records(line: bytes) -> None:
    document = document_of("a.jsonl#1", 1, line, ReadOptions())
    document.raw.encode()
    json.dumps(dict(document.metadata.extra), ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (20250510, date(2025, 5, 10)),
        ("20250510", date(2025, 5, 10)),
        (1746870000, date(2025, 5, 10)),
        (1746870000000, date(2025, 5, 10)),
        (1746870000.5, date(2025, 5, 10)),
        (99_999_999_999_999, None),
        ("20251332", None),
        (-5, None),
        (True, None),
    ],
)
def test_dates_of_records(value: object, found: date | None) -> None:
    line = json.dumps({"text": "A text.", "date": value}).encode()
    assert document_of("a.jsonl#1", 1, line, ReadOptions()).metadata.date == found


@pytest.mark.parametrize(("levels", "expected"), [(90, ""), (500, "malformed-record"), (900, "malformed-record")])
def test_a_deeply_nested_record_is_a_problem_of_its_own(tmp_path: Path, levels: int, expected: str) -> None:
    deep = b'{"text": "some words", "x": ' + b"[" * levels + b"]" * levels + b"}\n"
    (tmp_path / "a.jsonl").write_bytes(deep + b'{"text": "the next one"}\n')
    assert [code(document) for document in read_documents(tmp_path, "a.jsonl", ReadOptions())] == [expected, ""]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    from triage.read.markdown import read_markdown

    for document in (document_of("a.jsonl#1", 1, data, ReadOptions()), read_markdown("a.md", data)):
        document.raw.encode()
        assert bool(document.raw) != bool(document.problem)


def test_the_text_alone_is_the_same_text(tmp_path):
    (tmp_path / "a.txt").write_text("A Title\n\nMay 3, 2025. The story goes on and on.\n", "utf-8")
    whole, alone = (read_document(tmp_path, "a.txt", ReadOptions(text_alone=flag)) for flag in (False, True))
    assert (alone.raw, alone.source) == (whole.raw, whole.source)
    assert whole.metadata.date is not None
    assert alone.metadata.date is None


@pytest.mark.parametrize("end", ["\f", "\v", "\x85", "\u2028", "\r\n"])
def test_each_line_of_a_page_has_its_hint_whatever_ends_it(end: str) -> None:
    page = f"<html><body><p>{BODY}</p><pre>{BODY}{end}{BODY}\n{BODY}</pre><p>{BODY}</p></body></html>"
    document = read_html("a.html", page.encode())
    assert [(hint.start, hint.end) for hint in document.hints] == list(split_blocks(document))
    copies = [block for block in Cleaner().clean(document).blocks if block.label is Label.DUPLICATE]
    assert copies


def test_a_heading_is_found_in_time_that_goes_by_its_length() -> None:
    from triage.read.markdown import read_markdown

    spaced = "# x" + " " * 19_000 + "y\n\n"
    assert read_markdown("a.md", f"{spaced}## C# and F# ##\n\n{BODY}".encode()).metadata.title == "C# and F#"


def test_a_fault_in_reading_one_file_keeps_nobody_from_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object) -> Document:
        raise KeyError(7)

    (tmp_path / "a.txt").write_text(BODY)
    monkeypatch.setattr("triage.paths.log_dir", lambda: tmp_path / "logs")
    monkeypatch.setattr("triage.read.text.read_text", fails)
    for _ in range(2):
        (document,) = read_documents(tmp_path, "a.txt", ReadOptions())
    assert code(document) == "fault"
    (log,) = (tmp_path / "logs").iterdir()
    assert document.problem.message == f"triage failed to read it (KeyError). Please report it with {log}"
    assert "in fails" in log.read_text()
    (tmp_path / "b.jsonl").write_text('{"text": "<p>One</p>"}\n{"text": "Two"}\n')
    monkeypatch.setattr("triage.read.html.page_document", fails)
    assert [code(document) for document in read_documents(tmp_path, "b.jsonl", ReadOptions())] == ["fault", ""]
    assert code(read_document(tmp_path, "b.jsonl#1", ReadOptions())) == "fault"


@pytest.mark.parametrize("title", ["{} | The Post", "{}", "The Post: {}", "{} - Culture - The Post"])
@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("A quiet revolution", "When she took over the workshop in 1998, nobody had sold an umbrella for eleven years."),
        ("Oh, crumbs!", BODY),
        (
            "Открыта новая школа",
            "В посёлке Лесном в понедельник первоклассников впервые встретили в новом здании, говорят.",
        ),
        ("老街的味道", "清晨六点，陈师傅的豆浆铺已经排起了长队，街坊们提着暖壶，一边等一边聊着昨晚的球赛。"),
    ],
)
def test_a_heading_that_the_head_names_is_the_title_whatever_the_text_says(title: str, headline: str, text: str) -> None:
    body = f"<div>The Post</div><h1>{headline}</h1><p>{text}</p><p>{BODY}</p>"
    found = read_html("a.html", f"<html><head><title>{title.format(headline)}</title></head><body>{body}</body></html>".encode())
    assert (found.metadata.title, found.metadata.date) == (headline, None)


MARKUP = f"<div class='a'><p>{BODY}</p><p>The pier &amp; its crane were built in a hurry.</p></div>"


@pytest.mark.parametrize("field", ["text", "content", "html"])
def test_a_page_in_a_field_is_read_with_its_tags(tmp_path: Path, field: str) -> None:
    document = read(tmp_path, "a.jsonl", lines_of([{"title": "The pier", field: MARKUP, "id": 7}]))
    assert document.raw.split("\n\n") == [BODY.strip(), "The pier & its crane were built in a hurry."]
    assert [hint.tag for hint in document.hints] == ["p", "p"]
    assert document.metadata.title == "The pier"
    assert dict(document.metadata.extra) == {"title": "The pier", "id": 7}


@pytest.mark.parametrize(
    "text", ["<3 this is a text</p>", "<p>never closed", "x <p>later</p>", "if a <div and b> c", "<b>bold</b> text"]
)
def test_what_only_looks_like_a_page_is_text(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, "a.jsonl", lines_of([{"text": text}])).raw == text


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html>\n<html>",
        "\ufeff <html lang=en>",
        "\n<HTML>",
        "<!-- saved from url=(0022)https://sund.example/ -->\n<html>",
        '<?xml version="1.0"?>\n<!-- a --><!-- b -->\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">\n<html>',
    ],
)
def test_a_whole_page_in_a_text_file_is_read_with_its_tags(tmp_path: Path, start: str) -> None:
    document = read(tmp_path, "a.txt", f"{start}<body>{MARKUP}</body></html>".encode())
    assert document.raw.splitlines()[0] == BODY.strip()
    assert read(tmp_path, "b.txt", f"A text about {start}".encode()).raw == f"A text about {start}"


@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_a_part_of_a_page_in_a_text_file_is_read_with_its_tags(tmp_path: Path, name: str) -> None:
    document = read(tmp_path, name, f"\n{MARKUP}\n".encode("utf-16"))
    assert document.raw.split("\n\n") == [BODY.strip(), "The pier & its crane were built in a hurry."]
    assert read(tmp_path, "a.md", f"{MARKUP}\n\n# Pier\n".encode()).raw.startswith("<div")


@pytest.mark.parametrize("name", ["a.html", "a.htm"])
@pytest.mark.parametrize(
    "text", [f"Pier stays closed\n\n{BODY}\n\nLots: 3 < 4 & 5 > 4.\n", "The pier is closed.\r\nBoats go.", "a"]
)
def test_a_text_that_only_is_called_a_page_keeps_its_lines(tmp_path: Path, name: str, text: str) -> None:
    document = read(tmp_path, name, text.encode())
    assert (document.raw, document.hints) == (text, ())
    assert read(tmp_path, "b.html", f"{text}<br>{text}".encode()).hints


def test_an_encoding_may_be_declared_far_below(tmp_path: Path) -> None:
    text = "Причал закрыт."
    head = "<style>p { color: red }</style>" * 600 + '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'
    page = f"<html><head>{head}</head><body><p>{text}</p></body></html>"
    assert read(tmp_path, "a.html", page.encode("koi8-r")).raw == text


@pytest.mark.parametrize(
    "text",
    [
        f"The <b>pier</b> is closed.<br><br>{BODY}<br />Boats go.",
        f"The <b>pier</b> is closed.</p>\n<p>{BODY}</p>\n<p>Boats go.",
        f"<p>The pier\n\nis closed.</p><p>{BODY}</p>\n<p>Boats\ngo.</p>",
        f"<body>The pier is closed.<p>{BODY}</p>Boats\n\ngo.",
    ],
)
def test_marks_of_paragraphs_in_a_field_are_read_wherever_they_stand(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, "a.jsonl", lines_of([{"text": text}]))
    assert list(filter(None, document.raw.split("\n"))) == ["The pier is closed.", BODY.strip(), "Boats go."]


@pytest.mark.parametrize(
    "text",
    [
        "End a line with <br>, or with <br/> in XHTML, and put a <template> around it.",
        "One.<br>\n\nTwo.\n\nThree.<br>\n\nFour.",
        "Press <br> once.",
        "| lots | open |\n|---|---|\n| north<br>pier | no |\n| south<br>pier | yes |\n| quay | yes |",
        "The pier is closed.\nBoats go from<br>the quay,<br>which has no roof.\nNobody was hurt.\nMore on Tuesday.",
        '<p align="center">Pier</p>\n\n# Lots\n\nThe pier is closed.\n\n- north\n- south\n\nBoats go.',
    ],
)
def test_a_text_with_marks_in_it_is_text(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, "a.jsonl", lines_of([{"text": text}])).raw == text


@pytest.mark.parametrize("data", ["\u00a0\u2003\u200b\n", "\ufeff\u200b \u00a0\0", "\u2060\u00ad"])
def test_signs_that_nobody_sees_are_no_text(tmp_path: Path, data: str) -> None:
    assert code(read(tmp_path, "a.txt", data.encode())) == "empty"


def test_rtf_is_no_text(tmp_path: Path) -> None:
    assert code(read(tmp_path, "a.txt", rb"{\rtf1\ansi\deff0 The pier is closed.\par}")) == "binary"


@pytest.mark.parametrize(
    "below",
    [
        "<h1>Keel and Quay</h1><h3>Into the new year</h3>",
        "<h1>...</h1><div>Into the new year</div>",
        "<h1>Into the new year</h1><h3>Keel and Quay</h3>",
    ],
)
def test_a_line_that_the_head_names_twice_is_the_title_whatever_its_rank(below: str) -> None:
    head = '<title>Into the new year | Keel and Quay</title><meta property="og:title" content="Into the New Year">'
    body = f"{below}<p>Filed under: Winter, Boats — ann @ 09:12</p><p>{BODY}</p><p>{BODY}</p>"
    found = read_html("a.html", f"<html><head>{head}</head><body>{body}</body></html>".encode())
    assert found.metadata.title == "Into the new year"
