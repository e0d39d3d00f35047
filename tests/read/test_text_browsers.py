"""A page that a program printed as text says the same of itself whichever program it was. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from textwrap import fill

import pytest

from triage.read.text import read_text
from triage.read.text_browsers import without_marks

TITLE = "Tide mill at Brackwater to grind flour again"
PARAGRAPHS = (
    "The harbour council voted on Monday to repair the old tide mill at the mouth of the river, which has stood still since the "
    "storm of the winter before last, and to let the miller move in before the summer, if the house above the wheel can be made "
    "dry by then, which the miller's wife doubts.",
    "Work on the wheel begins in June and is to last until the leaves fall, the council's engineer told the meeting on Monday, "
    "and flour from the mill may be sold at the quay by Christmas, if the tides allow it; the bakers of the town have said that "
    "they will take all of it, and have asked for more.",
    "The mill had ground flour for three hundred years when the wheel was broken, and the millers of Brackwater had never known "
    "a winter without it, nor the bakers of the town a morning without their flour, as the oldest of them told the council "
    "before it voted, with his hat in his hand.",
)
LINKS = "".join(
    f"  {i}. https://brackwater.example/a/very/long/way/to/the/page/about/number/{i}?from=menu&to=page\n" for i in range(1, 9)
)


def lynx() -> str:
    menu = "".join(f"     * [{i}]{word} and more\n" for i, word in enumerate(("Harbour", "Weather", "Tides", "Ferries"), 2))
    body = "\n\n".join(
        fill(text.replace("mill ", "[7]mill ", 1), 72, initial_indent="   ", subsequent_indent="   ") for text in PARAGRAPHS
    )
    top = f"   #[1]Brackwater Post\n\n   (BUTTON) Menu\n{menu}\n   [wheel.png]\n\n[6]{TITLE}\n\n"
    return f"{top}   3 March 2026\n   By [8]Ann Lee\n\n{body}\n\nReferences\n\n   Visible links:\n{LINKS}"


def w3m() -> str:
    menu = "".join(f"  • {word} and more\n      □ All of them\n" for word in ("Harbour", "Weather", "Tides", "Ferries"))
    body = "\n\n".join(fill(text, 80) for text in PARAGRAPHS)
    return f"Brackwater\n\n{menu}\n[wheel_of_t]\n\n{TITLE}\n\n3 March 2026\nBy Ann Lee\n\n{body}\n"


def html2text() -> str:
    menu = "".join(
        f'  * [{word} and more](https://brackwater.example/{word} "{word}")\n' for word in ("Harbour", "Tides", "Ferries")
    )
    linked = [
        text.replace("mill ", "[mill](https://brackwater.example/a/very/long-way/to-the-mill-and/its_(old)-wheel) ", 1)
        for text in PARAGRAPHS
    ]
    body = "\n\n".join(fill(text, 78, break_long_words=False) for text in linked)
    wheel = "[![The wheel](https://brackwater.example/wheel-of-\nthe-mill.png)](https://brackwater.example/)"
    return f"{menu}\n{wheel}\n\n# {TITLE}\n\n**3 March 2026**\n\nBy [Ann\nLee](https://brackwater.example/ann-lee)\n\n{body}\n"


def inscriptis() -> str:
    menu = "".join(f"        * {word} and more\n" for word in ("Harbour", "Weather", "Tides", "Ferries"))
    return f"{menu}\n     {TITLE}\n\n     3 March 2026\n     By Ann Lee\n\n" + "\n\n".join(f"     {text}" for text in PARAGRAPHS)


@pytest.mark.parametrize("printed", [lynx, w3m, html2text, inscriptis])
def test_title_date_and_author_are_those_of_the_page(printed: Callable[[], str]) -> None:
    text = printed()
    document = read_text("a.txt", text.encode())
    told = document.metadata
    assert (told.title, told.date, told.author) == (TITLE, date(2026, 3, 3), "Ann Lee")
    assert document.raw == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A mill[1] and its wheel [2]", "A mill and its wheel "),
        ("  [1]https://frames.example/menu?of=\n  the-mill&more\n\nThe mill", "  \n\nThe mill"),
        ("[mill](https://a.example/b_(c)) and [wheel][1]", "mill and [wheel]"),
        ("# The mill, see [it](x)", "# The mill, see it"),
        ("## **The** _mill_ of snake_case, see [it](x)", "The mill of snake_case, see it"),
        ("Array a[12], __init__ and # comments", "Array a[12], __init__ and # comments"),
        ("References\n\nThe books.", "References\n\nThe books."),
    ],
)
def test_marks_of_links_are_no_words(text: str, left: str) -> None:
    assert without_marks(text) == left


@pytest.mark.parametrize(
    "line", ["* Skip to the harbour's content", "• Subscriptions to the paper", "[harbour_logo_of_the_town]"]
)
def test_an_item_of_a_list_or_a_picture_is_no_title(line: str) -> None:
    text = "\n".join([line, "", TITLE, "", *PARAGRAPHS])
    assert read_text("a.txt", text.encode()).metadata.title == TITLE
    assert read_text("a.txt", "\n".join([line, "", *PARAGRAPHS]).encode()).metadata.title == ""


def test_a_heading_of_the_first_rank_is_the_title_of_a_page_that_was_printed_as_markdown() -> None:
    menu = "".join(f"[{word}](https://brackwater.example/{word}) " for word in ("Harbour", "Tides", "Ferries"))
    begin = f"{menu} and what happens there, told by those who live by it\n\n"
    for heading in ("Mill wheel", "Flour"):
        text = f"{begin}# {heading}\n\n## All about the mill at Brackwater\n\n" + "\n\n".join(PARAGRAPHS)
        assert read_text("a.txt", text.encode()).metadata.title == heading
    several = f"{begin}# Welcome\n\n# The bakers' flour\n\n" + "\n\n".join(PARAGRAPHS) + "\n\n# Weather\n"
    assert read_text("a.txt", several.encode()).metadata.title == "The bakers' flour"
