"""A headline that copies of a story share is no line of the site. All texts are invented."""

from __future__ import annotations

import numpy as np
import pytest

from triage.clean import Cleaner
from triage.clean.scoring.line_model import LineModel
from triage.model import Document, Label, Metadata, Seen, Source

HEADLINE = "Cranes come home to Orla Quay"
TEXT = [
    "The last of the four cranes that once stood on Orla Quay came home on Thursday, eleven years after they were sold.",
    "The city paid 40,000 crowns for the four, less than a coat of paint will cost, and wants to light them in June this year.",
    "A vote on what may be built below them is due in autumn, and the owners of the sheds have asked to be heard first of all.",
]
ALONE = (5, 5, 4, 5)


def rule_of(monkeypatch: pytest.MonkeyPatch, above: str, counts: tuple[int, ...], score: float, headline: str = HEADLINE) -> str:
    """What is said of the headline, where the model gives it `score`; how many other documents have it, and each paragraph."""
    lines = [line for line in (above, headline, *TEXT) if line]
    scores = np.array([0.9 if line in TEXT else score if line == headline else 0.7 for line in lines], np.float32)
    monkeypatch.setattr(LineModel, "score", lambda self, pages: [scores for _ in pages])
    document = Document("a.txt", "\n\n".join(lines), Source("a.txt"), Metadata(title="Harbour news"))
    seen = Seen((*[0] * (len(lines) - len(counts)), *counts), 200)
    block = Cleaner().clean(document, seen).blocks[-1 - len(TEXT)]
    return block.rule if block.label is Label.CONTENT else ""


def test_it_is_kept_where_the_text_is_as_common(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rule_of(monkeypatch, "", ALONE, 0.42) == "headline"
    assert rule_of(monkeypatch, "By Moira Tallis", (0, *ALONE), 0.42) == "headline"
    assert rule_of(monkeypatch, "", (5, 5, 0, 5), 0.42) == "headline"


@pytest.mark.parametrize(
    ("above", "counts", "score", "headline"),
    [
        ("", ALONE, 0.2, HEADLINE),
        ("", (9, 5, 4, 5), 0.42, HEADLINE),
        ("", (5, 5, 0, 0), 0.42, HEADLINE),
        ("", (0, 0, 0, 0), 0.42, HEADLINE),
        ("", ALONE, 0.42, "Orla Quay"),
        ("Orla Quay has its cranes again", (5, *ALONE), 0.42, HEADLINE),
    ],
)
def test_it_is_left_to_the_model_elsewhere(
    monkeypatch: pytest.MonkeyPatch, above: str, counts: tuple[int, ...], score: float, headline: str
) -> None:
    assert rule_of(monkeypatch, above, counts, score, headline) == ""
