"""The labelled pages as the model is trained on them: folds by site, evidence of the folder, weights."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from triage.clean.lines.line_text import fold_line
from triage.clean.scoring.features import PageLines

SETS = ("scrapinghub", "wcxb", "l3sgn1", "daniel", "dragnet", "cleaneval", "cleanportaleval", "fundus")
TRAINING_SETS = (*SETS, "readability")
FOLDS = 4
_LONG_COPY = 6
_MOST_WORDS = 60.0
_EVERY_LINE = 8.0
"""What a line weighs beside its words: short lines cost little F1, but the page is not exactly right without them."""
_EVERY_PAGE = 150.0
_WITH_BYLINES = ("dragnet", "cleaneval", "l3sgn1")
"""Sets whose gold texts hold the lines with author and date above the article; the others leave them out, as an editor does."""
_BYLINE, _BYLINE_OF_SHORT = 0.6, 0.2
_BYLINE_WORDS, _BODY_WORDS, _BYLINES = 12, 20, 6


@dataclass
class Page:
    """A labelled page; `row` is the row that the scorer takes."""

    dataset: str
    row: dict[str, Any]
    lines: list[str]
    kinds: str
    fold: int
    folded: list[str] = field(default_factory=list)


def load(folder: Path, sets: tuple[str, ...] = TRAINING_SETS) -> list[Page]:
    """All pages of `sets`, in the order of the files."""
    pages = []
    for name in sets:
        with gzip.open(folder / "blocks" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as rows:
            pages += [page_of(name, json.loads(row)) for row in rows]
    return pages


def page_of(dataset: str, row: dict[str, Any]) -> Page:
    """The page of a row with `domain`, `text` and `kinds`."""
    lines = row["text"].split("\n")[: len(row["kinds"])]
    return Page(dataset, row, lines, row["kinds"], fold_of(row["domain"]), [fold_line(line) for line in lines])


def fold_of(site: str) -> int:
    """Pages of a site are in one fold."""
    return int(hashlib.md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def page_lines(pages: list[Page], evidence: str = "fold") -> list[PageLines]:
    """What the model is handed. The folder of a page: its set's pages of the same `fold`, its whole `set`, or `none`."""
    if evidence == "none":
        return [PageLines(page.lines) for page in pages]
    folders = [f"{page.dataset}/{page.fold if evidence == 'fold' else '*'}" for page in pages]
    documents = Counter(folders)
    counts: Counter[tuple[str, str]] = Counter()
    for folder, page in zip(folders, pages, strict=True):
        counts.update((folder, line) for line in set(page.folded))
    return [
        PageLines(page.lines, [counts[folder, line] - 1 if line else 0 for line in page.folded], documents[folder])
        for folder, page in zip(folders, pages, strict=True)
    ]


@dataclass(frozen=True)
class Target:
    """A value a line of all pages: is it content, and how much does that matter."""

    content: npt.NDArray[np.float32]
    weight: npt.NDArray[np.float32]
    page: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.str_]


def target(pages: list[Page], words: npt.NDArray[Any]) -> Target:
    """A line weighs what its words weigh in the scores of its page; each page of a set the same, small sets more a page."""
    kinds, page = _kinds(pages)
    content = (kinds == "c").astype(np.float32)
    gold = np.bincount(page, weights=np.where(content > 0, words, 0.0), minlength=len(pages))
    weight = (np.minimum(words, _MOST_WORDS) + _EVERY_LINE) / (gold[page] + _EVERY_PAGE)
    weight[(kinds == "t") | (kinds == "n") | ((kinds == "d") & (words >= _LONG_COPY))] = 0.0
    weight[_bylines(pages, words, page)] *= _BYLINE
    sizes = Counter(one.dataset for one in pages)
    per_set = np.array([sizes[one.dataset] ** -0.5 for one in pages])
    weight = weight * per_set[page]
    return Target(content, (weight / weight[weight > 0].mean()).astype(np.float32), page, kinds)


def short_target(pages: list[Page], words: npt.NDArray[Any]) -> Target:
    """Of a short page every line is looked at, so that each weighs the same; and the headline belongs to the article."""
    kinds, page = _kinds(pages)
    weight = np.ones(len(kinds), np.float32)
    weight[(kinds == "n") | ((kinds == "d") & (words >= _LONG_COPY))] = 0.0
    weight[_bylines(pages, words, page)] *= _BYLINE_OF_SHORT
    return Target(((kinds == "c") | (kinds == "t")).astype(np.float32), weight, page, kinds)


def _kinds(pages: list[Page]) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.int64]]:
    """For each line its kind and the number of its page."""
    kinds = np.array([kind for page in pages for kind in page.kinds])
    return kinds, np.repeat(np.arange(len(pages)), [len(page.lines) for page in pages])


def _bylines(pages: list[Page], words: npt.NDArray[Any], page: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Short content lines just above the first long one, in the sets that take them for content."""
    found = np.zeros(len(words), bool)
    starts = np.searchsorted(page, np.arange(len(pages)))
    for one, start in zip(pages, starts, strict=True):
        if one.dataset not in _WITH_BYLINES:
            continue
        sizes = words[start : start + len(one.lines)]
        first = next((place for place, kind in enumerate(one.kinds) if kind == "c" and sizes[place] >= _BODY_WORDS), 0)
        for place in range(max(0, first - _BYLINES), first):
            found[start + place] = one.kinds[place] == "c" and sizes[place] < _BYLINE_WORDS
    return found
