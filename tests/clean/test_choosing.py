"""Which lines stay, given their scores."""

from __future__ import annotations

import numpy as np

from triage.clean.scoring.choosing import content_lines
from triage.clean.scoring.features import PageLines

PROSE = (
    "The harbour council of Tarnow raised its dues on Tuesday, for the first time in eleven years, and nobody came to object. "
    * 2
)
SHORT = "A line of a song about the pier"


def chosen(lines: list[tuple[str, float]]) -> list[bool]:
    texts, scores = [text for text, _ in lines], np.array([score for _, score in lines], np.float32)
    return content_lines(scores, PageLines(texts, None, 1))


def test_a_long_paragraph_in_the_midst_of_an_article_stays() -> None:
    article = [(PROSE, 0.9)] * 20
    page = [*[("Menu", 0.01)] * 20, *article[:10], (PROSE, 0.25), *article[10:], *[("Menu", 0.01)] * 20]
    assert [at for at, keeps in enumerate(chosen(page)) if keeps] == list(range(20, 41))
    page[30] = ("Advertisement", 0.25)
    assert not chosen(page)[30], "a short one doesn't"
    page[30] = (PROSE, 0.1)
    assert not chosen(page)[30], "nor one that hardly looks like one"
    page[30], page[44] = (PROSE, 0.9), (PROSE, 0.25)
    assert not chosen(page)[44], "nor one outside"


def test_of_a_song_nearly_all_stays() -> None:
    for lines in (20, 60):
        song = [(SHORT, 0.7)] * lines
        song[3] = song[-1] = (SHORT, 0.25)
        song[8] = ("Print", 0.05)
        assert [at for at, keeps in enumerate(chosen(song)) if not keeps] == [8]
    page = [*[(SHORT, 0.25)] * 10, *[(PROSE, 0.9)] * 5]
    assert not any(chosen(page)[:10]), "a page with a paragraph is no song"
