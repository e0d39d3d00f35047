"""Front matter: values that run over lines, and the names in lists and maps."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from triage.read.header import find_header
from triage.read.markdown import read_markdown
from triage.read.text import read_text

BODY = "\nThe bakery on Quay Street has opened every morning since 1931, through floods, strikes and a fire.\n"


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ('title: "Soup, and what\nto eat with it: bread"', "Soup, and what to eat with it: bread"),
        ("title: 'The baker''s\n\nsoup'", "The baker's soup"),
        ("title: >\n  Soup, and what\n  to eat with it", "Soup, and what to eat with it"),
        ("title: |-\n  Soup", "Soup"),
        ("title: Soup, and what\n  to eat with it", "Soup, and what to eat with it"),
        ("title:\n  Soup", "Soup"),
        ('title: "\\"Soup\\" is good"', '"Soup" is good'),
        ("title: 'Tis the season", "Tis the season"),  # no quotation
        ("title:", ""),
    ],
)
def test_a_title_may_run_over_lines(field: str, title: str) -> None:
    header = f"---\nlang: en\n{field}\ndate: 2026-03-04\n---\n"
    found = find_header(header + BODY)
    assert (found.end, found.fields["title"], found.fields["date"]) == (len(header), title, "2026-03-04")


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ("authors:\n- Lindsay Moe\n- 'Kate O''Hara'", "Lindsay Moe, Kate O'Hara"),
        ("authors:\n  - Lindsay Moe\n\n  - Kate Roe", "Lindsay Moe, Kate Roe"),
        ('authors: [Lindsay Moe, "Kate Roe"]', "Lindsay Moe, Kate Roe"),
        ("authors: [\n  Lindsay Moe,\nKate Roe\n]", "Lindsay Moe, Kate Roe"),
        ("author:\n  name: Lindsay Moe\n  url: https://example.org/l", "Lindsay Moe"),
        ("author:\n  - url: https://example.org/l\n    name: Lindsay Moe\n  - name: Kate Roe", "Lindsay Moe, Kate Roe"),
        ("author: {name: Lindsay Moe, role: cook}", "Lindsay Moe"),
        ("author: [{name: Lindsay Moe}, {name: Kate Roe}]", "Lindsay Moe, Kate Roe"),
        ("author:\n  url: https://example.org/l", ""),
        ("author: []", ""),
        ("author: Lindsay Moe", "Lindsay Moe"),
    ],
)
def test_authors_may_be_a_list_or_a_map(fields: str, author: str) -> None:
    told = read_markdown("a.md", f"---\n{fields}\ntitle: Soup\n---\n{BODY}".encode()).metadata
    assert (told.title, told.author) == ("Soup", author)


def test_toml_has_lists_and_long_texts_too() -> None:
    lists = 'authors = [\n"Lindsay Moe",\n"Kate Roe",\n]\ndate = 2026-03-04\n[extra]\ntags = ["soup"]\n'
    header = f'+++\ntitle = """\nSoup, and\nbread"""\n{lists}+++\n'
    document = read_markdown("a.md", (header + BODY).encode())
    told = document.metadata
    assert (told.title, told.author, told.date) == ("Soup, and bread", "Lindsay Moe, Kate Roe", date(2026, 3, 4))
    assert document.raw[document.header :] == BODY


def test_a_quotation_that_never_ends_takes_no_fields_along() -> None:
    found = find_header(f"---\ntitle: 'Tis soup\nauthor: 'Lindsay Moe'\n---\n{BODY}")
    assert found.fields == {"title": "Tis soup", "author": "Lindsay Moe"}


@pytest.mark.parametrize(
    "header",
    [
        "title: 'Tis soup\nauthor: Lindsay Moe\nnote: the boys'",
        'title: "Tis soup\nauthor: Lindsay Moe\nnote: five o"',
        "title: Tis soup\nauthor: Lindsay Moe\nlayout: {Breaking\nnote: so}",
    ],
)
def test_a_mark_that_only_another_field_closes_takes_none_along(header: str) -> None:
    told = read_text("a.txt", f"---\n{header}\n---\n{BODY}".encode()).metadata
    assert (told.title, told.author) == ("Tis soup", "Lindsay Moe")


@pytest.mark.parametrize("value", ["a" + " " * 60_000 + "b", "[ " + " " * 60_000 + "x]", "'" + " " * 60_000, "[" * 60_000])
def test_a_line_as_long_as_a_book_is_read_at_once(value: str) -> None:
    start = process_time()
    assert find_header(f"---\nkey: {value}\ntitle: Soup\n---\n{BODY}").fields["title"] == "Soup"
    assert process_time() - start < 1
