"""Lists and listings of a page, of which an editor wants all or nothing. All texts are invented."""

from __future__ import annotations

import pytest

from triage.clean import Cleaner, Page, default_rules
from triage.clean.lists import whole_lists
from triage.clean.verdict import Verdict
from triage.model import By, Document, Hint, Label, Source

KEPT = Verdict(Label.CONTENT, "line-model", 0.9, By.MODEL)
DROPPED = Verdict(Label.BOILERPLATE, "line-model", 0.6, By.MODEL)
RULED = Verdict(Label.BOILERPLATE, "leftover", 0.9)
COPY = Verdict(Label.DUPLICATE, "repeat", 1.0)
TEXT = "The northern pier stays closed until the inspection ends, the harbour said on Tuesday, and boats go from the quay."


def mended(tag: str, verdicts: list[Verdict], border: str = "\n", share: float = 0.0, text: str = TEXT) -> list[int]:
    """Which of the items below a paragraph come back."""
    raw, hints = text, [Hint(0, len(text), "p")]
    for number in range(len(verdicts)):
        raw += ("\n\n" if not number else border) + f"item {number}"
        hints.append(Hint(len(raw) - 6, len(raw), tag, link_share=share))
    page = Page(Document("a.html", raw, Source("a.html"), hints=tuple(hints)))
    found = whole_lists(page, dict(enumerate([KEPT, *verdicts])))
    assert all(one.label is Label.CONTENT and one.rule == "list" for one in found.values())
    return [at - 1 for at in found]


@pytest.mark.parametrize("tag", ["li", "dd", "pre"])
def test_what_is_left_of_a_list_that_stays_comes_back(tag: str) -> None:
    assert mended(tag, [KEPT, DROPPED, KEPT, DROPPED]) == [1, 3]
    assert mended(tag, [KEPT, DROPPED, DROPPED]) == []
    assert mended(tag, [KEPT, DROPPED]) == []
    assert mended(tag, [DROPPED, KEPT, KEPT], border="\n\n") == []


def test_what_a_rule_dropped_comes_back_in_program_text_alone() -> None:
    assert mended("li", [KEPT, RULED, KEPT]) == []
    assert mended("pre", [KEPT, RULED, KEPT]) == [1]
    assert mended("pre", [KEPT, COPY, KEPT]) == []


def test_links_paragraphs_and_a_text_that_is_one_listing_are_no_lists() -> None:
    assert mended("li", [KEPT, DROPPED, KEPT], share=0.9) == []
    assert mended("p", [KEPT, DROPPED, KEPT]) == []
    assert mended("pre", [KEPT, RULED, KEPT], text="Pier") == []


def test_what_a_rule_of_the_corpus_drops_is_gone() -> None:
    listing = [
        f"The {name} was moored at the quay on Tuesday." for name in ("cutter", "ferry", "trawler", "barge", "tug", "yawl")
    ]
    raw, hints = (
        "\n\n".join([f"{TEXT} {name} says so." for name in ("Ann", "Bo", "Ida", "Jon")] + ["\n".join(listing)]),
        list[Hint](),
    )
    for line in raw.split("\n"):
        at = hints[-1].end + 1 if hints else 0
        hints.append(Hint(at, at + len(line), "pre" if line in listing else "p"))
    one = Document("a.html", raw, Source("a.html"), hints=tuple(hint for hint in hints if hint.start < hint.end))
    rules = default_rules().extended([{"name": "mine", "exact": [listing[3]]}])
    blocks = {raw[block.start : block.end]: block for block in Cleaner(rules).clean(one).blocks}
    assert [blocks[line].label for line in listing] == [Label.CONTENT] * 3 + [Label.BOILERPLATE] + [Label.CONTENT] * 2
    assert blocks[listing[3]].rule == "mine"
