#!/usr/bin/env python3
"""Score the cleaner on a folder of labelled sets, as a user would meet them: each set unpacked is one folder.

    score_cleaner.py LABELLED_DIR [SET …] [--model] [--folds DIR | --without DIR]

LABELLED_DIR holds `blocks/<set>.jsonl.gz` and `score_cleaned.py`. A row a set: F1, share of pages exactly right, surplus copies
left, content lines lost, and pages a second. `--model` prints the line model alone beside it: the rest of the pipeline must
not spoil what the model gives.

The packaged line model was trained on these sets. With `--folds` each page is cleaned by the model of its fold, which
has not seen the page's site; `train_line_model.py LABELLED_DIR --folds DIR` writes these models. With `--without` each set is
cleaned by the model that hasn't seen the set, of those that `train_line_model.py LABELLED_DIR --without DIR` writes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.line_model.corpus import FOLDS, fold_of
from triage.clean import Cleaner, Page, block_fingerprints, split_blocks
from triage.clean.scoring.choosing import content_lines
from triage.clean.scoring.line_model import LineModel, PageLines
from triage.model import Document, Seen
from triage.read.text import read_text


def evidence(texts: Sequence[Sequence[str]]) -> list[Seen]:
    """For each document how many others hold each of its blocks."""
    return held_elsewhere([block_fingerprints(blocks) for blocks in texts])


def held_elsewhere(prints: Sequence[Sequence[int]]) -> list[Seen]:
    """As `evidence`, given the fingerprints of the blocks."""
    holders = Counter(number for numbers in prints for number in set(numbers))
    return [Seen(tuple(holders[number] - 1 for number in numbers), len(prints)) for numbers in prints]


def documents_of(rows: Sequence[dict[str, Any]]) -> list[Document]:
    """The pages as the reader of text files hands them on."""
    return [read_text(f"{row['id']}.txt", row["text"].encode("utf-8")) for row in rows]


def pipeline(rows: Sequence[dict[str, Any]], models: Sequence[LineModel]) -> list[str]:
    """The cleaned text of each page."""
    documents = documents_of(rows)
    seen = evidence([[document.raw[start:end] for start, end in split_blocks(document)] for document in documents])
    texts = [""] * len(rows)
    for model, places in by_fold(rows, models):
        cleaner = Cleaner(model=model)
        found = cleaner.clean_pages([Page(documents[place]) for place in places], [seen[place] for place in places])
        for place, cleaned in zip(places, found, strict=True):
            texts[place] = cleaned.text
    return texts


def by_fold(rows: Sequence[dict[str, Any]], models: Sequence[LineModel]) -> Iterator[tuple[LineModel, list[int]]]:
    """Each model with the pages that it is to judge."""
    for number, model in enumerate(models):
        yield model, [place for place, row in enumerate(rows) if fold_of(row["domain"]) % len(models) == number]


def model_alone(rows: Sequence[dict[str, Any]], models: Sequence[LineModel]) -> list[str]:
    """What the line model keeps, by itself."""
    lines = [[line for line in row["text"].split("\n") if line.strip()] for row in rows]
    pages = [PageLines(one, seen.counts, seen.documents) for one, seen in zip(lines, evidence(lines), strict=True)]
    texts = [""] * len(rows)
    for model, places in by_fold(rows, models):
        for place, scores in zip(places, model.score([pages[place] for place in places]), strict=True):
            kept = content_lines(scores, pages[place])
            texts[place] = "\n".join(line for line, keeps in zip(lines[place], kept, strict=True) if keeps)
    return texts


def score(packed: Path, scorer: Path, rows: Sequence[dict[str, Any]], texts: Sequence[str]) -> dict[str, Any]:
    """What the scorer says of the cleaned texts."""
    with tempfile.TemporaryDirectory() as folder:
        for row, text in zip(rows, texts, strict=True):
            target = Path(folder) / f"{row['id']}.txt"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")
        run = subprocess.run([sys.executable, str(scorer), str(packed), folder], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--model", action="store_true", help="score the line model alone too")
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--folds", type=Path, help="the models of the cross-validation")
    other.add_argument("--without", type=Path, help="the models that were trained without a set each")
    args = parser.parse_args()
    files = [args.folds / f"{fold}.npz" for fold in range(FOLDS)] if args.folds else []
    models = [LineModel(file.read_bytes()) for file in files] or [LineModel.load()]
    print("| set | f1 | p | r | exact | surplus | lost | pages/s |\n|---|---|---|---|---|---|---|---|")
    for packed in sorted((args.labelled / "blocks").glob("*.jsonl.gz")):
        name = packed.name.split(".")[0]
        if args.sets and name not in args.sets:
            continue
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        if args.without:
            models = [LineModel((args.without / f"{name}.npz").read_bytes())]
        for label, way in [(name, pipeline)] + ([(f"{name}, model alone", model_alone)] if args.model else []):
            begun = time.perf_counter()
            texts = way(rows, models)
            speed = len(rows) / (time.perf_counter() - begun)
            found = score(packed, args.labelled / "score_cleaned.py", rows, texts)
            figures = [str(found[key]) for key in ("f1", "p", "r", "exact", "surplus", "lost")]
            print("|", " | ".join([label, *figures, f"{speed:.0f}"]), "|", flush=True)


if __name__ == "__main__":
    main()
