"""The cleaner is held to the invented samples: every label, and floors for the text as a whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from samples import FOLDER, cleaned, document, expected, text_of

from triage.clean import Cleaner
from triage.model import Label

FLOORS = {"precision": 0.99, "recall": 0.99, "f1": 0.99}
"""Shares of characters of content. They go up when the cleaner gets better; lowering them is a decision, not a repair."""

EXPECTED = expected()
CLEANED = cleaned()


def test_every_sample_has_its_labels() -> None:
    assert set(EXPECTED) == set(CLEANED)
    assert len(EXPECTED) >= 22


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_labels(name: str) -> None:
    one, result = CLEANED[name]
    got = [(block.label.value, text_of(one, block)[:60]) for block in result.blocks]
    wanted = [(label.value, text) for label, (_, text) in zip(EXPECTED[name], got, strict=True)]
    assert got == wanted


def test_quality_gate() -> None:
    kept = wanted = both = 0
    for name, labels in EXPECTED.items():
        for block, label in zip(CLEANED[name][1].blocks, labels, strict=True):
            size = block.end - block.start
            keeps, wants = block.label is Label.CONTENT, label is Label.CONTENT
            kept, wanted, both = kept + size * keeps, wanted + size * wants, both + size * (keeps and wants)
    precision, recall = both / kept, both / wanted
    assert precision >= FLOORS["precision"]
    assert recall >= FLOORS["recall"]
    assert 2 * precision * recall / (precision + recall) >= FLOORS["f1"]


def test_the_first_sample_names_its_rules() -> None:
    blocks = CLEANED["harbour-wall.txt"][1].blocks
    assert [block.rule for block in blocks[:3]] == ["crawl-header", "error-page", "error-page"]
    assert [block.rule for block in blocks[-3:]] == ["legal-disclaimer", "legal-disclaimer", "comment-widget"]
    assert [(block.rule, block.duplicate_of) for block in blocks[8:11]] == [
        ("repeat-run", 6),
        ("repeat-run", 7),
        ("repeat-run", 8),
    ]
    assert all(0 < block.score <= 1 for block in blocks)


def test_a_natural_repetition_is_marked_and_stays() -> None:
    for name in ("refrain.txt", "questions.txt", "list.txt"):
        result = CLEANED[name][1]
        assert any("natural repetition" in reason for block in result.blocks for reason in block.reasons), name
        assert all(block.label is Label.CONTENT for block in result.blocks)


def test_text_is_repaired() -> None:
    assert CLEANED["mojibake.txt"][1].text.startswith("The Baker Who Wouldn’t Close\n“I have never missed a morning,”")
    assert "Brook & Sons" in CLEANED["entities.txt"][1].text
    assert "Mr Brook — and" in CLEANED["entities.txt"][1].text
    text = CLEANED["brackets-and-escapes.txt"][1].text
    assert "\x1b" not in text
    assert "a single red line on the wall" in text
    assert "[/headline] Coder [bold red]" in text


def test_wrapped_lines_become_paragraphs() -> None:
    text = CLEANED["hard-wrapped.txt"][1].text
    assert len(text.split("\n\n")) == 4
    assert "\n" not in text.replace("\n\n", "")


def test_cleaned_text_stands_as_it_was_set() -> None:
    one, result = CLEANED["clean.txt"]
    assert result.text == one.raw.strip()
    assert CLEANED["empty.txt"][1].text == ""


def test_samples_clean_alike_together_and_alone() -> None:
    for one, result in CLEANED.values():
        assert Cleaner().clean(one) == result


def test_explanations_are_words() -> None:
    one, result = CLEANED["harbour-wall.txt"]
    cleaner = Cleaner()
    told = cleaner.explain_many(one, result, [block.n for block in result.blocks])
    assert told[0] == ("has the form of such a line",)
    assert all(told)
    assert all(cleaner.explain_many(document("One line."), cleaner.clean(document("One line.")), [1]))
    assert FOLDER.is_dir()
