"""Articles that were joined from several pages. All texts are invented."""

from __future__ import annotations

import pytest

from triage.clean import Cleaner
from triage.model import Document, Label, Source

PAGES = (
    (
        "The old swing bridge at Varde will be turned by hand until its motor has been dried, the canal trust said on Friday.",
        "Two keepers and a rope now do in eleven minutes what the motor, flooded in the storm of last week, did in two.",
    ),
    (
        "“My grandfather did it alone and with a pipe in his mouth,” said Tove Brask, who has kept the bridge since 1998.",
        "Boats may pass at eight, at noon and at six, and are asked to bring somebody who can pull.",
    ),
    (
        "Skippers who phoned the trust at seven in the morning were told that the rope had been ordered, not delivered.",
        "The trust will hear on Tuesday what a new motor would cost, its treasurer, Jens Holt, confirmed.",
    ),
)
LINKS = ("< Previous page", "Next page >")


def article(turn: str, *, at_foot: bool) -> list[str]:
    lines = ["Varde turns its bridge by hand"]
    for number, paragraphs in enumerate(PAGES, 1):
        mark = [turn.format(number, len(PAGES)), *LINKS]
        lines += [*paragraphs, *mark] if at_foot else [*mark, *paragraphs]
    return lines


def kept(lines: list[str]) -> set[str]:
    raw = "\n\n".join(lines)
    blocks = Cleaner().clean(Document("a.txt", raw, Source("a.txt"))).blocks
    return {raw[block.start : block.end] for block in blocks if block.label is Label.CONTENT}


@pytest.mark.parametrize("at_foot", [True, False])
@pytest.mark.parametrize("turn", ["Page {} of {}", "Seite {} von {}", "Página {} de {}", "Page {}/{}", "Sivu {}/{}"])
def test_an_article_goes_on_behind_the_turn_of_a_page(turn: str, at_foot: bool) -> None:
    stays = kept(article(turn, at_foot=at_foot))
    assert {paragraph for page in PAGES for paragraph in page} <= stays
    assert not stays & {*LINKS, *(turn.format(number, 3) for number in (1, 2, 3))}


def test_what_stands_below_the_last_page_is_left_to_the_model() -> None:
    teaser = "Ferry to Lund cancelled again: the ice is thin, the captain thinner, and nobody has told the passengers yet."
    lines = [*article("Page {} of {}", at_foot=True), *LINKS, "Related articles", teaser, "Most read", "Subscribe", "Contact us"]
    single = [*lines[:3], "Page 1 of 3", *LINKS, "Related articles", teaser, "Most read", "Subscribe", "Contact us"]
    assert (teaser in kept(lines)) is (teaser in kept(single)) is False
