"""What a page has for programs and not for readers: the text of its article. All texts are invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from triage.read.html import read_html
from triage.read.linked_data import linked_data

LEAD = "The northern pier stays closed until the inspection ends, the harbour said on Tuesday."
MORE = [
    "Divers found that nine of the oak piles had been eaten away below the water, and two of them can be moved by hand.",
    "Until new ones are driven in, boats to the islands go from the fish quay, which has no roof and no ticket office.",
    "The board asked the county for four million, half of it for the piles and half for a crossing that doesn't sink.",
    "Fishermen who land their catch at the pier were told to use the old dock, where cranes can lift no more than a ton.",
]
BODY = "\n".join([LEAD, *MORE])
WHOLE = "".join(f"<p>{part}</p>" for part in [LEAD, *MORE])


def page(shown: str, *data: Any) -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in data)
    top = "<nav><ul><li>Home</li><li>Sport</li></ul></nav><h1>Pier stays closed</h1>"
    return f"<html><head><title>Pier</title>{scripts}</head><body>{top}{shown}<footer>All rights reserved</footer></body></html>"


def lines(html: str) -> list[str]:
    document = read_html("a.html", html.encode())
    told = [document.raw[hint.start : hint.end] for hint in document.hints]
    assert told == list(filter(None, document.raw.split("\n")))
    return told


def article(body: str, **fields: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Pier", "articleBody": body, **fields}


@pytest.mark.parametrize(
    ("shown", "below"),
    [
        (f"<p>{LEAD}</p><p>Subscribe to read on.</p>", [LEAD, *MORE, "Subscribe to read on."]),
        ("<p>Subscribe to read on.</p>", [LEAD, *MORE, "Subscribe to read on."]),
        (f"<div>{LEAD}<br>{MORE[0][:59]} …</div>", [LEAD, f"{MORE[0][:59]} …", *MORE]),
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        BODY,
        BODY.replace("\n", "\n\n \r\n"),
        BODY.replace("\n", ""),
        WHOLE,
        WHOLE.replace("<", "&lt;").replace(">", "&gt;"),
        WHOLE.replace("<", "&amp;lt;").replace(">", "&amp;gt;"),
    ],
)
def test_an_article_that_only_the_data_holds_is_read(shown: str, below: list[str], body: str) -> None:
    assert lines(page(shown, article(body))) == ["Home", "Sport", "Pier stays closed", *below, "All rights reserved"]
    assert lines(page(shown, {"@graph": [{"@type": "WebPage"}, article(body)]}))[3:-1] == below


@pytest.mark.parametrize(
    "data",
    [
        [article(BODY)],
        [article(" ".join(MORE).upper())],
        [article(BODY), article("The library opens on Sundays from May. " * 20)],
    ],
)
def test_nothing_is_added_to_an_article_that_is_there(data: list[Any]) -> None:
    assert lines(page(WHOLE, *data))[3:-1] == [LEAD, *MORE]


@pytest.mark.parametrize(
    ("shown", "told"), [("h\u00adar\u00adbour", "harbour"), ("pie\u0301r", "pi\u00e9r"), ("in\u200bspected", "inspected")]
)
def test_signs_that_nobody_sees_make_no_other_text(shown: str, told: str) -> None:
    text = " ".join(f"The {told} {name} is closed." for name in ("north", "south", "east", "west", "old", "new") * 4)
    for here, there in ((shown, told), (told, shown)):
        html = page(f"<p>{text.replace(told, here)}</p>", article(text.replace(told, there)))
        assert len(lines(html)) == 5


@pytest.mark.parametrize(
    "data",
    [
        [article("A short text.")],
        [article(BODY), article("The library opens on Sundays from May. " * 20)],
        [article([BODY])],  # type: ignore[arg-type]
        ["articleBody"],
    ],
)
def test_data_that_tells_of_several_texts_or_of_none_adds_nothing(data: list[Any]) -> None:
    assert lines(page(f"<p>{LEAD}</p>", *data))[3:-1] == [LEAD]


@pytest.mark.parametrize("script", ["{broken", "[" * 100_000, "", '{"articleBody": 7}', "<!-- x"])
def test_broken_data_costs_nothing(script: str) -> None:
    html = page(f"<p>{LEAD}</p>", article(BODY)).replace(
        "</head>", f'<script type="application/ld+json">{script}</script></head>'
    )
    assert lines(html)[3:-1] == [LEAD, *MORE]


def test_what_only_looks_like_a_mark_is_kept() -> None:
    body = f"{LEAD}\nThe plan is a List<String> of piles.\n" + "\n".join(MORE)
    assert "The plan is a List<String> of piles." in lines(page("", article(body)))


SUND = {"@type": "Organization", "name": "Sund Media"}
LEE = {"@type": "Person", "name": "Ann Lee"}


@pytest.mark.parametrize("end", ["", "</script>"])
def test_scripts_that_do_not_end_are_read_once(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def loads(text: str, strict: bool) -> None:
        asked.append(text)

    monkeypatch.setattr("triage.read.linked_data.json.loads", loads)
    linked_data('<script type="application/ld+json">[' * 100 + end)
    assert len(asked) == bool(end)


def test_what_is_a_person_or_of_no_known_type_is_no_organisation() -> None:
    typed: list[dict[str, Any]] = [{"name": "Anna Berg", "@type": [{"of": "Organization"}, None]}]
    typed.append({"publisher": LEE})
    typed.append({"name": "Pier Post", "@type": ["Thing", "NewsMediaOrganization"]})
    assert linked_data(page("", *typed)).organisations == {"Pier Post"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"author": [SUND, LEE]}, "Ann Lee"),
        ({"author": [{"name": "Sund Media"}, LEE], "publisher": {"name": "Sund Media"}}, "Ann Lee"),
        ({"author": LEE}, "Ann Lee"),
        ({"author": [{"@type": "Person", "name": "Sund"}], "publisher": {"address": {"addressLocality": "Sund"}}}, ""),
        ({"author": [LEE, {"name": "Norway"}], "address": {"addressCountry": {"name": "Norway"}}}, "Ann Lee"),
        ({"author": [LEE, {"name": "Journalist"}]}, "Ann Lee"),
        ({"author": [LEE, {"name": "Bo Ek"}], "about": {"@type": ["Person", "Organization"], "name": "Bo Ek"}}, "Ann Lee; Bo Ek"),
    ],
)
def test_organisations_places_and_trades_are_no_authors(fields: dict[str, Any], expected: str) -> None:
    assert read_html("a.html", page(WHOLE, article(BODY, **fields)).encode()).metadata.author == expected
