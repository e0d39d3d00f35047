"""Whose text it is where several are named."""

from __future__ import annotations

from triage.read.metadata import text_metadata

TITLE = "Pier stays closed until divers have seen the piles"
BODY = "The harbour authority said on Tuesday that the northern pier would stay closed until the inspection is complete. " * 2
NOTES = [f"A note of the presenter on the pier, the {n}th of this evening, which is a sentence of some length." for n in range(4)]


def source_of(*lines: str) -> str:
    return text_metadata("\n\n".join(lines)).source


def test_addresses_to_which_a_text_refers_name_no_source() -> None:
    cited = [f"https://www.pier-{name}.org/news/{n}.html" for n, name in enumerate(("sund", "vik", "holm", "ness"))]
    cited_by = [line for note, address in zip(NOTES, cited, strict=True) for line in (note, address)]
    above = ["Tabs", "Video", "Podcast", "Text", "Episode 7", "Pier and lock", TITLE]
    assert source_of(*above, BODY, *cited_by, BODY) == ""
    assert source_of(*above, cited[0], BODY, BODY) == "pier-sund.org"
    assert source_of(cited[0], *above, BODY, *cited_by, BODY) == "pier-sund.org"


def test_a_digest_has_no_source_of_its_own() -> None:
    names = ("Sund Gazette", "The Vik Herald", "Radio Holm")
    items = [line for name in names for line in (f"What {name} says of the pier", f"**Source:** {name}", BODY)]
    assert source_of("News of 14 May 2025", *items) == ""
    assert source_of("News of 14 May 2025", *items[:3], "More on the pier", "Source: Sund Gazette", BODY) == "Sund Gazette"
    assert source_of(TITLE, f"Source: {names[0]}", BODY, BODY, f"Source: {names[1]}") == names[0]
