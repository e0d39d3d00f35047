"""Training gives the same bytes twice, and a model that reads. On an invented set; skipped without the training libraries."""

from __future__ import annotations

import random

import numpy as np
import pytest

pytest.importorskip("catboost")
pytest.importorskip("sklearn")

from tests.benchmarks.line_model import corpus, stack
from triage.clean.scoring.line_model import LineModel

_SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "xa"]


def invented_pages(count: int) -> list[corpus.Page]:
    """Pages of a few sites, each with its menu, a story of its own and a footer."""
    draw = random.Random(5)

    def words(number: int) -> str:
        return " ".join("".join(draw.choices(_SYLLABLES, k=draw.randint(1, 4))) for _ in range(number))

    menus = [[words(2) for _ in range(6)] for _ in range(8)]
    pages = []
    for number in range(count):
        menu = menus[number % len(menus)]
        story = [f"{words(draw.randint(18, 50)).capitalize()}." for _ in range(draw.randint(3, 8))]
        text = "\n".join([*menu, words(6).capitalize(), *story, "Share this", *menu[:3]])
        kinds = "b" * len(menu) + "t" + "c" * len(story) + "b" * 4
        row = {"id": str(number), "domain": f"site{number % len(menus)}.example", "text": text, "kinds": kinds}
        pages.append(corpus.page_of("invented", row))
    return pages


def test_the_same_bytes_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack, "FIRST_TREES", 6)
    monkeypatch.setattr(stack, "SECOND_TREES", 6)
    monkeypatch.setattr(stack, "SHORT_TREES", 6)
    built = []
    for _ in range(2):
        material = stack.prepare(invented_pages(48))
        fitted = stack.train(material, np.ones(len(material.fold), bool))
        built.append(stack.model_bytes(fitted, pages=48))
    assert built[0] == built[1]
    model = LineModel(built[0])
    page = corpus.page_lines(invented_pages(48))[0]
    scores = model.score([page])[0]
    wanted = np.array([kind == "c" for kind in invented_pages(48)[0].kinds])
    assert scores[wanted].min() > scores[~wanted].mean()
    assert np.array_equal(scores, LineModel(built[1]).score([page])[0])
    unseen = LineModel(stack.model_bytes(stack.train(material, material.fold != 0)))
    assert unseen.sha256 != model.sha256
    assert len(unseen.score([page])[0]) == len(scores)
