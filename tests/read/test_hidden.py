"""What a page hides is no text of it, unless it hides nearly all. All texts are invented."""

from __future__ import annotations

import pytest

from triage.read.blocks import page_blocks
from triage.read.html import read_html

TEXT = "The northern pier stays closed until the inspection ends, the harbour said, and boats go from the quay."


@pytest.mark.parametrize("how", ["hidden", 'hidden=""', 'style="display:none"', 'style="color:red; DISPLAY : none !important"'])
@pytest.mark.parametrize("tag", ["p", "span", "div"])
def test_it_is_left_out(tag: str, how: str) -> None:
    found = page_blocks(f"<p>{TEXT}</p><{tag} {how}>Nobody <b>sees</b> this</{tag}>after it<p>{TEXT}</p>")
    lines = [found.raw[hint.start : hint.end] for hint in found.hints]
    assert lines == [TEXT, "after it", TEXT] == list(filter(None, found.raw.split("\n")))


@pytest.mark.parametrize(
    "how", ['hidden="until-found"', 'style="display:block"', 'style="--display:none-such"', 'aria-hidden="true"']
)
def test_what_is_only_folded_up_or_told_to_machines_is_read(how: str) -> None:
    assert page_blocks(f"<p>{TEXT}</p><p {how}>Folded up</p>").raw.endswith("Folded up")


def test_a_page_that_scripts_show_is_read() -> None:
    page = f'<ul><li>Home</li></ul><div style="display:none"><p>{TEXT}</p><p hidden>And this</p></div>'
    assert list(filter(None, page_blocks(page).raw.split("\n"))) == ["Home", TEXT, "And this"]


def test_a_page_that_has_its_text_for_readers_without_scripts_is_read() -> None:
    warning = "<noscript>Please allow JavaScript.</noscript>"
    page = f"{warning}<h1>The pier</h1><noscript><p>{TEXT}</p><p>{TEXT} {TEXT}</p></noscript><p>Comments</p>"
    assert list(filter(None, page_blocks(page).raw.split("\n"))) == ["The pier", TEXT, f"{TEXT} {TEXT}", "Comments"]
    again = f"<h1>The pier</h1><p>{TEXT}</p>" * 3 + f"<noscript><p>{TEXT}</p></noscript>"
    assert page_blocks(again).raw.count(TEXT) == 3


@pytest.mark.parametrize(
    "script",
    ['window.state = {"text": "<p>One &lt; two"};' + " " * 9_000, "if (a < b) { run(); }", "x = '<!-- -->';", "never closed"],
)
def test_a_page_of_scripts_alone_has_no_text(script: str) -> None:
    end = "" if script == "never closed" else "</script></body>"
    head = "<head><meta charset='utf-8'><title>Pier</title><style>p { color: red }</style></head>"
    document = read_html("a.html", f"<html>{head}<body><script>{script}{end}".encode())
    assert document.problem is not None
    assert (document.raw, document.problem.code) == ("", "empty")
    assert "browser" in document.problem.message
