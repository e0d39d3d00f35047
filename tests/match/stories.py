"""Invented articles and what scrapers and scanners do to them."""

from __future__ import annotations

import random

_ONSETS = (*"bcdfghjklmnprstvw", "br", "cl", "dr", "fl", "gr", "pl", "st", "tr", "sh", "th")
_VOWELS = (*"aeiou", "ai", "ea", "io", "ou")
_CODAS = ["", "", "n", "r", "s", "t", "l", "m", "nd", "st"]


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(rng.choice((1, 1, 2, 2, 3))))


_rng = random.Random(0)
VOCABULARY = [_word(_rng) for _ in range(4000)]
NAMES = [_word(_rng).capitalize() for _ in range(400)]


def sentence(rng: random.Random, words: int) -> str:
    """Words with the skew of a language, a name now and then, a number at times."""
    chosen = []
    for _ in range(words):
        draw = rng.random()
        if draw < 0.06:
            chosen.append(rng.choice(NAMES))
        elif draw < 0.09:
            chosen.append(str(rng.randrange(2, 4000)))
        else:
            chosen.append(VOCABULARY[int(len(VOCABULARY) * rng.random() ** 2)])
    return " ".join(chosen).capitalize() + "."


def invent(rng: random.Random, words: int) -> str:
    """An article of about so many words, in paragraphs."""
    paragraphs = []
    while words > 0:
        sentences = [sentence(rng, rng.randrange(8, 22)) for _ in range(rng.randrange(2, 4))]
        paragraphs.append(" ".join(sentences))
        words -= len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def truncated(text: str, share: float) -> str:
    words = text.split(" ")
    return " ".join(words[: int(len(words) * share)])


def padded(text: str, more: str) -> str:
    return f"{text}\n\n{more}"


def reordered(text: str, rng: random.Random) -> str:
    paragraphs = text.split("\n\n")
    rng.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def ocr(text: str, rng: random.Random, rate: float) -> str:
    """A share of the letters misread."""
    return "".join(rng.choice("abcdefghiklmnorstuvwxyz") if c.isalpha() and rng.random() < rate else c for c in text)


def template(rng: random.Random) -> str:
    """A company's results in the frame that all of them share."""
    frame = random.Random(99)
    return " ".join(
        f"{sentence(frame, 7)[:-1]} {rng.choice(NAMES)} {rng.choice(NAMES)} {sentence(frame, 5)[:-1].lower()} "
        f"{rng.randrange(10, 9999)} {sentence(frame, 4)[:-1].lower()} {rng.randrange(10, 9999)}."
        for _ in range(14)
    )
