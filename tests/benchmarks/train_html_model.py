"""Fit the weights by which the line model and the extractors are weighed on HTML pages.

    python -m tests.benchmarks.train_line_model LABELLED --folds DIR
    python -m tests.benchmarks.train_html_model LABELLED DIR/scores.npy

The first command keeps what the line model says of each labelled line by folds that had not seen its site: lines that it was
trained on would make it look surer than it is. The second prints what cross-validation by site finds, and writes
triage/clean/html_model.json.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from tests.benchmarks.line_model import corpus
from triage.arrays import Array
from triage.clean import Page, extractor
from triage.clean.lines.line_text import fold_line
from triage.clean.scoring.choosing import content_by_tags
from triage.clean.scoring.line_model import LineModel, PageLines
from triage.read.html import read_html

SETS = ("scrapinghub", "fundus", "readability")
FOLDS = 5
_MOST_WORDS, _EVERY_LINE, _EVERY_PAGE = 60.0, 8.0, 150.0
_L2 = 1e-3
_COPIES = 40
FITTED_ON = "2026-11-29"


def scorer(labelled: Path) -> ModuleType:
    """The official scorer, which stands beside the data."""
    spec = importlib.util.spec_from_file_location("score_cleaned", labelled / "score_cleaned.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Case:
    """A page with the table of its evidence, which of its blocks are content, and what each weighs."""

    dataset: str
    row: dict[str, Any]
    page: Page
    table: Array
    content: Array
    weight: Array
    fold: int


def cases(labelled: Path, scores: Array) -> list[Case]:
    """All pages of which there is HTML."""
    known: dict[tuple[str, str], dict[str, float]] = {}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    at = 0
    for page in corpus.load(labelled):
        key = page.dataset, page.row["id"]
        rows[key] = page.row
        known[key] = dict(zip(page.folded, scores[at : at + len(page.lines)].tolist(), strict=True))
        at += len(page.lines)
    if at != len(scores):
        raise SystemExit(f"{len(scores)} scores for {at} labelled lines: make them anew")
    found = []
    for name in SETS:
        with gzip.open(labelled / "html" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for one in map(json.loads, lines):
                key = name, one["id"]
                document = read_html(f"{one['id']}.html", one["html"].encode())
                found.append(_case(name, rows[key], Page(document), known[key]))
    return found


def _case(name: str, row: dict[str, Any], page: Page, known: dict[str, float]) -> Case:
    # a block that is no line of the dump, one in 150, is judged by the packaged model
    packaged = LineModel.load().score([PageLines(page.lines)])[0]
    scores = np.array([known.get(fold_line(line), float(score)) for line, score in zip(page.lines, packaged, strict=True)])
    gold = extractor.html_table(scores, ("", row["gold"].replace("\n", " ") + "\n" + row["gold"]), page.words)[:, 2]
    content = gold >= 0
    sizes = np.array([len(words.split()) for words in page.words])
    weight = (np.minimum(sizes, _MOST_WORDS) + _EVERY_LINE) * (sizes > 0) / ((sizes * content).sum() + _EVERY_PAGE)
    fold = int(hashlib.md5(row["domain"].encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS
    return Case(name, row, page, extractor.html_table(scores, page.document.extracted, page.words), content, weight, fold)


def fit(some: list[Case]) -> dict[str, float]:
    """Logistic regression, by Newton's method."""
    table = np.concatenate([np.hstack([case.table, np.ones((len(case.table), 1))]) for case in some])
    content = np.concatenate([case.content for case in some]).astype(float)
    weight = np.concatenate([case.weight for case in some])
    weight = weight / weight.sum()
    penalty = np.array([2 * _L2] * (table.shape[1] - 1) + [0.0])
    found = np.zeros(table.shape[1])
    for _ in range(30):
        probability = 1 / (1 + np.exp(-(table @ found)))
        slope = table.T @ (weight * (probability - content)) + penalty * found
        bend = (table * (weight * probability * (1 - probability))[:, None]).T @ table + np.diag(penalty)
        found -= np.linalg.solve(bend, slope)
    return dict(zip((*extractor.EVIDENCE, "offset"), (round(float(value), 2) for value in found), strict=True))


def rate(labelled: Path, some: list[Case], weights: dict[int, dict[str, float]]) -> None:
    """Print the scores by set, each page by the weights of its fold."""
    official = scorer(labelled)
    results: dict[str, list[Any]] = defaultdict(list)
    for case in some:
        by = weights[case.fold]
        odds = case.table @ np.array([by[name] for name in extractor.EVIDENCE]) + by["offset"]
        probability = (1 / (1 + np.exp(-odds))).astype(np.float32)
        keep = content_by_tags(probability, PageLines(case.page.lines))
        left = extractor.main_lines(case.page.document.extracted)
        kept: list[str] = []
        seen: set[str] = set()
        for text, words, wanted in zip(case.page.texts, case.page.words, keep, strict=True):
            if wanted and (words not in seen or len(words) < _COPIES or left[words] > 0):
                kept.append(text)
                seen.add(words)
                left[words] -= 1
        results[case.dataset].append(official.score_page(case.row, "\n".join(kept)))
    for name, pages in results.items():
        precision, recall, f1 = official.f1(pages)
        exact = np.mean([page["exact"] for page in pages])
        print(f"| {name} | {len(pages)} | {f1:.4f} | {precision:.4f} | {recall:.4f} | {exact:.3f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("scores", type=Path)
    parser.add_argument("--out", type=Path, default=Path(extractor.__file__).with_name(extractor.WEIGHTS))
    args = parser.parse_args()
    found = cases(args.labelled, np.load(args.scores))
    print("| set | pages | F1 | P | R | exact |\n|---|---|---|---|---|---|")
    rate(args.labelled, found, {fold: fit([case for case in found if case.fold != fold]) for fold in range(FOLDS)})
    provenance = {
        "data": {name: hashlib.sha256((args.labelled / "html" / f"{name}.jsonl.gz").read_bytes()).hexdigest() for name in SETS},
        "pages": len(found),
        "date": FITTED_ON,
        "command": "python -m tests.benchmarks.train_html_model LABELLED SCORES.npy",
        "libraries": {name: version(name) for name in ("trafilatura", "resiliparse", "numpy")},
    }
    told = {"weights": fit(found), "provenance": provenance}
    args.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"{args.out}: {told['weights']}")


if __name__ == "__main__":
    main()
