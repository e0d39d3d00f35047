"""Writes a folder of invented articles with known copies, for measuring how time and memory grow.

    python tests/benchmarks/make_corpus.py 100000 FOLDER [--seed 1]

A quarter of the documents are copies of earlier stories: truncated, padded, re-headlined, reordered, misread by a scanner
or copied word for word. About a tenth carry a publisher's boilerplate, and some are reports from one template with
other facts. Documents are spread over folders of 1,000 (`0012/0012345.txt`); `FOLDER.gold.json` has the clusters as
lists of paths, longest first. The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

PER_FOLDER = 1000
_ONSETS = (*"bcdfghjklmnprstvwz", "br", "st", "tr")
_SYLLABLES = [onset + rest for onset in _ONSETS for rest in (*"aeiou", "an", "er", "in", "or", "us")]


class Vocabulary:
    """Invented words, more and less frequent ones, in ready-made shreds so that text is made by joining."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        words = ["".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2, 3)))) for _ in range(30_000)]
        self.common = words[:300]
        self.rare = words[300:]
        self.table = self.common * 60 + self.rare  # about four words in ten are common ones
        self.figures = [str(number) for number in range(2, 5000)]
        self.names = [word.capitalize() for word in words[-4000:]]

    def sentences(self, rng: random.Random, count: int) -> list[str]:
        """Sentences of 14 words, each with a name and a number."""
        words = rng.choices(self.table, k=12 * count)
        names, figures = rng.choices(self.names, k=count), rng.choices(self.figures, k=count)
        return [
            f"{names[at]} {' '.join(words[12 * at : 12 * at + 8])} {figures[at]} {' '.join(words[12 * at + 8 : 12 * at + 12])}."
            for at in range(count)
        ]

    def paragraph(self, rng: random.Random) -> str:
        return " ".join(self.sentences(rng, 3))


def story(vocabulary: Vocabulary, rng: random.Random) -> list[str]:
    """Paragraphs: a title, a dateline with the first, then text."""
    title = " ".join(rng.choices(vocabulary.rare, k=6)).capitalize()
    date = f"2025-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    paragraphs = rng.randrange(3, 8)
    sentences = vocabulary.sentences(rng, 3 * paragraphs)
    body = [" ".join(sentences[3 * at : 3 * at + 3]) for at in range(paragraphs)]
    return [title, f"{rng.choice(vocabulary.names)}, {date} - {body[0]}", *body[1:]]


def _truncated(text: list[str], _: Vocabulary, rng: random.Random) -> list[str]:
    return text[: max(3, int(len(text) * rng.uniform(0.5, 0.9)))]


def _padded(text: list[str], vocabulary: Vocabulary, rng: random.Random) -> list[str]:
    return [*text, vocabulary.paragraph(rng)]


def _retitled(text: list[str], vocabulary: Vocabulary, rng: random.Random) -> list[str]:
    return [" ".join(rng.choices(vocabulary.rare, k=6)).capitalize(), *text[1:]]


def _reordered(text: list[str], _: Vocabulary, rng: random.Random) -> list[str]:
    return [*text[:2], *rng.sample(text[2:], len(text) - 2)]


def _misread(text: list[str], vocabulary: Vocabulary, rng: random.Random) -> list[str]:
    letters = bytearray("\n".join(text), "ascii")
    for _ in range(len(letters) // 60):
        at = int(rng.random() * len(letters))
        if letters[at] >= 97:
            letters[at] = 97 + int(rng.random() * 26)
    return letters.decode("ascii").split("\n")


def _same(text: list[str], _: Vocabulary, rng: random.Random) -> list[str]:
    return text


Perturbation = Callable[[list[str], Vocabulary, random.Random], list[str]]
PERTURBATIONS: tuple[Perturbation, ...] = (_truncated, _padded, _retitled, _reordered, _misread, _same)


def report(frames: list[list[str]], vocabulary: Vocabulary, rng: random.Random) -> list[str]:
    """A report in a frame that many share, with facts of its own."""
    names, figures = rng.choices(vocabulary.names, k=40), rng.choices(vocabulary.figures, k=40)
    filled = [
        f"{part} {names[2 * at]} {figures[2 * at]} {names[2 * at + 1]} {figures[2 * at + 1]}."
        for at, part in enumerate(rng.choice(frames))
    ]
    return ["Results", " ".join(filled)]


def documents(count: int, seed: int) -> Iterator[tuple[int, str]]:
    """(story, text) of each document; copies come soon after their original, as news does."""
    rng = random.Random(seed)
    vocabulary = Vocabulary(seed)
    boilerplate = [vocabulary.paragraph(rng) for _ in range(20)]
    frames = [[" ".join(rng.choices(vocabulary.common, k=9)).capitalize() for _ in range(20)] for _ in range(10)]
    recent: list[tuple[int, list[str]]] = []
    for number in range(count):
        draw = rng.random()
        origin = number
        if recent and draw < 0.25:
            origin, text = rng.choice(recent)
            text = rng.choice(PERTURBATIONS)(text, vocabulary, rng)
        elif draw < 0.27:
            text = report(frames, vocabulary, rng)
        else:
            text = story(vocabulary, rng)
            recent.append((number, text))
            if len(recent) > 500:
                recent[rng.randrange(500)] = recent.pop()
        if rng.random() < 0.1:
            text = [*text, rng.choice(boilerplate)]
        yield origin, "\n\n".join(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    clusters: dict[int, list[str]] = {}
    for number, (origin, text) in enumerate(documents(args.count, args.seed)):
        folder = args.folder / f"{number // PER_FOLDER:04}"
        if number % PER_FOLDER == 0:
            folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{number:07}.txt"
        with open(path, "wb", buffering=0) as file:
            file.write(text.encode())
        clusters.setdefault(origin, []).append(f"{folder.name}/{path.name}")
    gold = sorted((paths for paths in clusters.values() if len(paths) > 1), key=lambda paths: (-len(paths), paths))
    args.folder.with_name(args.folder.name + ".gold.json").write_text(json.dumps(gold))


if __name__ == "__main__":
    main()
